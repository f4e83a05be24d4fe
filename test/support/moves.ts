// Moves from a database of the reference, and people who sign in afterwards.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { moveInto } from '#commands/move/into.ts'
import { openReader } from '#commands/move/reader.ts'
import { readerRequest } from '#commands/move/request.ts'
import { moveOutOf } from '#commands/move/out-of.ts'
import type { ForeignSecrets } from '#commands/move/secrets.ts'
import type { BackResult } from '#move/back/move-back.ts'
import type { Loss } from '#move/losses.ts'
import type { MoveResult } from '#move/move.ts'
import type { MoveReader } from '#move/reader.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { Jar } from './jar.ts'
import { askForKey } from './keys.ts'
import { cipherSecret } from './kratos-people.ts'
import { codeFor } from './mail.ts'
import { openApi, openSpa, submit, submitSpa } from './people.ts'
import {
  baseConfig,
  mergeDeep,
  startServer,
  type Answer,
  type Overrides,
  type TestServer,
} from './server.ts'
import { answerOf, type StoredKey } from './stored-keys.ts'

export type Destination = {
  readonly folder: string
  readonly dsn: string
  readonly config: Overrides
  /** Moves from a database; `change` puts something between the database and what is stored. */
  move(from: string, more?: MoveOptions): Promise<MoveResult & { readonly lost: readonly Loss[] }>
  /** Moves back into a database. */
  moveBack(
    to: string,
    more?: {
      readonly foreign?: ForeignSecrets
      readonly dryRun?: boolean
      readonly network?: string
    },
  ): Promise<BackResult & { readonly lost: readonly Loss[] }>
  open(): Promise<Store>
  /** A server on what was brought, at the present time. */
  serve(more?: Overrides, parts?: Parameters<typeof startServer>[1]): Promise<TestServer>
  remove(): void
}

const same = (reader: MoveReader): MoveReader => reader

export type MoveOptions = {
  readonly secrets?: readonly string[]
  readonly network?: string
  readonly limit?: number
  /** Whether what the way back needs is kept. */
  readonly keeps?: boolean
  readonly change?: (reader: MoveReader) => MoveReader
}

/** A new SQLite database that people are brought into. */
export function createDestination(overrides: Overrides = {}): Destination {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-move-'))
  const dsn = `sqlite://${folder}/here.sqlite`
  const config = mergeDeep(mergeDeep(baseConfig, overrides), { dsn })
  const file = join(folder, 'kratos.yml')
  writeFileSync(file, stringify(config))
  const where = { files: [file], env: {}, cwd: folder }
  const open = () => createStore({ dsn, sqlite: { synchronous: 'NORMAL' } })
  return {
    folder,
    dsn,
    config,
    open,
    async move(from, { secrets = [], network, limit, change = same, keeps = true } = {}) {
      const lost: Loss[] = []
      const reader = await openReader(readerRequest(where, { from, network, secrets, keeps }))
      try {
        const result = await moveInto(where, change(reader), {
          onLoss: (loss) => void lost.push(loss),
          onProgress: () => undefined,
          ...(limit === undefined ? {} : { limit }),
        })
        return { ...result, lost }
      } finally {
        await reader.close()
      }
    },
    async moveBack(
      to,
      { foreign = { secrets: [cipherSecret], algorithm: undefined }, dryRun = false, network } = {},
    ) {
      const lost: Loss[] = []
      const result = await moveOutOf(where, {
        to,
        network,
        foreign,
        dryRun,
        onLoss: (loss) => void lost.push(loss),
        onProgress: () => undefined,
      })
      return { ...result, lost }
    },
    async serve(more = {}, parts = {}) {
      const server = await startServer(mergeDeep(config, more), { store: await open(), ...parts })
      server.setClock(Date.now() - server.now())
      return server
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export async function signIn(
  server: TestServer,
  identifier: string,
  password: string,
): Promise<Answer> {
  return submit(server, 'login', await openApi(server, 'login'), {
    method: 'password',
    identifier,
    password,
  })
}

/** Signs in by a key that is enough. */
export async function signInByKey(
  server: TestServer,
  method: 'passkey' | 'webauthn',
  email: string,
  key: StoredKey,
): Promise<Answer> {
  const { options, answer } = await askForKey(server, method, new Jar(), { email })
  return answer(answerOf(key, options.publicKey.challenge))
}

/** Signs in with a password, then by a security key. */
export async function confirmByKey(
  server: TestServer,
  identifier: string,
  password: string,
  key: StoredKey,
): Promise<Answer> {
  const jar = new Jar()
  const flow = await openSpa(server, 'login', jar)
  await submitSpa(server, 'login', flow, jar, { method: 'password', identifier, password })
  const { options, answer } = await askForKey(server, 'webauthn', jar, {
    email: identifier,
    query: '?aal=aal2',
  })
  return answer(answerOf(key, options.publicKey.challenge))
}

/** Signs in by a code that is sent to an address by mail. */
export async function signInByCode(server: TestServer, address: string): Promise<Answer> {
  const flow = await openApi(server, 'login')
  await submit(server, 'login', flow, { method: 'code', identifier: address })
  return submit(server, 'login', flow, {
    method: 'code',
    identifier: address,
    code: await codeFor(server, address),
  })
}

/** The id of the person of a session token; undefined when it is refused. */
export async function whoami(server: TestServer, token: string): Promise<string | undefined> {
  const { status, json } = await server.public('GET', '/sessions/whoami', { token })
  return status === 200 ? json.identity.id : undefined
}
