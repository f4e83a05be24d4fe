// MariaDB Galera: every node takes changes, and a commit is agreed on by all of them:
// https://galeracluster.com/library/documentation/
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import { mariadbProgram } from '../support/databases.ts'
import { until } from '../support/process-figures.ts'
import { freePort, prepareGround, type Ground } from '../support/server-process.ts'
import type { Cluster } from './cluster.ts'
import { machine, type Machine } from './machine.ts'

export const library = '/usr/lib/galera/libgalera_smm.so'
const patienceMs = 60_000

type Node = {
  readonly port: number
  readonly socket: string
  /** Founds the cluster, or joins it. */
  readonly found: Machine
  readonly join: Machine
}

export type Galera = Cluster & {
  /** Of the node alone that is lost. */
  dsnOfFirst(): string
}

export function galera(nodeCount = 3): Galera {
  let ground: Ground,
    nodes: readonly Node[] = []

  async function prepare(group: readonly number[], n: number): Promise<Node> {
    const name = `node${n}`,
      data = join(ground.folder, name),
      socket = join(ground.folder, `${name}.sock`),
      [port, transfer, incremental] = [await freePort(), await freePort(), await freePort()]
    const [install, args] = ground.asAccount('mariadb-install-db', [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ])
    execFileSync(install, args, { stdio: 'pipe' })
    const at = (others: readonly number[]) => [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--port=${port}`,
      `--pid-file=${join(ground.folder, name)}.pid`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--innodb-buffer-pool-size=32M',
      '--innodb-autoinc-lock-mode=2',
      '--binlog-format=ROW',
      '--wsrep-on=ON',
      `--wsrep-provider=${library}`,
      '--wsrep-cluster-name=pallas',
      `--wsrep-node-name=${name}`,
      '--wsrep-node-address=127.0.0.1',
      '--wsrep-sst-method=rsync',
      `--wsrep-sst-receive-address=127.0.0.1:${transfer}`,
      `--wsrep-cluster-address=gcomm://${others.map((other) => `127.0.0.1:${other}`).join(',')}`,
      '--wsrep-provider-options=' +
        [
          `gmcast.listen_addr=tcp://127.0.0.1:${group[n]}`,
          `base_port=${group[n]}`,
          `ist.recv_addr=127.0.0.1:${incremental}`,
          'evs.keepalive_period=PT0.5S',
          'evs.suspect_timeout=PT2S',
          'evs.inactive_timeout=PT4S',
          'gcache.size=32M',
        ].join(';'),
    ]
    return {
      port,
      socket,
      found: machine(ground, `${name}-first`, mariadbProgram ?? '', [
        ...at([]),
        '--wsrep-new-cluster',
      ]),
      join: machine(ground, name, mariadbProgram ?? '', at(group)),
    }
  }

  const run = async (node: Node | undefined, sql: string): Promise<readonly unknown[]> => {
    const connection = await mysql.createConnection({
      socketPath: node?.socket ?? '',
      user: 'root',
      connectTimeout: 2000,
    })
    connection.on('error', () => undefined)
    try {
      const [rows] = await connection.query({ sql, timeout: 3000 })
      return Array.isArray(rows) ? rows : []
    } finally {
      connection.destroy()
    }
  }
  const logs = () =>
    nodes
      .map((node) => `${safe(node.found.log)}\n${safe(node.join.log)}`.slice(-1500))
      .join('\n—\n')
  const statusOf = (node: Node | undefined, name: string) =>
    run(node, `SHOW STATUS LIKE '${name}'`).then(
      ([row]) => (row as { readonly Value?: string } | undefined)?.Value,
      () => undefined,
    )
  const isSynced = async (node: Node | undefined) =>
    (await statusOf(node, 'wsrep_local_state_comment')) === 'Synced'

  async function joinOne(node: Node): Promise<void> {
    node.join.start()
    await until(() => isSynced(node), patienceMs, logs)
  }

  const dsnOf = (those: readonly (Node | undefined)[]) =>
    `mysql://pallas:any@tcp(${those.map((node) => `127.0.0.1:${node?.port}`).join(',')})/pallas`

  return {
    name: 'MariaDB, Galera',
    dsnOfFirst: () => dsnOf([nodes[0]]),
    async start() {
      ground = prepareGround('galera', 'mysql')
      const group = await Promise.all(Array.from({ length: nodeCount }, freePort))
      for (let n = 0; n < nodeCount; n++) nodes = [...nodes, await prepare(group, n)]
      const [first, ...others] = nodes
      first?.found.start()
      await until(() => isSynced(first), patienceMs, logs)
      await run(first, 'CREATE DATABASE pallas')
      await run(first, "CREATE USER pallas@'127.0.0.1' IDENTIFIED BY 'any'")
      await run(first, "GRANT ALL ON *.* TO pallas@'127.0.0.1'")
      for (const node of others) await joinOne(node)
    },
    dsn: (n) => dsnOf(nodes.map((_, at) => nodes[(at + n) % nodes.length])),
    async losePrimary(loss) {
      await nodes[0]?.found.lose(loss)
      await nodes[0]?.join.lose(loss)
    },
    async takesChanges() {
      const changes = () =>
        run(nodes[1], 'CREATE OR REPLACE TABLE pallas.test_probe (id INT PRIMARY KEY)').then(
          () => true,
          () => false,
        )
      await until(changes, patienceMs, logs)
    },
    async heal() {
      const [first, other] = nodes
      if (![first?.found, first?.join].some((one) => one?.thaw())) first?.join.start()
      await until(
        async () => (await statusOf(other, 'wsrep_cluster_size')) === String(nodeCount),
        patienceMs,
        logs,
      )
      await until(() => isSynced(first), patienceMs, logs)
    },
    async stop() {
      await Promise.all(nodes.flatMap((node) => [node.found.kill(), node.join.kill()]))
      if (ground) rmSync(ground.folder, { recursive: true, force: true })
    },
  }
}

function safe(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
