import { appendFileSync, rmSync } from 'node:fs'
import { systemClock } from '#lib/time.ts'
import type { Loss } from '#move/losses.ts'
import type { Tally } from '#move/tally.ts'
import type { MoveResult } from '#move/move.ts'

/** The report of a move: one line of JSON for each thing that was not brought, and why. */
export type MoveReport = { readonly tell: (loss: Loss) => void; readonly end: () => void }

const linesAtOnce = 1000

/** The file is made with the first line, readable by its owner only. */
export function createMoveReport(file: string): MoveReport {
  rmSync(file, { force: true })
  let lines: string[] = []
  const end = () => {
    if (lines.length > 0) appendFileSync(file, lines.join(''), { mode: 0o600 })
    lines = []
  }
  return {
    tell(loss) {
      lines.push(`${JSON.stringify(loss)}\n`)
      if (lines.length === linesAtOnce) end()
    },
    end,
  }
}

const progressIntervalMs = 1000

/** Shows something at most once a second. */
export function everySecond<T>(show: (value: T) => void): (value: T) => void {
  let shownAt = systemClock()
  return (value) => {
    if (systemClock() - shownAt < progressIntervalMs) return
    shownAt = systemClock()
    show(value)
  }
}

/** One line about the progress, for standard error. */
export const progressOf = ({ people, sessions }: Tally): string =>
  `people: ${people.added} new, ${people.changed} changed, ${people.unchanged} as before; ` +
  `sessions: ${sessions.added} new, ${sessions.changed} changed, ${sessions.unchanged} as before`

/** What a run has done. */
export function linesOf({
  tally,
  endedSessions,
  comparison,
  checked,
}: Pick<MoveResult, 'tally' | 'endedSessions'> & Partial<MoveResult>): readonly string[] {
  const { people, sessions, messages, losses } = tally
  return [
    told('people', { ...people }),
    told('sessions', { ...sessions, 'ended before': endedSessions }),
    told('messages', { ...messages }),
    told('not brought', { ...losses }),
    ...(comparison ?? []).map(
      ({ what, there, here, isGood }) =>
        `${isGood ? 'checked' : 'DIFFERS'}  ${what}: ${there} there, ${here} here`,
    ),
    ...(checked === undefined ? [] : [sampleLine(checked)]),
  ]
}

const sampleLine = ({ people, ways, sessions, faults }: MoveResult['checked']): string =>
  `${faults === 0 ? 'checked' : 'FAILS'}  looked up as a sign-in does: ${people} people, ${ways} ways to ` +
  `sign in, ${sessions} sessions, ${faults} faults`

/** `people: 3 new, 1 changed`. */
export const told = (what: string, counts: Readonly<Record<string, number>>): string =>
  `${what}: ${Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')}`
