// The server as a part of another program, which has its own port: see docs/packages.md.
import type { IncomingMessage } from 'node:http'
import { logOf } from '#commands/log.ts'
import { openServer } from '#commands/open.ts'
import { isLoopback } from '#config/build/listeners.ts'
import { interpret, type ConfigRequest } from '#config/read.ts'
import { readFiles, type FileText } from '#config/sources.ts'
import type { Hooks } from '#hooks/typescript/hooks.ts'
import type { Identity } from '#identity/identity.ts'
import type { Session } from '#session/session.ts'
import { belowBase } from './mount.ts'
import { nodeListener, type NodeListener } from './node.ts'
import { webHandler, type FetchFacts, type WebHandler } from './web.ts'

export type { FetchFacts, Hooks, Identity, NodeListener, Session, WebHandler }

export type PallasOptions = {
  /**
   * The settings of `kratos.yml`, as an object, or files of them, the later over the earlier. With
   * files, changes are applied while it runs. Without any, everything has its default.
   */
  readonly config?: Readonly<Record<string, unknown>> | string | readonly string[]
  /** Hooks in flows, in place of a file of them (`pallas.hooks`). */
  readonly hooks?: Hooks
  /** Variables with settings, such as `process.env`. By default none is read. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The folder of relative paths and of `data/`; by default the working folder. */
  readonly folder?: string
  /** Developer mode: cookies without Secure. */
  readonly dev?: boolean
  /** Applies pending migrations on any database; otherwise only on SQLite. */
  readonly migrate?: boolean
}

/** Handlers of one of the two APIs, for frameworks of both kinds. */
export type Handlers = {
  /** Answers a Web request. */
  readonly fetch: WebHandler
  /** Answers a request of node:http, Express, or what else is built on it. */
  readonly listener: NodeListener
}

export type SignedIn = { readonly identity: Identity; readonly session: Session }

/** A request of the application that it is a part of. */
export type ForeignRequest = Pick<Request, 'headers'> | Pick<IncomingMessage, 'headers'>

export type Pallas = Handlers & {
  /** The administration. Who may reach its handlers is decided where they are mounted. */
  readonly admin: Handlers
  /**
   * Who makes this request; undefined for somebody who is not signed in, or whose session lacks the
   * second factor that `session.whoami.required_aal` demands.
   */
  whoami(request: ForeignRequest): Promise<SignedIn | undefined>
  /** Starts the work in the background: messages, hooks that wait, clean-up, jobs. */
  start(): void
  /** Ends all of that, finishes open requests and closes the database. Nothing keeps the process alive then. */
  stop(): Promise<void>
}

/**
 * Opens a server inside this process, without a port of its own. Throws where the configuration is
 * wrong, with every fault, or something that is needed cannot be had.
 */
export async function createPallas(options: PallasOptions = {}): Promise<Pallas> {
  const { config = [], hooks, env = {}, folder = process.cwd(), dev = false } = options
  const files = typeof config === 'string' ? [config] : Array.isArray(config) ? config : []
  const request: ConfigRequest = { files: files as readonly string[], env, dev, cwd: folder }
  const texts: readonly FileText[] = isSettings(config)
    ? [{ file: 'config', text: JSON.stringify(config, undefined, 1) }]
    : readFiles(request.files, folder)
  const reading = interpret(texts, request)
  const log = logOf(reading.config)
  const { migrate = false } = options
  const { app, stopWatching } = await openServer({ request, reading, log, migrate, hooks })
  await Promise.all([app.public.ready(), app.admin.ready()])

  const handlers = (name: 'public' | 'admin', mayCall: (address?: string) => boolean): Handlers => {
    const pathOf = (path: string) => belowBase(app.reading().config[name].baseUrl, path)
    return {
      fetch: webHandler(app[name], pathOf),
      listener: nodeListener({ app: app[name], pathOf, mayCall, log }),
    }
  }
  /** NOTE as `serve`, which binds an administration without tokens to this machine only */
  const mayAdminister = (address?: string) => {
    const { config: current, origin } = app.reading()
    const { insecure } = origin.settings.pallas.admin
    return current.admin.tokens.length > 0 || insecure || address === undefined || isOwn(address)
  }
  let stopped: Promise<void> | undefined
  return {
    ...handlers('public', () => true),
    admin: handlers('admin', mayAdminister),
    whoami: ({ headers }) =>
      app.whoami(headers instanceof Headers ? Object.fromEntries(headers) : headers),
    start: () => app.start(),
    stop() {
      stopWatching()
      return (stopped ??= app.end().then(() => app.close()))
    },
  }
}

const isSettings = (
  config: NonNullable<PallasOptions['config']>,
): config is Readonly<Record<string, unknown>> =>
  typeof config !== 'string' && !Array.isArray(config)

/** NOTE a socket of IPv6 shows an address of IPv4 in its own form */
const isOwn = (address: string): boolean => isLoopback(address.replace(/^::ffff:/, ''))
