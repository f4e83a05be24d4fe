// Measures what the shield costs a login: CPU of this process and statements, with the shield and
// without it by turns, in one process.
//   npm run bench -- shield                 SQLite, and PostgreSQL where it is installed
//   npm run bench -- shield --rounds 400    how often each is measured
//   npm run bench -- shield --write         also stores the figures, and shows them in docs/speed.md
import { parseArgs } from 'node:util'
import { postgresDatabases, sqliteDatabases } from '../test/support/databases.ts'
import { behindProxy, devices, loginsOf, type Device } from '../test/support/known-logins.ts'
import { mergeDeep, startServer } from '../test/support/server.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { median, rounded, type ShieldRow } from './results.ts'
import { measuredNow, storeRun } from './store.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '200' },
    write: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
/** People who sign in in one turn, of whose logins the mean is taken. */
const together = 10

for (const [name, databases] of [
  ['SQLite', sqliteDatabases],
  ['PostgreSQL', postgresDatabases],
] as const) {
  if (databases.skip !== false) {
    console.log(`${name} is left out: ${databases.skip}`)
    continue
  }
  const [guarded, open] = [await subject(databases, true), await subject(databases, false)]
  const rows: ShieldRow[] = []
  for (const device of devices) {
    const differences: number[] = [],
      without: number[] = []
    for (let round = 0; round < rounds; round++) {
      // in changing order, so that what the one leaves behind meets both
      const first = round % 2 === 0 ? guarded : open
      const figures = new Map([[first, await first.cpuMs(device)]])
      const second = first === guarded ? open : guarded
      figures.set(second, await second.cpuMs(device))
      differences.push((figures.get(guarded) ?? 0) - (figures.get(open) ?? 0))
      without.push(figures.get(open) ?? 0)
    }
    rows.push({
      device,
      cpuMs: rounded(median(without), 3),
      moreCpuMs: rounded(median(differences), 3),
      statements: await open.statements(device),
      withShield: await guarded.statements(device),
    })
  }
  console.log(name)
  console.table(rows)
  if (options.write) storeRun('shield', { database: name, measured: measuredNow(), rounds, rows })
  await guarded.close()
  await open.close()
}
process.exit(0)

async function subject(databases: typeof sqliteDatabases, enabled: boolean) {
  const { dsn } = await databases.fresh()
  await up(dsn)
  let count = 0
  const store = await createStore({
    dsn,
    sqlite: { synchronous: 'FULL' },
    onStatement: () => void count++,
  })
  const server = await startServer(mergeDeep(behindProxy, { pallas: { shield: { enabled } } }), {
    store,
  })
  const people: ((device: Device) => Promise<void>)[] = []
  for (let n = 0; n < together; n++) people.push(await loginsOf(server, `person-${n}@example.org`))
  return {
    async cpuMs(device: Device): Promise<number> {
      // of the thread that answers: the hashes, which other threads compute, are left out
      const before = process.threadCpuUsage()
      for (const login of people) await login(device)
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1000 / together
    },
    async statements(device: Device): Promise<number> {
      count = 0
      for (const login of people) await login(device)
      // writes what waits to be written, and is two statements itself
      await store.budgets.devicesOf('nobody', 0)
      await store.budgets.find([{ kind: 'account', key: 'nobody' }], 0)
      return rounded((count - 2) / together, 1)
    },
    close: server.close,
  }
}
