// The pages of the console, as an operator opens them.
import { randomUUID } from 'node:crypto'
import { createChain } from '#audit/chain.ts'
import { createStore } from '#store/open.ts'
import { firstName, rareName } from './people.ts'
import { ask, time, type Times } from './time.ts'

/** So many entries the audit trail gets, over thirty days. */
const entries = 200_000
const spanMs = 30 * 86_400_000

/** Fills the audit trail with changes and sign-ins of these identities. */
export async function fillTrail(dsn: string, identityIds: readonly string[]): Promise<void> {
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  // NOTE what is measured does not verify them
  const chain = createChain({ all: () => [], newest: () => 'bench', mac: () => randomUUID() })
  const actions = [
    'login.succeeded',
    'login.failed',
    'identity.created',
    'identity.updated',
  ] as const
  const begin = Date.now() - spanMs
  try {
    for (let from = 0; from < entries; from += 2000)
      await store.transact(async () => {
        for (let n = from; n < from + 2000; n++) {
          const at = begin + Math.floor((n * spanMs) / entries)
          const id = identityIds[n % identityIds.length] ?? ''
          await store.audit.append(
            {
              id: `${at.toString(16).padStart(12, '0')}${randomUUID().slice(12)}`,
              at,
              action: actions[n % actions.length] ?? 'login.succeeded',
              actor: { kind: 'person', id, right: 'session' },
              target: { kind: 'identity', id },
              client: '192.0.2.1',
              requestId: undefined,
              fields: [],
              count: undefined,
            },
            chain,
          )
        }
      })
  } finally {
    await store.close()
  }
}

/** What each page takes. `identityIds`: of people there are. */
export async function consoleTimes(
  adminUrl: string,
  identityIds: readonly string[],
): Promise<Readonly<Record<string, Times>>> {
  const person = (n: number) => `/people/${identityIds[(n * 31) % identityIds.length] ?? ''}`
  const pages: Readonly<Record<string, (n: number) => string>> = {
    overview: () => '',
    people: () => '/people',
    'people, two common words': (n) => `/people?q=${encodeURIComponent(firstName(n))}+garc`,
    'people, a rare word': (n) => `/people?q=${rareName(n)}`,
    'people, a word all have': () => '/people?q=example.org',
    'people, disabled': () => '/people?state=inactive',
    'a person': person,
    "a person's sign-in": (n) => `${person(n)}/sign-in`,
    "a person's sessions": (n) => `${person(n)}/sessions`,
    "a person's activity": (n) => `${person(n)}/activity`,
    sessions: () => '/sessions',
    messages: () => '/messages',
    outbox: () => '/outbox',
    audit: () => '/audit',
    'audit, one action': () => '/audit?action=login.failed',
    jobs: () => '/jobs',
    shield: () => '/shield',
    operators: () => '/operators',
  }
  const times: Record<string, Times> = {}
  for (const [name, path] of Object.entries(pages))
    times[`console: ${name}`] = await time(100, (n) => ask(`${adminUrl}/ui${path(n)}`))
  return times
}
