import { Refusal } from '#errors/refusal.ts'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ConnectionError } from 'fastify'

export type Limits = {
  readonly bodyLimit: number
  /** For receiving a whole request. */
  readonly requestTimeout: number
  /** Idle time on a connection. */
  readonly connectionTimeout: number
  /** How long a client may read nothing of a response that is waiting to be sent. */
  readonly readerTimeout: number
  readonly keepAliveTimeout: number
  readonly http: {
    readonly maxHeaderSize: number
    readonly headersTimeout: number
    readonly connectionsCheckingInterval: number
    readonly insecureHTTPParser: false
  }
}

/** The greatest body that the public listener takes, in bytes: what people fill in is small. */
export const publicBodyLimit = 256 * 1024

/** Limits of a listener. Times in milliseconds, sizes in bytes. */
export const listenerLimits: Limits = {
  bodyLimit: 5 * 1024 * 1024,
  requestTimeout: 30_000,
  connectionTimeout: 33_000,
  readerTimeout: 30_000,
  keepAliveTimeout: 72_000,
  http: {
    maxHeaderSize: 32 * 1024,
    headersTimeout: 20_000,
    connectionsCheckingInterval: 2_000,
    insecureHTTPParser: false,
  },
}

/** How long the rest of a body above the limit is read and discarded. */
export const drainMs = 1000

/** Large enough for 500 ids in the query of an admin list. */
const maxUrlLength = 24 * 1024

/** Whether a URL exceeds the limit (414). */
export function isTooLong(url: string): boolean {
  return url.length > maxUrlLength
}

/** Answers bytes that are not a valid HTTP request, and closes the connection. */
export function refuseBadClient(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const packet: unknown = error.rawPacket
  const firstLine = Buffer.isBuffer(packet) ? packet.indexOf('\n') : 0
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? firstLine < 0 || firstLine > maxUrlLength
        ? '414 URI Too Long'
        : '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  endWith(socket, status)
}

/** Whether a request has more than one Host header (RFC 9112, section 3.2: it must be refused). */
export function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') count++
  }
  return count > 1
}

/** Refuses the CONNECT method; this server is no proxy. */
export function refuseTunnel(_request: unknown, socket: Duplex): void {
  socket.on('error', () => undefined)
  endWith(socket, '405 Method Not Allowed')
}

function endWith(socket: Duplex, status: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 0\r\n` +
      'x-content-type-options: nosniff\r\ncache-control: no-store\r\nconnection: close\r\n\r\n',
  )
}

/**
 * The refusal for an error that Fastify raised (body too large, malformed URL, …); undefined for
 * any other error. `bodyLimit`: the greatest size of a body, in bytes.
 */
export function asRefusal(error: unknown, bodyLimit: number): Refusal | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('too-large', { reason: `The body is larger than ${bodyLimit / 1024} kB.` })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Refusal('unsupported', { reason: 'This content type is not understood.' })
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP'))
    return new Refusal('bad-request', { reason: 'The body does not fit its headers.' })
  if (code === 'ECONNRESET')
    return new Refusal('bad-request', { reason: 'The connection ended before the request did.' })
  if (code === 'FST_ERR_BAD_URL')
    return new Refusal('bad-request', { reason: 'The address cannot be read.' })
  return undefined
}
