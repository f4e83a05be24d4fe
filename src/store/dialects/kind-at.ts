// Which kind of database listens at an address, told by its first bytes, without signing in.
import { connect } from 'node:net'
import type { Place } from '../dsn/target.ts'

/** For all of it. A MySQL server speaks first, and PostgreSQL when it is spoken to. */
const silenceMs = 300,
  timeoutMs = 2000
/** https://www.postgresql.org/docs/current/protocol-message-formats.html, SSLRequest */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])

/** Undefined where nothing answers, or something else, or the address is that of a socket file. */
export function kindAt({
  host,
  port,
  socket: file,
}: Place): Promise<'mysql' | 'postgres' | undefined> {
  if (file !== undefined) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    let asks: NodeJS.Timeout | undefined
    const end = (kind?: 'mysql' | 'postgres') => {
      clearTimeout(asks)
      socket.destroy()
      resolve(kind)
    }
    socket.setTimeout(timeoutMs, end)
    socket.on('error', () => end())
    socket.on('close', () => end())
    socket.on('connect', () => (asks = setTimeout(() => socket.write(sslRequest), silenceMs)))
    socket.on('data', (bytes: Buffer) => end(kindOf(bytes)))
  })
}

/**
 * A packet of MySQL has its length, its number, and here the version of the protocol or an error
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html).
 */
function kindOf(bytes: Buffer): 'mysql' | 'postgres' | undefined {
  if (bytes.length === 1 && 'SN'.includes(bytes.toString('latin1'))) return 'postgres'
  return bytes.length > 4 && bytes[3] === 0 && (bytes[4] === 10 || bytes[4] === 0xff)
    ? 'mysql'
    : undefined
}
