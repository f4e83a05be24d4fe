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

/** Keys whose values never reach the log, wherever they stand. */
const secret = [
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
 * One JSON object a line, times in UTC. Text for people is `text` (one line as well); a line cannot
 * be forged by what is logged, for JSON spells line ends out.
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
        paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
        censor: '[kept secret]',
      },
      serializers: { err: safeError },
    },
    format === 'text' ? textLines(to) : to,
  )
}

/**
 * What an error may tell the log: kind, code, where; of the message only what holds no value of a
 * statement or an address with a password.
 */
export function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'something that is no error was thrown' }
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

/** Passwords in addresses, and tokens of ours, taken out of a text. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s@]*@/g, '$1:[kept secret]@')
    .replaceAll(/ory_(st|lo)_[\w-]+/g, 'ory_$1_[kept secret]')
}

/**
 * What cannot be written (the disk is full, the reader is gone) is tried again with the next line,
 * and dropped when it is too much; it never ends the server.
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
