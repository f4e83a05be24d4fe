// What the measurements store in bench/results/, one JSON file for each kind;
// docs/speed.md shows it.

/** Where and when figures were made. What is not known of an old run is left out. */
export type Measured = {
  readonly date: string
  readonly commit: string
  readonly machine: {
    readonly cpu?: string
    readonly cores: number
    readonly memoryGb?: number
    readonly system?: string
    readonly node: string
  }
}

/** One row under load. */
export type LoadRow = {
  readonly name: string
  readonly perSecond: number
  readonly p50Ms?: number
  readonly p99Ms?: number
  readonly cpuMsEach?: number
  readonly failed?: number
  /** How it compares with a yardstick of the same run, such as `0.39 × bare Fastify`. */
  readonly against?: string
  readonly goal?: string
  /** The goals that were missed; absent of old runs. */
  readonly missed?: readonly string[]
}

/** The server under load, on one database. */
export type LoadRun = {
  readonly database: string
  readonly measured: Measured
  readonly seconds: number
  readonly connections: number
  /** CPU of one password hash, measured beforehand. */
  readonly hashMs: number
  readonly readyAfterMs?: number
  readonly idleMb?: number
  readonly loadedMb?: number
  readonly mailsPerSecond?: number
  readonly rows: readonly LoadRow[]
}

/** A database with so many identities, asked one question after the other. */
export type SizeRun = {
  readonly database: string
  readonly identities: number
  readonly measured: Measured
  readonly importPerSecond: number
  /** Microseconds of CPU for one identity, of the thread that stores. */
  readonly storingCpuUs: number
  /** On disk, for one identity with its indexes; absent of old runs. */
  readonly bytesEach?: number
  readonly rows: readonly {
    readonly name: string
    readonly p50Ms: number
    readonly p95Ms: number
  }[]
}

/** How much code runs for one request. */
export type WorkRun = {
  readonly label: string
  readonly measured: Measured
  readonly rows: readonly {
    readonly name: string
    readonly functions: number
    readonly files: number
  }[]
}

/** What the shield costs the logins from one kind of device. */
export type ShieldRow = {
  readonly device: string
  /** CPU of a login without the shield, and how much more it is with it. */
  readonly cpuMs: number
  readonly moreCpuMs: number
  /** Statements of a login without the shield, and with it. */
  readonly statements: number
  readonly withShield: number
}

/** Logins with the shield and without it, by turns. */
export type ShieldRun = {
  readonly database: string
  readonly measured: Measured
  readonly rounds: number
  readonly rows: readonly ShieldRow[]
}

/** What the audit trail costs an operation. `goal`: the share of its CPU that it may cost. */
export type AuditRow = {
  readonly name: string
  /** CPU of the operation without the trail, and how much more it is with it. */
  readonly cpuMs: number
  readonly moreCpuMs: number
  readonly goal: number
}

/** Operations with the audit trail and without it, by turns. */
export type AuditRun = {
  readonly database: string
  readonly measured: Measured
  readonly rounds: number
  readonly rows: readonly AuditRow[]
}

/** What opening a login flow costs with some keys switched on, for somebody who has none. */
export type KeysRow = {
  readonly opened: string
  readonly offered: string
  readonly cpuMs: number
  /**
   * How many times that is the CPU of a server without keys, and of a server of another commit,
   * where they were measured.
   */
  readonly against: { readonly without?: number; readonly before?: number }
}

/** Login flows with keys and without, by turns. `before`: the other commit. */
export type KeysRun = {
  readonly database: string
  readonly measured: Measured
  readonly before?: string
  readonly rounds: number
  readonly rows: readonly KeysRow[]
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** A figure as it is stored. */
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** What opening a page costs. `before`: the server of another commit, where it was measured. */
export type PagesRow = {
  readonly page: string
  readonly cpuMs: number
  /** How many times the CPU of the server of the other commit that is. */
  readonly againstBefore?: number
}

export type PagesRun = {
  readonly database: string
  readonly measured: Measured
  readonly before?: string
  readonly rounds: number
  readonly rows: readonly PagesRow[]
}

export type Results = {
  readonly load: readonly LoadRun[]
  readonly size: readonly SizeRun[]
  readonly work: readonly WorkRun[]
  readonly shield: readonly ShieldRun[]
  readonly audit: readonly AuditRun[]
  readonly keys: readonly KeysRun[]
  readonly pages: readonly PagesRun[]
}

/** What makes a run take the place of an earlier one. */
const keys: { readonly [Kind in keyof Results]: (run: Results[Kind][number]) => string } = {
  load: (run) => run.database,
  size: (run) => `${run.database} ${run.identities}`,
  work: (run) => run.label,
  shield: (run) => run.database,
  audit: (run) => run.database,
  keys: (run) => run.database,
  pages: (run) => run.database,
}

/** The results with a run in the place of the earlier one of the same kind, or behind all others. */
export function withRun<Kind extends keyof Results>(
  results: Results,
  kind: Kind,
  run: Results[Kind][number],
): Results {
  const keyOf: (one: Results[Kind][number]) => string = keys[kind]
  const runs: readonly Results[Kind][number][] = results[kind]
  const known = runs.some((one) => keyOf(one) === keyOf(run))
  const next = known ? runs.map((one) => (keyOf(one) === keyOf(run) ? run : one)) : [...runs, run]
  return { ...results, [kind]: next }
}
