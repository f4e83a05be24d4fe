// Measures what the audit trail costs: CPU of server processes, one with the trail and one without it, by
// turns.
//   npm run bench -- audit                 SQLite, and PostgreSQL where it is installed
//   npm run bench -- audit --pairs 9       with so many pairs of processes, of which the middle one counts
//   npm run bench -- audit --rounds 100    how often each pair is measured
//   npm run bench -- audit --at-once 10    with so many requests at once
//   npm run bench -- audit --only SQLite   on one database
//   npm run bench -- audit --write         also stores the figures, and shows them in docs/speed.md
import { parseArgs } from 'node:util'
import { postgresDatabases } from '../test/support/databases.ts'
import { exchange, newAddress, register } from './journeys.ts'
import { cpuMs, prepareScene, serveScene } from './product.ts'
import { median, rounded, type AuditRow } from './results.ts'
import { ask } from './size/time.ts'
import { measuredNow, storeRun } from './store.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '7' },
    rounds: { type: 'string', default: '15' },
    'at-once': { type: 'string', default: '10' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
/** Two processes of the same code differ by up to a tenth, all the time that they run. */
const pairs = Number(options.pairs)
/** How often an operation is done in one turn, of which the mean is taken. */
const together = 200
/** Rounds that are not counted, while code is compiled. */
const warming = 5
const goals = { 'who am I': 0, 'create an identity': 0.1, 'change an identity': 0.1 } as const
type Name = keyof typeof goals
const names = Object.keys(goals) as Name[]

const atOnce = Number(options['at-once'])
for (const database of ['SQLite', 'PostgreSQL'] as const) {
  if (options.only && options.only !== database) continue
  if (database === 'PostgreSQL' && postgresDatabases.skip !== false) {
    console.log(`${database} is left out: ${postgresDatabases.skip}`)
    continue
  }
  const measured: (readonly Figures[])[] = []
  for (let pair = 0; pair < pairs; pair++) measured.push(await measurePair(database))
  const found = names.map((name, at) => {
    const figures = measured.map((one) => one[at] ?? { without: Number.NaN, more: Number.NaN }),
      shares = figures.map(({ without, more }) => more / without),
      without = median(figures.map((one) => one.without)),
      share = median(shares)
    const row: AuditRow = {
      name,
      cpuMs: rounded(without, 4),
      moreCpuMs: rounded(without * share, 4),
      goal: goals[name],
    }
    return { row, share, shares }
  })
  console.log(database)
  console.table(
    found.map(({ row, share, shares }) => ({
      ...row,
      share: rounded(share, 3),
      'of each pair': shares.map((one) => rounded(one, 3)).join(' '),
    })),
  )
  if (options.write)
    storeRun('audit', {
      database,
      measured: measuredNow(),
      rounds: pairs * rounds,
      rows: found.map(({ row }) => row),
    })
}
process.exit(0)

/** Milliseconds of CPU for one operation without the trail, and how many more with it. */
type Figures = { readonly without: number; readonly more: number }

/** The usual figures of two new processes, in the order of `names`. */
async function measurePair(database: 'SQLite' | 'PostgreSQL'): Promise<readonly Figures[]> {
  const [kept, none] = [await subject(database, true), await subject(database, false)]
  const measure = async (name: Name): Promise<Figures> => {
    const differences: number[] = [],
      without: number[] = []
    for (let round = 0; round < rounds + warming; round++) {
      // in changing order, so that what the one leaves behind meets both
      const first = round % 2 === 0 ? kept : none
      const figures = new Map([[first, await first.cpuMs(name)]])
      const second = first === kept ? none : kept
      figures.set(second, await second.cpuMs(name))
      if (round < warming) continue
      differences.push((figures.get(kept) ?? 0) - (figures.get(none) ?? 0))
      without.push(figures.get(none) ?? 0)
    }
    return { without: median(without), more: median(differences) }
  }
  const measured: Figures[] = []
  for (const name of names) measured.push(await measure(name))
  await kept.close()
  await none.close()
  return measured
}

async function subject(database: 'SQLite' | 'PostgreSQL', enabled: boolean) {
  const dsn = database === 'SQLite' ? undefined : (await postgresDatabases.fresh()).dsn
  const server = await serveScene(await prepareScene(dsn, { pallas: { audit: { enabled } } }))
  const { session_token: token } = await register(server.publicUrl, newAddress())
  const identities = `${server.adminUrl}/admin/identities`
  let made = 0
  const described = (email: string) => ({
    schema_id: 'default',
    state: 'active',
    traits: { email, name: { first: `Ada ${made++}` } },
  })
  const ids: string[] = []
  for (let n = 0; n < together; n++)
    ids.push((await exchange('POST', identities, described(newAddress()))).id)
  const operations: Readonly<Record<Name, (n: number) => Promise<unknown>>> = {
    'who am I': () => ask(`${server.publicUrl}/sessions/whoami`, { 'x-session-token': token }),
    'create an identity': () => exchange('POST', identities, described(newAddress())),
    'change an identity': (n) =>
      exchange('PUT', `${identities}/${ids[n]}`, described(`ada-${n}@example.org`)),
  }
  return {
    async cpuMs(name: Name): Promise<number> {
      const before = cpuMs(server.pid) ?? Number.NaN
      for (let n = 0; n < together; n += atOnce)
        await Promise.all(Array.from({ length: atOnce }, (_, k) => operations[name](n + k)))
      return ((cpuMs(server.pid) ?? Number.NaN) - before) / together
    },
    close: server.stop,
  }
}
