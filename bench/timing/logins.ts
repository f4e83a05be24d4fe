// Whether there is an account, read from the time of an answer.
import { openApi, signUp, submit } from '../../test/support/people.ts'
import type { startServer } from '../../test/support/server.ts'
import type { Measure } from './measure.ts'

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

async function ms(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await act()
  return performance.now() - from
}

/** How far the medians of several kinds of call lie apart, made by turns. */
async function spread(rounds: number, calls: readonly ((n: number) => Promise<number>)[]) {
  const times: number[][] = calls.map(() => [])
  for (let n = 0; n < rounds; n++)
    for (const [at, call] of calls.entries()) times[at]?.push(await call(n))
  const medians = times.map(median)
  return Math.max(...medians) - Math.min(...medians)
}

const argon2 = {
  hashers: { algorithm: 'argon2', argon2: { memory: '19MB', iterations: 2, parallelism: 1 } },
  pallas: { guessing: { max_failures: 0 } },
}

export const loginMeasures = (start: typeof startServer): readonly Measure[] => [
  {
    name: 'a login: known, unknown and without a password lie apart by',
    limitMs: 10,
    async take() {
      const server = await start(argon2)
      await signUp(server, 'known@example.org')
      const bare = { json: { traits: { email: 'bare@example.org' } } }
      await server.admin('POST', '/admin/identities', bare)
      const flow = await openApi(server, 'login')
      const wrong = (identifier: string) => () =>
        ms(() =>
          submit(server, 'login', flow, { method: 'password', identifier, password: 'wrong-one' }),
        )
      const found = await spread(
        200,
        ['known@example.org', 'none@example.org', 'bare@example.org'].map(wrong),
      )
      await server.close()
      return found
    },
  },
  {
    name: 'a recovery: known and unknown lie apart by',
    limitMs: 10,
    async take() {
      const server = await start({ selfservice: { flows: { recovery: { enabled: true } } } })
      const emails = Array.from({ length: 60 }, (_, n) => `known-${n}@example.org`)
      for (const email of emails)
        await server.admin('POST', '/admin/identities', { json: { traits: { email } } })
      const ask = async (email: string) => {
        const flow = await openApi(server, 'recovery')
        return ms(() => submit(server, 'recovery', flow, { method: 'code', email }))
      }
      const found = await spread(emails.length, [
        (n) => ask(emails[n] ?? ''),
        (n) => ask(`unknown-${n}@example.org`),
      ])
      await server.close()
      return found
    },
  },
  {
    name: 'refusing a password of a megabyte',
    limitMs: 100,
    async take() {
      const server = await start(argon2)
      await signUp(server, 'known@example.org')
      const flow = await openApi(server, 'login')
      const fields = {
        method: 'password',
        identifier: 'known@example.org',
        password: 'x'.repeat(1024 * 1024),
      }
      const times: number[] = []
      for (let n = 0; n < 20; n++) times.push(await ms(() => submit(server, 'login', flow, fields)))
      await server.close()
      return median(times)
    },
  },
]
