import type { Figures } from './load.ts'

export type Row = {
  readonly name: string
  readonly figures: Figures
  readonly ratio?: string | undefined
  readonly goal?: string | undefined
}

const number = (value: number | undefined, digits: number) =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)

export function table(title: string, rows: readonly Row[]): string {
  const cells = [
    ['', 'per second', 'p50 ms', 'p99 ms', 'CPU ms', 'failed', 'against', 'goal'],
    ...rows.map(({ name, figures: f, ratio, goal }) => [
      name,
      number(f.perSecond, 0),
      number(f.p50Ms, 1),
      number(f.p99Ms, 1),
      number(f.cpuMsEach, 3),
      String(f.failed),
      ratio ?? '',
      goal ?? '',
    ]),
  ]
  const widths = cells[0]?.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0))) ?? []
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return `\n${title}\n${cells.map(line).join('\n')}`
}

/** How a figure stands against that of a yardstick measured in the same run. */
export const against = (mine: Figures, bare: Figures, name: string): string =>
  `${(mine.perSecond / bare.perSecond).toFixed(2)} × ${name}`

export const beyond = (mine: Figures, hashMs: number): string =>
  mine.cpuMsEach === undefined ? '–' : `hash + ${(mine.cpuMsEach - hashMs).toFixed(2)} ms CPU`
