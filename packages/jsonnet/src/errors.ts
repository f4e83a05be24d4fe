import type { Budget } from './budget.ts'

/** Position in a source; line and column count from 1. */
export type Position = { readonly line: number; readonly column: number }

/** A call, field or value that was being evaluated when the program failed. */
export type TraceEntry = { readonly what: string; readonly position: Position }

/**
 * The class of an error. `syntax`: does not parse; `static`: refused by static analysis; `runtime`:
 * failed while running; `budget`: exceeded a limit; `input`: the inputs are not usable.
 */
export type ErrorKind = 'syntax' | 'static' | 'runtime' | 'budget' | 'input'

export type ErrorFacts = {
  readonly kind: ErrorKind
  readonly filename: string
  readonly position: Position | undefined
  readonly trace: readonly TraceEntry[]
}

/**
 * A program that failed. `message` begins with file, line and column; `reason` is the message
 * without them.
 */
export class JsonnetError extends Error implements ErrorFacts {
  override readonly name: string = 'JsonnetError'
  readonly reason: string
  readonly kind: ErrorKind
  readonly filename: string
  readonly position: Position | undefined
  /** Innermost entry first; limited in length, so the outermost entries may be missing. */
  readonly trace: readonly TraceEntry[]

  constructor(reason: string, { kind, filename, position, trace }: ErrorFacts) {
    super(`${filename}:${position ? `${position.line}:${position.column}:` : ''} ${reason}`)
    this.reason = reason
    this.kind = kind
    this.filename = filename
    this.position = position
    this.trace = trace
  }
}

/** The limits: a budget of the machine, or the time limit of a pool. */
export type Limit = keyof Budget | 'time'

/** A program that was stopped because it exceeded a limit. */
export class BudgetExceeded extends JsonnetError {
  override readonly name = 'BudgetExceeded'
  readonly limit: Limit

  constructor(limit: Limit, reason: string, facts: Omit<ErrorFacts, 'kind'>) {
    super(reason, { ...facts, kind: 'budget' })
    this.limit = limit
  }
}

/**
 * A failure inside the package, without file and position; converted to a JsonnetError before it
 * leaves.
 */
export class Fault extends Error {
  readonly kind: ErrorKind
  /** Offset in the source. */
  readonly at: number | undefined
  readonly limit: Limit | undefined

  constructor(
    reason: string,
    about: { readonly kind?: ErrorKind; readonly at?: number; readonly limit?: Limit } = {},
  ) {
    super(reason)
    this.kind = about.kind ?? (about.limit === undefined ? 'runtime' : 'budget')
    this.at = about.at
    this.limit = about.limit
  }
}

/** Limit in characters, because a program can raise an error message of any length. */
const longestReason = 2000

/** Converts a fault to the public error. */
export function toJsonnetError(
  fault: Fault,
  source: string,
  filename: string,
  trace: readonly TraceEntry[] = [],
): JsonnetError {
  const facts = {
    filename,
    position: fault.at === undefined ? undefined : createLocator(source)(fault.at),
    trace,
  }
  const reason =
    fault.message.length > longestReason
      ? `${fault.message.slice(0, longestReason)}…`
      : fault.message
  return fault.limit === undefined
    ? new JsonnetError(reason, { ...facts, kind: fault.kind })
    : new BudgetExceeded(fault.limit, reason, facts)
}

/** Creates a function that converts offsets in a source to positions. */
export function createLocator(source: string): (offset: number) => Position {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1))
    starts.push(at + 1)
  return (offset) => {
    let [line, beyond] = [0, starts.length]
    while (beyond - line > 1) {
      const middle = (line + beyond) >> 1
      if ((starts[middle] ?? 0) <= offset) line = middle
      else beyond = middle
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}
