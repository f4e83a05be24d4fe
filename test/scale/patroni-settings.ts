// The configuration of one node of Patroni: https://patroni.readthedocs.io/en/latest/yaml_configuration.html
import { dirname, join } from 'node:path'
import { postgresProgram } from '../support/databases.ts'
import type { Ground } from '../support/server-process.ts'

export type Node = { readonly name: string; readonly port: number; readonly restPort: number }

/** How soon a dead primary is noticed; see docs/scale.md. */
export const timing = { ttl: 6, loop_wait: 1, retry_timeout: 2 }

/** No change is acknowledged before a second server has stored it. */
export function patroniSettings(
  { folder }: Ground,
  { name, port, restPort }: Node,
  etcdHost: string,
): unknown {
  const address = `127.0.0.1:${port}`
  const account = (username: string) => ({ username, password: 'any' })
  return {
    scope: 'pallas',
    name,
    restapi: { listen: `127.0.0.1:${restPort}`, connect_address: `127.0.0.1:${restPort}` },
    etcd3: { host: etcdHost },
    bootstrap: {
      dcs: {
        ...timing,
        synchronous_mode: true,
        synchronous_mode_strict: true,
        postgresql: {
          use_pg_rewind: true,
          use_slots: true,
          parameters: { wal_log_hints: 'on', max_connections: 100, shared_buffers: '32MB' },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      pg_hba: [
        'local all all trust',
        'host all all 127.0.0.1/32 trust',
        'host replication all 127.0.0.1/32 trust',
      ],
    },
    postgresql: {
      listen: address,
      connect_address: address,
      data_dir: join(folder, name),
      bin_dir: dirname(postgresProgram ?? ''),
      pgpass: join(folder, `${name}.pgpass`),
      authentication: {
        superuser: account('pallas'),
        replication: account('replicator'),
        rewind: account('rewinder'),
      },
      parameters: { unix_socket_directories: folder },
    },
  }
}
