// Fills a database as an operator would: by an import, whose speed is measured; then people sign
// in.
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { importIdentities } from '#commands/identities/import.ts'
import { encodeInThread } from '#commands/identities/encode-in-thread.ts'
import { withAdministration } from '#commands/identities/context.ts'
import { createTokens, sha256 } from '#crypto/tokens.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Scene } from '../product.ts'
import { lines } from './people.ts'

export type Filled = {
  readonly perSecond: number
  /** Microseconds of CPU for one identity: of the thread that stores, and of all. */
  readonly cpuUsEach: { readonly storing: number; readonly all: number }
  /** Of people who are signed in. */
  readonly tokens: readonly string[]
  /** Of these people. */
  readonly identityIds: readonly string[]
}

/** So many people have a session. */
const sessions = 20_000

export async function fill(
  { folder, dsn }: Scene,
  count: number,
  passwordHash: string,
): Promise<Filled> {
  await up(dsn)
  const where = { files: [join(folder, 'kratos.yml')], env: {}, cwd: folder }
  const people = join(folder, 'people.jsonl')
  await pipeline(lines(count, passwordHash), createWriteStream(people))
  const from = performance.now(),
    cpu = process.cpuUsage(),
    own = process.threadCpuUsage()
  const request = {
    report: join(folder, 'refused.jsonl'),
    state: undefined,
    onProgress: () => undefined,
  }
  const { created } = await withAdministration(
    where,
    (_, { identities }) =>
      importIdentities({ encoding: encodeInThread(where, people), identities }, request),
    { bulk: true },
  )
  const seconds = (performance.now() - from) / 1000,
    used = process.cpuUsage(cpu),
    ownUsed = process.threadCpuUsage(own)
  if (created !== count) throw new Error(`${created} of ${count} identities were imported`)
  return {
    perSecond: count / seconds,
    cpuUsEach: {
      storing: (ownUsed.user + ownUsed.system) / count,
      all: (used.user + used.system) / count,
    },
    ...(await signSomeIn(dsn, Math.min(count, sessions))),
  }
}

/** Sessions of people, from the beginning of the list. */
async function signSomeIn(
  dsn: string,
  count: number,
): Promise<Pick<Filled, 'tokens' | 'identityIds'>> {
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  const tokens = createTokens(),
    given: string[] = [],
    identityIds: string[] = []
  try {
    let after: string | undefined
    while (given.length < count) {
      const accounts = await store.identities.list(
        {},
        { limit: 500, ...(after === undefined ? {} : { after }) },
      )
      after = accounts.at(-1)?.identity.id
      if (after === undefined) break
      await store.transact(async () => {
        for (const { identity } of accounts.filter((one) => one.identity.state === 'active')) {
          const token = tokens.sessionToken(),
            now = Date.now()
          const device = {
            id: randomUUID(),
            ipAddress: '192.0.2.1',
            userAgent: 'Browser/1.0',
            location: '',
          }
          const session = {
            id: randomUUID(),
            identityId: identity.id,
            active: true,
            issuedAt: now,
            expiresAt: now + 86_400_000,
            authenticatedAt: now,
            aal: 'aal1',
            methods: [],
            devices: [device],
          } as const
          await store.sessions.insert(session, sha256(token))
          given.push(token)
          identityIds.push(identity.id)
        }
      })
    }
    return { tokens: given, identityIds }
  } finally {
    await store.close()
  }
}
