import type { Comparison } from './goals.ts'
import type { Figures } from './load.ts'

export type Row = {
  readonly name: string
  readonly figures: Figures
  readonly against?: Comparison | undefined
  /** What it must reach, and what of that it has missed. */
  readonly goal?: string | undefined
  readonly missed?: readonly string[]
}

const number = (value: number | undefined, digits: number) =>
  value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits)

export function table(title: string, rows: readonly Row[]): string {
  const cells = [
    ['', 'per second', 'p50 ms', 'p99 ms', 'CPU ms', 'failed', 'against', 'goal'],
    ...rows.map(({ name, figures: f, against, goal, missed = [] }) => [
      name,
      number(f.perSecond, 0),
      number(f.p50Ms, 1),
      number(f.p99Ms, 1),
      number(f.cpuMsEach, 3),
      String(f.failed),
      against?.text ?? '',
      `${goal ?? ''}${missed.length > 0 ? ' (missed)' : ''}`,
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
export function against(mine: Figures, bare: Figures, name: string): Comparison {
  const value = mine.perSecond / bare.perSecond
  return { value, text: `${value.toFixed(2)} × ${name}` }
}

/** How much more CPU than a password hash it takes; undefined where that is not known. */
export function beyond(ms: number): Comparison | undefined {
  return Number.isNaN(ms) ? undefined : { value: ms, text: `hash + ${ms.toFixed(2)} ms CPU` }
}
