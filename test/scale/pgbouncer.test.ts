import { after } from 'node:test'
import { rmSync } from 'node:fs'
import { storeContract } from '../store/contract/contract.ts'
import { postgresDatabases, type TestDatabases } from '../support/databases.ts'
import { skipWithout } from '../support/programs.ts'
import { prepareGround, type Ground } from '../support/server-process.ts'
import { failoverPromises } from './failover.ts'
import type { Machine } from './machine.ts'
import { pgbouncers, startBouncer, through } from './pgbouncer.ts'

const skip = postgresDatabases.skip || skipWithout('pgbouncer', 'unshare')
type Started = { readonly port: number; readonly machine: Machine; readonly ground: Ground }
let started: Promise<Started> | undefined

async function start(dsn: string): Promise<Started> {
  const ground = prepareGround('pgbouncer', 'postgres')
  return { ground, ...(await startBouncer(ground, dsn, 'contract')) }
}

/** Those of PostgreSQL, each behind PgBouncer. */
const databases: TestDatabases = {
  ...postgresDatabases,
  skip,
  async fresh() {
    const { dsn, drop } = await postgresDatabases.fresh()
    const { port } = await (started ??= start(dsn))
    return { dsn: through(dsn, port), drop }
  },
}

after(async () => {
  const running = await started
  if (!running) return
  const { machine, ground } = running
  await machine.kill()
  rmSync(ground.folder, { recursive: true, force: true })
})

storeContract(databases)
for (const loss of ['killed', 'frozen'] as const) failoverPromises(pgbouncers(), loss, skip)
