// PostgreSQL with streaming replication, where Patroni with etcd decides which server takes changes:
// https://patroni.readthedocs.io/en/latest/
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { stringify } from 'yaml'
import { until } from '../support/process-figures.ts'
import { freePort, prepareGround, type Ground } from '../support/server-process.ts'
import type { Cluster } from './cluster.ts'
import { machine, type Loss, type Machine } from './machine.ts'
import { patroniSettings, type Node } from './patroni-settings.ts'

const database = 'pallas'
/** How long is waited for what has to happen at all, in milliseconds. */
const patienceMs = 120_000

export type Patroni = Cluster & {
  /** The port of the one that takes changes. */
  primary(): Promise<number>
  /** The DSN of some of them, by their ports. */
  dsnOf(ports: readonly number[], wanted: string): string
  /** Runs SQL in the database of Pallas on one of them. */
  run(port: number, sql: string): Promise<readonly unknown[]>
  /** What all of them have logged. */
  log(): string
  /** The ports of those that take no changes, and have all of them. */
  replicas(): Promise<readonly number[]>
  /** The machine of the first of them dies, or stands still. */
  loseReplica(loss: Loss): Promise<void>
  /** Hands the changes over to another server, in order. */
  switchOver(): Promise<void>
}

type Running = Node & { readonly machine: Machine }

export function patroni(nodeCount = 3): Patroni {
  const names = Array.from({ length: nodeCount }, (_, n) => `node${n}`)
  let ground: Ground, etcd: Machine, nodes: readonly Running[]

  async function start(): Promise<void> {
    ground = prepareGround('patroni', 'postgres')
    const [clients, peers] = [await freePort(), await freePort()]
    const urls = [`http://127.0.0.1:${clients}`, `http://127.0.0.1:${peers}`]
    etcd = machine(ground, 'etcd', 'etcd', [
      `--data-dir=${join(ground.folder, 'etcd')}`,
      `--listen-client-urls=${urls[0]}`,
      `--advertise-client-urls=${urls[0]}`,
      `--listen-peer-urls=${urls[1]}`,
      '--unsafe-no-fsync',
    ])
    etcd.start()
    nodes = await Promise.all(names.map((name) => prepare(name, `127.0.0.1:${clients}`)))
    for (const node of nodes) node.machine.start()
    await takesChanges()
    await allReplicate()
    await ask(await primary(), `CREATE DATABASE ${database}`)
  }

  async function prepare(name: string, etcdHost: string): Promise<Running> {
    const node = { name, port: await freePort(), restPort: await freePort() }
    const file = join(ground.folder, `${name}.yml`)
    writeFileSync(file, stringify(patroniSettings(ground, node, etcdHost)))
    return { ...node, machine: machine(ground, name, 'patroni', [file]) }
  }

  const logs = () =>
    nodes.map(({ name, machine: { log } }) => `${name}: ${log().slice(-1500)}`).join('\n')

  const dsnOf = (ports: readonly number[], wanted: string) =>
    `postgres://pallas:any@${ports.map((port) => `127.0.0.1:${port}`).join(',')}/${database}` +
    `?sslmode=disable&target_session_attrs=${wanted}`

  /** Those for which it holds, by what the server itself answers. */
  async function those(condition: string): Promise<readonly Running[]> {
    const fit = await Promise.all(
      nodes.map(({ port }) =>
        ask(port, `SELECT 1 WHERE ${condition}`).then(
          (rows) => rows.length > 0,
          () => false,
        ),
      ),
    )
    return nodes.filter((_, n) => fit[n])
  }
  const takingChanges = "current_setting('transaction_read_only') = 'off'"
  const replicating =
    "pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming')"

  async function primary(): Promise<number> {
    const [found] = await those(takingChanges)
    if (!found) throw new Error('no server takes changes')
    return found.port
  }
  const replicas = async () => (await those(replicating)).map(({ port }) => port)

  /**
   * A commit that was replicated tells; until there is a standby it waits. None is waited for that stands
   * still.
   */
  async function takesChanges(): Promise<void> {
    let isEnough = false
    const commits = async ({ port }: Running) => {
      const hasCommitted = async () =>
        isEnough ||
        (await ask(port, "SELECT pg_logical_emit_message(true, 'test', '')").then(
          () => true,
          () => false,
        ))
      await until(hasCommitted, patienceMs, logs)
      isEnough = true
    }
    await Promise.race(nodes.map(commits))
  }
  /** Also for the one that takes changes, which waits for one that it knows. */
  async function allReplicate(): Promise<void> {
    await until(async () => (await replicas()).length === nodeCount - 1, patienceMs, logs)
    await until(
      async () =>
        (
          await ask(
            await primary(),
            "SELECT 1 FROM pg_stat_replication WHERE sync_state <> 'async'",
          )
        ).length > 0,
      patienceMs,
      logs,
    )
  }
  const lose = (port: number | undefined, loss: Loss) =>
    nodes.find((node) => node.port === port)?.machine.lose(loss)

  return {
    name: 'PostgreSQL, Patroni',
    start,
    dsn: () =>
      dsnOf(
        nodes.map(({ port }) => port),
        'read-write',
      ),
    primary,
    dsnOf,
    run: (port, sql) => ask(port, sql, database),
    log: () => nodes.map(({ machine: { log } }) => log()).join('\n'),
    losePrimary: async (loss) => lose(await primary(), loss),
    takesChanges,
    async heal() {
      for (const node of nodes) if (!node.machine.thaw()) node.machine.start()
      await allReplicate()
    },
    replicas,
    loseReplica: async (loss) => lose((await replicas())[0], loss),
    async switchOver() {
      const from = await primary()
      const node = nodes.find(({ port }) => port === from)
      const answer = await fetch(`http://127.0.0.1:${node?.restPort}/switchover`, {
        method: 'POST',
        body: JSON.stringify({ leader: node?.name }),
      })
      if (!answer.ok) throw new Error(`no switchover: ${await answer.text()}`)
      await until(
        async () => (await those(takingChanges)).some(({ port }) => port !== from),
        patienceMs,
        logs,
      )
      await allReplicate()
    },
    async stop() {
      await Promise.all((nodes ?? []).map((node) => node.machine.kill()))
      await etcd?.kill()
      if (ground) rmSync(ground.folder, { recursive: true, force: true })
    },
  }
}

async function ask(port: number, sql: string, name = 'postgres'): Promise<readonly unknown[]> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'pallas',
    password: 'any',
    database: name,
    connectionTimeoutMillis: 2000,
    query_timeout: 4000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
