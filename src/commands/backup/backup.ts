// `pallas backup`: one file with all that a server on SQLite needs to come back.
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { record } from '#audit/record.ts'
import { readConfig } from '#config/read.ts'
import { needsOwnSecrets, secretsFileIn } from '#config/secrets.ts'
import { Refusal } from '#errors/refusal.ts'
import { systemClock, toRfc3339 } from '#lib/time.ts'
import { checkFile, copySnapshot, removeFile, syncFolder } from '#store/dialects/sqlite/file.ts'
import { createStore } from '#store/open.ts'
import { commandAudit } from '../audit-context.ts'
import type { ProcessContext } from '../options.ts'
import { version } from '../version.ts'
import { readContainer, writeContainer } from './container.ts'
import { namesOfKeys, sourceOf } from './source.ts'

export type BackupRequest = {
  readonly files: readonly string[]
  readonly to: string
  readonly key: string | undefined
  /** Whether a file of this name is replaced. */
  readonly replaces: boolean
  readonly warn: (sentence: string) => void
}

export type BackupReport = { readonly path: string; readonly databaseBytes: number }

/**
 * Makes a backup while servers run. The file appears under its name when it is complete, was checked and
 * is stored on the disk.
 */
export async function makeBackup(
  context: ProcessContext,
  { files, to, key, replaces, warn }: BackupRequest,
): Promise<BackupReport> {
  const { database, secrets: given } = sourceOf(context, files)
  const path = resolve(context.cwd, to)
  if (!existsSync(database)) throw new Refusal('not-found', { reason: `There is no ${database}.` })
  if (existsSync(path) && !replaces)
    throw new Refusal('conflict', { reason: `${path} is there already (--force replaces it).` })
  const secrets = needsOwnSecrets(given) ? generatedSecrets(context) : undefined
  const keys = await recordBackup(context, files, warn)
  // NOTE beside the database, where all of it is readable anyway
  const copy = `${database}.backup-${process.pid}`,
    draft = `${path}.${process.pid}.part`
  try {
    await copySnapshot(database, copy)
    checkFile(copy)
    const { size } = statSync(copy)
    await writeContainer(
      draft,
      {
        version,
        createdAt: toRfc3339(systemClock()),
        keys,
        secrets,
        database: { path: copy, bytes: size },
      },
      key,
    )
    await readContainer(draft, key, async (contents) => {
      for await (const _ of contents.database);
    })
    renameSync(draft, path)
    syncFolder(dirname(path))
    if (key === undefined) warn(inClear(path, secrets !== undefined))
    return { path, databaseBytes: size }
  } finally {
    removeFile(copy)
    rmSync(draft, { force: true })
  }
}

const inClear = (path: string, hasSecrets: boolean) =>
  `${path} is not sealed: whoever has it reads the data of all people` +
  (hasSecrets
    ? ', and with the secrets in it also what is encrypted. Keep it as safe as the server'
    : '. What is encrypted stays so: the secrets of the configuration are not in it')

/** NOTE `readConfig` would make new ones here, with which nothing could be opened */
function generatedSecrets({ cwd }: ProcessContext): string {
  const file = secretsFileIn(cwd)
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw new Refusal('not-found', {
    reason:
      `The configuration gives no secrets, and there is no ${file}: ` +
      'run this in the folder in which the server runs.',
  })
}

/** Has the backup recorded before anything is taken away; answers the names of the keys. */
async function recordBackup(
  context: ProcessContext,
  files: readonly string[],
  warn: BackupRequest['warn'],
): Promise<readonly string[]> {
  const reading = readConfig({ files, dev: true, ...context })
  const { dsn, pallas } = reading.config
  const store = await createStore({ dsn, sqlite: pallas.sqlite })
  try {
    const states = await store.migrations(migrationsTimeoutMs)
    if (states.every(({ state }) => state === 'applied'))
      await commandAudit(reading, store, 'backup').run(() =>
        record({ action: 'database.backed-up', target: { kind: 'server' } }),
      )
    else warn('migrations are pending: the audit trail has no entry of this backup')
    return namesOfKeys(reading.secrets.cipher)
  } finally {
    await store.close()
  }
}

const migrationsTimeoutMs = 10_000
