// PostgreSQL behind two PgBouncers that lend its sessions for one transaction each:
// https://www.pgbouncer.org/config.html
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { postgresDatabases } from '../support/databases.ts'
import { until } from '../support/process-figures.ts'
import { freePort, prepareGround, type Ground } from '../support/server-process.ts'
import type { Cluster } from './cluster.ts'
import { machine, type Machine } from './machine.ts'

type Bouncer = { readonly port: number; readonly machine: Machine }

/** Few, so that sessions change hands. */
const sessions = 4

/** Starts one before the server of the DSN. */
export async function startBouncer(ground: Ground, dsn: string, name: string): Promise<Bouncer> {
  const port = await freePort(),
    { hostname, port: behind } = new URL(dsn),
    [users, file] = [join(ground.folder, 'users.txt'), join(ground.folder, `${name}.ini`)]
  writeFileSync(users, '"pallas" "any"\n')
  writeFileSync(
    file,
    [
      '[databases]',
      `* = host=${hostname} port=${behind}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = trust',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      `default_pool_size = ${sessions}`,
      'max_client_conn = 1000',
      'server_idle_timeout = 2',
      '',
    ].join('\n'),
  )
  const bouncer = { port, machine: machine(ground, name, 'pgbouncer', [file]) }
  bouncer.machine.start()
  await until(() => answers(through(dsn, port)), 30_000, bouncer.machine.log)
  return bouncer
}

/** The DSN with other ports in the place of its one. */
export const through = (dsn: string, ...ports: readonly number[]): string =>
  dsn.replace(/127\.0\.0\.1:\d+/, ports.map((port) => `127.0.0.1:${port}`).join(','))

export function pgbouncers(): Cluster {
  let ground: Ground,
    dsn: string,
    bouncers: readonly Bouncer[] = []
  return {
    name: 'PostgreSQL, PgBouncer',
    async start() {
      ground = prepareGround('pgbouncer', 'postgres')
      ;({ dsn } = await postgresDatabases.fresh())
      bouncers = await Promise.all(['one', 'two'].map((name) => startBouncer(ground, dsn, name)))
    },
    dsn: () => through(dsn, ...bouncers.map(({ port }) => port)),
    losePrimary: async (loss) => bouncers[0]?.machine.lose(loss),
    takesChanges: async () =>
      void (await until(() => answers(through(dsn, bouncers[1]?.port ?? 0)), 30_000)),
    async heal() {
      const machine = bouncers[0]?.machine
      if (machine?.thaw() === false) machine.start()
    },
    async stop() {
      await Promise.all(bouncers.map((bouncer) => bouncer.machine.kill()))
      if (ground) rmSync(ground.folder, { recursive: true, force: true })
    },
  }
}

async function answers(dsn: string): Promise<boolean> {
  const client = new pg.Client(dsn)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
