// Stands before PostgreSQL and answers statements as distributed databases of its protocol do:
// https://www.postgresql.org/docs/current/protocol-message-formats.html
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * `restart`: 40001, the transaction is to run again. `unknown`: 40003, whether it was stored is not
 * known; it is. `lost before`, `lost after`: the connection breaks before, or after, the server has done it.
 */
export type Fault = 'restart' | 'unknown' | 'lost before' | 'lost after'

export type FrameProxy = {
  readonly port: number
  /** Every statement that came along. */
  readonly statements: Set<string>
  /** Asked for each statement and each use of a named one, which is told by its SQL. */
  decide: (sql: string) => Fault | undefined
  close(): Promise<void>
}

type Frame = { readonly type: string; readonly bytes: Buffer }

/** Cuts what comes into frames; the first of a client has no type. */
function frames(take: (frame: Frame) => void, hasTypes: boolean): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0),
    typed = hasTypes
  return (data) => {
    rest = Buffer.concat([rest, data])
    for (;;) {
      const head = typed ? 1 : 0
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      const bytes = rest.subarray(0, length)
      rest = rest.subarray(length)
      take({ type: typed ? String.fromCharCode(bytes[0] ?? 0) : '', bytes })
      typed = true
    }
  }
}

const text = (bytes: Buffer, from: number) => bytes.toString('utf8', from, bytes.indexOf(0, from))

function query(sql: string): Buffer {
  const body = Buffer.from(`${sql}\0`)
  const head = Buffer.alloc(5)
  head.write('Q')
  head.writeInt32BE(4 + body.length, 1)
  return Buffer.concat([head, body])
}
/** The server itself fails as it is told to. */
const raise = (code: string) =>
  query(`DO $$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '${code}'; END $$`)

export async function startFrameProxy(target: {
  readonly host: string
  readonly port: number
}): Promise<FrameProxy> {
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(target),
      named = new Map<string, string>()
    let skipping = false,
      whenReady: (() => void) | undefined
    const breakOff = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        breakOff()
      })
    }

    /** The SQL that a frame begins, if it begins any. */
    function sqlOf({ type, bytes }: Frame): string | undefined {
      if (type === 'Q') return text(bytes, 5)
      if (type === 'P') {
        const name = text(bytes, 5)
        const sql = text(bytes, 5 + name.length + 1)
        named.set(name, sql)
        return sql
      }
      if (type !== 'B') return undefined
      const portal = text(bytes, 5)
      const name = text(bytes, 5 + portal.length + 1)
      return name === '' ? undefined : named.get(name)
    }

    client.on(
      'data',
      frames((frame) => {
        if (skipping) {
          // NOTE up to Sync all belongs to the statement that was replaced
          if (frame.type === 'S') skipping = false
          return
        }
        const sql = sqlOf(frame)
        if (sql !== undefined) proxy.statements.add(sql)
        const fault = sql === undefined ? undefined : proxy.decide(sql)
        if (fault === undefined) return void upstream.write(frame.bytes)
        if (fault === 'lost before') return breakOff()
        if (fault === 'restart') {
          skipping = frame.type !== 'Q'
          return void upstream.write(raise('40001'))
        }
        whenReady = fault === 'lost after' ? breakOff : () => void upstream.write(raise('40003'))
        upstream.write(frame.bytes)
      }, false),
    )
    upstream.on(
      'data',
      frames(({ type, bytes }) => {
        if (!whenReady) return void client.write(bytes)
        // NOTE the answer to what was really done is kept back
        if (type !== 'Z') return
        const next = whenReady
        whenReady = undefined
        next()
      }, true),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: FrameProxy = {
    port: (server.address() as AddressInfo).port,
    statements: new Set(),
    decide: () => undefined,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
