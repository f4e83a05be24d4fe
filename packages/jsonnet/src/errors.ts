import type { Budget } from './budget.ts'

/** Where something stands in a source, counted from 1. */
export type Position = { readonly line: number; readonly column: number }

/** A call, field or value that was being evaluated when evaluation failed. */
export type TraceEntry = { readonly what: string; readonly position: Position }

/**
 * `syntax`: not Jsonnet; `static`: can never run; `runtime`: failed while running; `budget`:
 * stopped; `input`: what was handed over is unusable.
 */
export type ErrorKind = 'syntax' | 'static' | 'runtime' | 'budget' | 'input'

export type ErrorFacts = {
  readonly kind: ErrorKind
  readonly filename: string
  readonly position: Position | undefined
  readonly trace: readonly TraceEntry[]
}

/**
 * Why a program has no value. The message begins with file, line and column; `reason` is the
 * message without them.
 */
export class JsonnetError extends Error implements ErrorFacts {
  override readonly name: string = 'JsonnetError'
  readonly reason: string
  readonly kind: ErrorKind
  readonly filename: string
  readonly position: Position | undefined
  /** Innermost first; the outermost entries of a long one are left out. */
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

/** What can be used up: a budget of the machine, or the time of a pool. */
export type Limit = keyof Budget | 'time'

/** The program was stopped, because it used up a budget. */
export class BudgetExceeded extends JsonnetError {
  override readonly name = 'BudgetExceeded'
  readonly limit: Limit

  constructor(limit: Limit, reason: string, facts: Omit<ErrorFacts, 'kind'>) {
    super(reason, { ...facts, kind: 'budget' })
    this.limit = limit
  }
}

/** A failure that does not know its file yet; never leaves the package. */
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

/** Programs can write messages of any length. */
const longestReason = 2000

/** The same failure, told to whoever asked for the evaluation. */
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

/** Finds the positions of offsets in a source. */
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
