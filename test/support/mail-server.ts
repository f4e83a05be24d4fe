// A real mail server for tests, that can be told to fail in the ways mail servers do.
import type { AddressInfo, Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Delivered = {
  readonly envelope: { readonly from: string; readonly to: readonly string[] }
  /** As the client called itself. */
  readonly helo: string
  readonly user: string | undefined
  readonly secure: boolean
  readonly raw: string
  readonly mail: Email
  readonly at: number
}

/**
 * `refuse`: 554 to every recipient. `defer`: 451. `drop`: breaks connections in the middle of a mail.
 * `hold`: keeps every mail in hand until the mood is another one. `slowMs`: waits so long before it
 * takes a mail.
 */
export type Mood = 'well' | 'refuse' | 'defer' | 'drop' | 'hold' | { readonly slowMs: number }

export type MailServer = {
  readonly port: number
  readonly mails: Delivered[]
  mood: Mood
  /** Mails that it has been given and has not taken yet. */
  readonly inHand: number
  /** Recipients that are answered with 550. */
  readonly unknown: Set<string>
  /** Resolves when there are so many mails. */
  arrived(count: number, withinMs?: number): Promise<readonly Delivered[]>
  close(): Promise<void>
}

const failure = (code: number, text: string) =>
  Object.assign(new Error(text), { responseCode: code })

export async function startMailServer(
  options: SMTPServerOptions & { readonly port?: number } = {},
): Promise<MailServer> {
  const mails: Delivered[] = [],
    unknown = new Set<string>()
  const state: { mood: Mood; inHand: number; go: (() => void)[] } = {
    mood: 'well',
    inHand: 0,
    go: [],
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.secure === true || options.key !== undefined ? [] : ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      password === 'wrong' ? done(failure(535, 'no')) : done(null, { user: username ?? '' }),
    onRcptTo({ address }, _session, done) {
      if (state.mood === 'refuse') return done(failure(554, 'not from you'))
      if (state.mood === 'defer') return done(failure(451, 'come back later'))
      done(unknown.has(address) ? failure(550, `<${address}> is nobody`) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (state.mood === 'drop') breakOff()
      })
      stream.on('end', () => {
        void (async () => {
          if (state.mood === 'drop') return
          state.inHand++
          const { mood } = state
          if (mood === 'hold') await new Promise<void>((go) => state.go.push(go))
          if (typeof mood === 'object')
            await new Promise((resolve) => setTimeout(resolve, mood.slowMs))
          state.inHand--
          const raw = Buffer.concat(chunks)
          const { mailFrom, rcptTo } = session.envelope
          mails.push({
            envelope: {
              from: mailFrom === false ? '' : mailFrom.address,
              to: rcptTo.map(({ address }) => address),
            },
            helo: session.hostNameAppearsAs,
            user: typeof session.user === 'string' ? session.user : undefined,
            secure: session.secure,
            raw: raw.toString('utf8'),
            mail: await PostalMime.parse(raw),
            at: performance.now(),
          })
          done(null)
        })()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const breakOff = () => {
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    unknown,
    get mood() {
      return state.mood
    },
    set mood(mood) {
      state.mood = mood
      if (mood !== 'hold') for (const go of state.go.splice(0)) go()
    },
    get inHand() {
      return state.inHand
    },
    async arrived(count, withinMs = 30_000) {
      const end = performance.now() + withinMs
      while (mails.length < count) {
        if (performance.now() > end)
          throw new Error(`${mails.length} of ${count} mails arrived within ${withinMs} ms`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return mails
    },
    close: () =>
      new Promise<void>((resolve) => {
        breakOff()
        server.close(() => resolve())
      }),
  }
}
