import { currentSpan } from '#lib/tracing.ts'
import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Logger

export type LogSettings = {
  readonly level: 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'panic'
  readonly format: 'json' | 'text' | 'gelf'
  /** What stands in the place of a secret. */
  readonly redaction?: string
  /** Whether lines name the trace and the span that they were written in. */
  readonly namesTraces?: boolean
  /** The number of this process among several that write to one stream; lines then name it. */
  readonly worker?: number | undefined
}

const levels = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  error: 'error',
  fatal: 'fatal',
  panic: 'fatal',
} as const

/** Keys whose values are redacted, at the top level and down to two levels below. */
const secretKeys = new Set([
  'password',
  'token',
  'code',
  'secret',
  'cookie',
  'authorization',
  'dsn',
  'session_token',
  'csrf_token',
  'hashed_password',
])
const redactedLevels = 3

/** So much is written to a pipe at once, or not at all: lines of several processes are never mixed. */
export const wholeWriteBytes = 4096

/**
 * Creates the log: one JSON object per line with UTC times, or with `text` one readable line each.
 * Line breaks in logged values are escaped, so no value can forge a log line.
 */
export function createLog(
  { level, format, redaction = '[kept secret]', namesTraces = false, worker }: LogSettings,
  to: DestinationStream = standardError(worker === undefined ? {} : { maxWrite: wholeWriteBytes }),
): Log {
  return pino(
    {
      level: levels[level],
      base: worker === undefined ? null : { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      ...(namesTraces ? { mixin: traceNow } : {}),
      formatters: {
        level: (label) => ({ level: label }),
        // NOTE the way of the library costs as much as a look-up in the database, for each line
        log: (facts) => redacted(facts, redaction, redactedLevels) as Record<string, unknown>,
      },
      serializers: { err: safeError },
    },
    format === 'text' ? textLines(to) : to,
  )
}

/** The facts with what stands under keys of secrets replaced; the same object where there is none. */
function redacted(facts: object, redaction: string, levels: number): object {
  const changed: [string, unknown][] = []
  for (const [key, value] of Object.entries(facts) as [string, unknown][]) {
    const told = secretKeys.has(key)
      ? redaction
      : levels > 1 && typeof value === 'object' && value !== null && !(value instanceof Error)
        ? redacted(value, redaction, levels - 1)
        : value
    if (told !== value) changed.push([key, told])
  }
  return changed.length === 0
    ? facts
    : Object.assign(Array.isArray(facts) ? [...facts] : { ...facts }, Object.fromEntries(changed))
}

function traceNow(): object {
  const span = currentSpan()
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {}
}

/**
 * An error as it may be logged: name, code, message, stack, cause. Passwords in URLs and this
 * server's tokens are removed from the texts.
 */
export function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'a value that is not an Error was thrown' }
  const cause: unknown = error.cause === undefined ? undefined : safeError(error.cause)
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { error_code: error.code } : {}),
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? '')
      .split('\n')
      .slice(1)
      .join('\n'),
    ...(cause === undefined ? {} : { cause }),
  }
}

/** Removes passwords in URLs and this server's tokens from a text. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s@]*@/g, '$1:[kept secret]@')
    .replaceAll(/ory_(st|lo)_[\w-]+/g, 'ory_$1_[kept secret]')
}

/**
 * Standard error, buffered. After a failed write (full disk, closed pipe) the lines are retried
 * with the next write; beyond 16 MB they are dropped. A write error never stops the server.
 */
function standardError(more: { readonly maxWrite?: number }): DestinationStream {
  const to = pino.destination({ fd: 2, sync: false, maxLength: 16 * 1024 * 1024, ...more })
  to.on('error', () => undefined)
  return to
}

function textLines(to: DestinationStream): DestinationStream {
  return {
    write(lines: string) {
      // NOTE lines of requests come several at once
      for (const line of lines.trimEnd().split('\n')) to.write(textLine(line))
    },
  }
}

function textLine(line: string): string {
  const { level, time, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
  const text = typeof msg === 'string' ? JSON.stringify(msg).slice(1, -1) : ''
  const rest = Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : ''
  return `${String(time)} ${String(level).toUpperCase().padEnd(5)} ${text}${rest}\n`
}
