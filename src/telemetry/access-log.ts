// One line for each request. Who am I is asked very often, and is to stay cheap: a line is put together
// as one text, without the serializer of the other lines, and lines of a moment are written together.
import pino from 'pino'
import { wholeWriteBytes, type Log } from './log.ts'

export type AccessLogSettings = {
  /** Whether paths and queries are told as they were sent, but for secrets. */
  readonly leaksValues: boolean
  /** What stands in the place of a value. */
  readonly redaction: string
  /** The number of this process, where several write to one stream. */
  readonly worker?: number | undefined
}

/** An answered request. */
export type Access = {
  readonly listener: string
  readonly method: string
  /** The pattern of its path; undefined where there is no route. */
  readonly route: string | undefined
  /** Path and query as they were sent. */
  readonly url: string
  readonly status: number
  readonly seconds: number
  readonly client: string
  readonly requestId: string
  readonly trace: { readonly traceId: string; readonly spanId: string } | undefined
}

/** Parameters of paths whose values are shown where they look like an id. */
const shownParameters = new Set(['id', 'type'])
const longestPath = 500

export type AccessLog = {
  add(access: Access): void
  /** Writes what waits. */
  flush(): void
}

/** How long lines may wait for others, and how many characters. */
const flushMs = 100
const mostWaiting = 16_384

/** Writes lines of requests to this log; undefined where its level has none. */
export function createAccessLog(
  log: Log,
  { leaksValues, redaction, worker }: AccessLogSettings,
): AccessLog | undefined {
  if (!log.isLevelEnabled('info')) return undefined
  const { [pino.symbols.streamSym]: stream } = log as unknown as Streaming
  const kept = new Map<string, Kept>()
  const process = worker === undefined ? '' : `,"worker":${worker}`

  /** What lines of one route have in common. */
  function keptOf({ listener, method, route }: Access): Kept {
    const key = `${listener} ${method} ${route ?? ''}`
    let found = kept.get(key)
    if (!found) {
      const facts = { listener, method, ...(route === undefined ? {} : { route }) }
      const isFixed = route !== undefined && !/[:*]/.test(route)
      // NOTE a method is one of those that the parser knows, and routes are few
      kept.set(key, (found = { text: JSON.stringify(facts).slice(1, -1), isFixed }))
    }
    return found
  }

  function lineOf(access: Access): string {
    const { text, isFixed } = keptOf(access)
    const { status, seconds, client, requestId, trace } = access
    const path = leaksValues
      ? leakedUrl(access.url, redaction)
      : isFixed
        ? undefined
        : safePath(access.route, access.url, redaction)
    return (
      `{"level":"info"${pino.stdTimeFunctions.isoTime()}${process},${text},"status":${status},` +
      `"duration_ms":${Math.round(seconds * 1e5) / 100},"client":${quoted(client)},` +
      `"request_id":"${requestId}"${path === undefined ? '' : `,"path":${JSON.stringify(path)}`}` +
      `${trace ? `,"trace_id":"${trace.traceId}","span_id":"${trace.spanId}"` : ''},"msg":"request"}\n`
    )
  }

  let waiting = '',
    timer: NodeJS.Timeout | undefined
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const lines = waiting
    waiting = ''
    if (lines !== '') stream.write(lines)
  }
  return {
    add(access) {
      const line = lineOf(access)
      if (worker !== undefined && waiting.length + line.length > wholeWriteBytes) flush()
      waiting += line
      if (waiting.length > mostWaiting) flush()
      else timer ??= setTimeout(flush, flushMs).unref()
    },
    flush,
  }
}

type Streaming = { readonly [pino.symbols.streamSym]: { write(line: string): void } }
type Kept = { readonly text: string; readonly isFixed: boolean }

/** An address needs no escape; a proxy may send anything in its place. */
const quoted = (client: string): string =>
  /^[0-9a-fA-F.:]{1,45}$/.test(client) ? `"${client}"` : JSON.stringify(client.slice(0, 64))

/** The path without what may be an address or a secret. */
function safePath(route: string | undefined, url: string, redaction: string): string {
  const pattern = route?.split('/')
  const parts = (url.split('?', 1)[0] ?? '').slice(0, longestPath).split('/')
  return parts
    .map((part, at) => {
      const expected = pattern?.[at]
      if (part === '' || part === expected) return part
      const isShown =
        expected?.startsWith(':') === true
          ? shownParameters.has(expected.slice(1)) && /^(?!ory_)[\w=-]{1,64}$/i.test(part)
          : /^[a-zA-Z][\w.-]{0,19}$/.test(part)
      return isShown ? part : redaction
    })
    .join('/')
}

const secretParameter = /token|code|secret|password|state|challenge|assertion|transient/i

/** The whole address; secrets in its query are never told. */
function leakedUrl(url: string, redaction: string): string {
  const [path = '', query] = url.slice(0, 2 * longestPath).split('?', 2)
  if (query === undefined) return path
  const pairs = query.split('&').map((pair) => {
    const name = pair.split('=', 1)[0] ?? ''
    return secretParameter.test(name) ? `${name}=${redaction}` : pair
  })
  return `${path}?${pairs.join('&')}`
}
