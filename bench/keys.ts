// Measures what passkeys and security keys cost people who have none, when they open a login flow:
// CPU of this process and statements, with and without them by turns, in one process.
//   npm run bench -- keys                 prints the ratios
//   npm run bench -- keys --rounds 400    how often each is measured
//   npm run bench -- keys --write         also stores the figures, and shows them in docs/speed.md
import { parseArgs } from 'node:util'
import { sqliteDatabases } from '../test/support/databases.ts'
import { Jar } from '../test/support/jar.ts'
import { withKeys } from '../test/support/keys.ts'
import { mergeDeep, startServer, type TestServer } from '../test/support/server.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { rounded, type KeysRow } from './results.ts'
import { measuredNow, storeRun } from './store.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '200' },
    write: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
/** Flows that are opened in one turn, of which the mean is taken. */
const together = 10

const switches = (webauthn: boolean, passkey: boolean) => ({
  selfservice: { methods: { webauthn: { enabled: webauthn }, passkey: { enabled: passkey } } },
})
const offers = {
  'security keys as the second factor': mergeDeep(withKeys(false), switches(true, false)),
  'security keys as the first factor': mergeDeep(withKeys(true), switches(true, false)),
  passkeys: mergeDeep(withKeys(false), switches(false, true)),
}
const ways = {
  'by an app': (server: TestServer) => server.public('GET', '/self-service/login/api'),
  'by a browser': (server: TestServer) =>
    server.public('GET', '/self-service/login/browser', { jar: new Jar() }),
}

const bare = await subject(mergeDeep(withKeys(false), switches(false, false)))
const rows: KeysRow[] = []
for (const [offered, config] of Object.entries(offers)) {
  const keyed = await subject(config)
  for (const [opened, open] of Object.entries(ways)) {
    const ratios: number[] = [],
      without: number[] = []
    for (let round = 0; round < rounds; round++) {
      // in changing order, so that what the one leaves behind meets both
      const first = round % 2 === 0 ? keyed : bare
      const figures = new Map([[first, await first.cpuMs(open)]])
      const second = first === keyed ? bare : keyed
      figures.set(second, await second.cpuMs(open))
      ratios.push((figures.get(keyed) ?? 0) / (figures.get(bare) ?? 1))
      without.push(figures.get(bare) ?? 0)
    }
    rows.push({
      offered,
      opened,
      cpuMs: rounded(median(without), 3),
      ratio: rounded(median(ratios), 3),
      statements: await bare.statements(open),
      withKeys: await keyed.statements(open),
    })
  }
  await keyed.close()
}
await bare.close()
console.table(rows)
if (options.write) storeRun('keys', { database: 'SQLite', measured: measuredNow(), rounds, rows })
process.exit(0)

type Opening = (server: TestServer) => Promise<{ readonly status: number; readonly text: string }>

async function subject(config: Parameters<typeof startServer>[0]) {
  const { dsn } = await sqliteDatabases.fresh()
  await up(dsn)
  let count = 0
  const store = await createStore({
    dsn,
    sqlite: { synchronous: 'NORMAL' },
    onStatement: () => void count++,
  })
  const server = await startServer(config, { store })
  async function some(open: Opening): Promise<void> {
    for (let n = 0; n < together; n++) {
      const { status, text } = await open(server)
      if (status !== 200) throw new Error(`${status} ${text}`)
    }
  }
  return {
    async cpuMs(open: Opening): Promise<number> {
      const before = process.threadCpuUsage()
      await some(open)
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1000 / together
    },
    async statements(open: Opening): Promise<number> {
      count = 0
      await some(open)
      return rounded(count / together, 1)
    },
    close: server.close,
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
