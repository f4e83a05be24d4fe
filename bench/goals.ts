// What the measurements under load must reach. Figures depend on the machine; those that are no ratios are
// for the machine on which the tables of docs/speed.md are made.
import type { Figures } from './load.ts'

/** How a figure stands against a yardstick of the same run. */
export type Comparison = { readonly value: number; readonly text: string }

export type Measurement = Partial<Pick<Figures, 'cpuMsEach'>> & {
  readonly against?: Comparison | undefined
}

export type Goal = {
  readonly text: string
  /** What is not known does not reach it. */
  isMet(measured: Measurement): boolean
}

export const goals = {
  /** At least so many times a yardstick. */
  times: (least: number): Goal => ({
    text: `${least.toFixed(2)} ×`,
    isMet: ({ against }) => (against?.value ?? Number.NaN) >= least,
  }),
  /** At most so many times a yardstick. */
  atMostTimes: (most: number): Goal => ({
    text: `at most ${most.toFixed(2)} ×`,
    isMet: ({ against }) => (against?.value ?? Number.NaN) <= most,
  }),
  /** At most so much CPU of the server for one answer, in microseconds. */
  cpuUs: (most: number): Goal => ({
    text: `${most} µs CPU`,
    isMet: ({ cpuMsEach }) => (cpuMsEach ?? Number.NaN) * 1000 <= most,
  }),
  /** At most so many milliseconds of CPU more than a password hash. */
  beyondHash: (mostMs: number): Goal => ({
    text: `hash + ${mostMs} ms`,
    isMet: ({ against }) => (against?.value ?? Number.NaN) <= mostMs,
  }),
}

/** What a whole server must not exceed, from its start. */
export type ServerFigure = 'readyAfterMs' | 'idleMb' | 'loadedMb'

export const serverGoalsOn = (
  database: string,
): Readonly<Partial<Record<ServerFigure, number>>> => ({
  readyAfterMs: 600,
  ...(database === 'SQLite' ? { idleMb: 110, loadedMb: 180 } : {}),
})

/** What must be reached on a database, by the name of the row. */
export const goalsOn = (database: string): Readonly<Record<string, readonly Goal[]>> => ({
  'who am I': database === 'SQLite' ? [goals.times(0.5), goals.cpuUs(40)] : [goals.cpuUs(100)],
  'open a login flow': database === 'SQLite' ? [goals.times(0.33)] : [goals.cpuUs(130)],
  register: [goals.beyondHash(1.5)],
  'log in': [goals.beyondHash(1.5)],
  'create as an administrator': [goals.cpuUs(500)],
  'who am I, v0.7': [goals.atMostTimes(1.1)],
  'who am I, v0.6': [goals.atMostTimes(1.1)],
})

/** The goals that a row has missed. */
export const missedGoals = (wanted: readonly Goal[], measured: Measurement): readonly string[] =>
  wanted.filter((goal) => !goal.isMet(measured)).map(({ text }) => text)

/** The goals of a whole server that it has missed. What is not known is no miss. */
export const missedServerGoals = (
  database: string,
  figures: Readonly<Partial<Record<ServerFigure, number | undefined>>>,
): readonly string[] =>
  Object.entries(serverGoalsOn(database)).flatMap(([name, most]) => {
    const figure = figures[name as ServerFigure]
    return figure !== undefined && figure > most ? [`${name} is ${figure}, at most ${most}`] : []
  })
