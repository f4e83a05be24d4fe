// Measures what the audit trail costs: CPU of the thread that answers, with the trail and without it
// by turns, in one process.
//   npm run bench -- audit                 SQLite, and PostgreSQL where it is installed
//   npm run bench -- audit --rounds 400    how often each is measured
//   npm run bench -- audit --at-once 10    with so many requests at once
//   npm run bench -- audit --only SQLite   on one database
//   npm run bench -- audit --write         also stores the figures, and shows them in docs/speed.md
import { parseArgs } from 'node:util'
import { postgresDatabases, sqliteDatabases } from '../test/support/databases.ts'
import { signUp } from '../test/support/people.ts'
import { startServer } from '../test/support/server.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { rounded, type AuditRow } from './results.ts'
import { measuredNow, storeRun } from './store.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '200' },
    'at-once': { type: 'string', default: '1' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
/** How often an operation is done in one turn, of which the mean is taken. */
const together = 20
const goals = { 'who am I': 0, 'create an identity': 0.1, 'change an identity': 0.1 } as const
type Name = keyof typeof goals

const atOnce = Number(options['at-once'])
for (const [database, databases] of [
  ['SQLite', sqliteDatabases],
  ['PostgreSQL', postgresDatabases],
] as const) {
  if (options.only && options.only !== database) continue
  if (databases.skip !== false) {
    console.log(`${database} is left out: ${databases.skip}`)
    continue
  }
  const [kept, none] = [await subject(databases, true), await subject(databases, false)]
  const rows: AuditRow[] = []
  for (const name of Object.keys(goals) as Name[]) {
    const differences: number[] = [],
      without: number[] = []
    for (let round = 0; round < rounds + 10; round++) {
      // in changing order, so that what the one leaves behind meets both
      const first = round % 2 === 0 ? kept : none
      const figures = new Map([[first, await first.cpuMs(name)]])
      const second = first === kept ? none : kept
      figures.set(second, await second.cpuMs(name))
      if (round < 10) continue
      differences.push((figures.get(kept) ?? 0) - (figures.get(none) ?? 0))
      without.push(figures.get(none) ?? 0)
    }
    rows.push({
      name,
      cpuMs: rounded(median(without), 4),
      moreCpuMs: rounded(median(differences), 4),
      goal: goals[name],
    })
  }
  console.log(database)
  console.table(rows.map((row) => ({ ...row, share: rounded(row.moreCpuMs / row.cpuMs, 3) })))
  if (options.write) storeRun('audit', { database, measured: measuredNow(), rounds, rows })
  await kept.close()
  await none.close()
}
process.exit(0)

async function subject(databases: typeof sqliteDatabases, enabled: boolean) {
  const { dsn } = await databases.fresh()
  await up(dsn)
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  const server = await startServer({ pallas: { audit: { enabled } } }, { store })
  const { token } = await signUp(server, 'ada@example.org')
  const ids: string[] = []
  for (let n = 0; n < together; n++) ids.push((await signUp(server, `ada${n}@example.org`)).id)
  let made = 0
  const described = (name: string) => ({
    json: {
      schema_id: 'default',
      state: 'active',
      traits: { email: `${name}@example.org`, name: { first: `Ada ${made++}` } },
    },
  })
  const operations: Readonly<
    Record<Name, (n: number) => Promise<{ status: number; text: string }>>
  > = {
    'who am I': () => server.public('GET', '/sessions/whoami', { token }),
    'create an identity': () => server.admin('POST', '/admin/identities', described(`p${made}`)),
    'change an identity': (n) =>
      server.admin('PUT', `/admin/identities/${ids[n]}`, described(`ada${n}`)),
  }
  return {
    async cpuMs(name: Name): Promise<number> {
      const before = process.threadCpuUsage()
      const one = async (n: number) => {
        const { status, text } = await operations[name](n)
        if (status > 201) throw new Error(`${name}: ${status} ${text}`)
      }
      for (let n = 0; n < together; n += atOnce)
        await Promise.all(Array.from({ length: atOnce }, (_, k) => one(n + k)))
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1000 / together
    },
    close: server.close,
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
