// The SQLite database of a configuration, whose file is backed up and restored.
import { resolve } from 'node:path'
import { examine } from '#config/read.ts'
import { readFiles } from '#config/sources.ts'
import { createMacKeys } from '#crypto/mac-keys.ts'
import { Refusal } from '#errors/refusal.ts'
import { readDsn } from '#store/dsn/read.ts'
import type { ProcessContext } from '../options.ts'

const programs = {
  postgres: 'PostgreSQL is backed up and restored by its own programs, pg_dump and pg_restore',
  mysql: 'MySQL and MariaDB are backed up by their own program, mariadb-dump or mysqldump',
} as const

/** What of a configuration backups need. Nothing is made or stored, unlike by `readConfig`. */
export function sourceOf(context: ProcessContext, files: readonly string[]) {
  const { config, settings } = examine(readFiles(files, context.cwd), {
    files,
    dev: true,
    ...context,
  })
  return { database: databaseFile(context, config.dsn), secrets: settings.secrets }
}

/** The path of the file of a DSN. Throws Refusal('misconfigured') where it names none. */
function databaseFile({ cwd }: ProcessContext, dsn: string): string {
  const target = readDsn(dsn)
  if (target.kind !== 'sqlite')
    throw new Refusal('misconfigured', {
      reason: `${programs[target.kind]} (docs/operations.md).`,
    })
  if (target.path === undefined)
    throw new Refusal('misconfigured', {
      reason: 'The dsn is that of a database in memory, which nothing is left of.',
    })
  return resolve(cwd, target.path)
}

/** The DSN of a file. */
export const dsnOfFile = (path: string): string =>
  `sqlite://${encodeURI(path).replaceAll('?', '%3F')}`

/** Names of keys that encrypt what is stored, of which nothing of the key can be read. */
export const namesOfKeys = (secrets: readonly string[]): readonly string[] =>
  secrets.map((secret) => createMacKeys(() => [secret], 'names of keys').newest())
