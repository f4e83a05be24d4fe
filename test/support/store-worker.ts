// A process of its own that uses a store: `insert` stores accounts, eight at a time, and prints each identifier once it is
// stored; `migrate` applies migrations and kills itself with SIGKILL at the moment it is told.
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { Conflict } from '#identity/identity-store.ts'
import { concurrently, sampleAccount } from '../store/contract/samples.ts'

const [task, dsn = '', prefix = '', number = ''] = process.argv.slice(2)

async function insert(): Promise<void> {
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  let slowest = 0
  await concurrently(Number(number), 8, async (index) => {
    const identifier = `${prefix}-${index}`
    const start = performance.now()
    try {
      await store.identities.insert(sampleAccount(identifier))
      process.stdout.write(`${identifier}\n`)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
    slowest = Math.max(slowest, performance.now() - start)
  })
  await store.close()
  process.stderr.write(`slowest ${slowest.toFixed(0)} ms\n`)
}

async function migrate(): Promise<void> {
  let moments = 0
  await up(dsn, () => {
    if (++moments === Number(number)) process.kill(process.pid, 'SIGKILL')
  })
}

await (task === 'migrate' ? migrate() : insert())
