import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Logger

export type LogSettings = {
  readonly level: 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'panic'
  readonly format: 'json' | 'text' | 'gelf'
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
const secretKeys = [
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
]

/**
 * Creates the log: one JSON object per line with UTC times, or with `text` one readable line each.
 * Line breaks in logged values are escaped, so no value can forge a log line.
 */
export function createLog(
  { level, format }: LogSettings,
  to: DestinationStream = standardError(),
): Log {
  return pino(
    {
      level: levels[level],
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[kept secret]',
      },
      serializers: { err: safeError },
    },
    format === 'text' ? textLines(to) : to,
  )
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
function standardError(): DestinationStream {
  const to = pino.destination({ fd: 2, sync: false, maxLength: 16 * 1024 * 1024 })
  to.on('error', () => undefined)
  return to
}

function textLines(to: DestinationStream): DestinationStream {
  return {
    write(line: string) {
      const { level, time, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
      const text = typeof msg === 'string' ? JSON.stringify(msg).slice(1, -1) : ''
      const rest = Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : ''
      to.write(`${String(time)} ${String(level).toUpperCase().padEnd(5)} ${text}${rest}\n`)
    },
  }
}
