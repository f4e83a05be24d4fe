// Bytes over a connection, without a client that would mend them.
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type RawAnswer = {
  readonly text: string
  /** Status of each answer on the connection. */
  readonly statuses: readonly number[]
  /** The server ended the connection. */
  readonly closed: boolean
  /** So many parts were sent before that. */
  readonly sent: number
}

/** Sends the parts, `pauseMs` between them, and listens until the server ends the connection or has been silent for `quietMs`. */
export async function exchange(
  port: number,
  parts: string | Buffer | Iterable<string | Buffer>,
  { pauseMs = 0, quietMs = 1500 } = {},
): Promise<RawAnswer> {
  const socket = await open(port)
  const chunks: Buffer[] = []
  let closed = false,
    sent = 0,
    heard = performance.now()
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    heard = performance.now()
  })
  socket.on('error', () => undefined)
  socket.once('end', () => (closed = true))
  socket.once('close', () => (closed = true))
  for (const part of typeof parts === 'string' || Buffer.isBuffer(parts) ? [parts] : parts) {
    if (closed || !socket.writable) break
    socket.write(part)
    sent++
    heard = performance.now()
    if (pauseMs > 0) await sleep(pauseMs)
  }
  while (!closed && performance.now() - heard < quietMs) await sleep(5)
  socket.destroy()
  const text = Buffer.concat(chunks).toString('latin1')
  return {
    text,
    statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)),
    closed,
    sent,
  }
}

export async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((resolve, reject) =>
    socket.once('connect', resolve).once('error', reject),
  )
  return socket
}

/** A request in HTTP/1.1 with a Host header; `more` are header lines. */
export function request(line: string, more: readonly string[] = [], body = ''): string {
  return [`${line} HTTP/1.1`, 'Host: 127.0.0.1', ...more, '', body].join('\r\n')
}

/** The value below which `part` of the times lie. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
