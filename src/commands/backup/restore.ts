// `pallas restore`: puts the database of a backup, and the secrets in it, in the place that a
// configuration names.
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { record } from '#audit/record.ts'
import { readConfig } from '#config/read.ts'
import { needsOwnSecrets, secretsFileIn, secretsWith } from '#config/secrets.ts'
import { Refusal } from '#errors/refusal.ts'
import { systemClock, toRfc3339 } from '#lib/time.ts'
import {
  checkFile,
  removeFile,
  replaceFile,
  syncFolder,
  whileUnused,
} from '#store/dialects/sqlite/file.ts'
import { createStore } from '#store/open.ts'
import { commandAudit } from '../audit-context.ts'
import type { ProcessContext } from '../options.ts'
import { readContainer, type Contents, type Manifest } from './container.ts'
import { dsnOfFile, namesOfKeys, sourceOf } from './source.ts'

export type RestoreRequest = {
  readonly files: readonly string[]
  readonly from: string
  readonly key: string | undefined
  /** Whether a database, and secrets, that are there are put aside. */
  readonly replaces: boolean
  /** Whether it is restored also where nothing has the keys of what it has encrypted. */
  readonly withoutKeys: boolean
  /** Whether the file is only checked. */
  readonly checks: boolean
  readonly warn: (sentence: string) => void
}

export type RestoreReport = {
  readonly manifest: Manifest
  readonly database: string
  /** Where what was there before is kept; undefined where nothing was. */
  readonly kept: string | undefined
}

/** Restores, in one step for the database, or changes nothing. */
export async function restoreBackup(
  context: ProcessContext,
  request: RestoreRequest,
): Promise<RestoreReport> {
  const source = sourceOf(context, request.files)
  const { database } = source
  const isThere = existsSync(database)
  if (!request.checks) {
    if (isThere && !request.replaces)
      throw new Refusal('conflict', {
        reason: `${database} is there already (--force puts it aside).`,
      })
    whileUnused(database, () => undefined)
  }
  const kept = `${database}.before-${timeInName()}`
  if (!request.checks) mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  const scratch = request.checks ? mkdtempSync(join(tmpdir(), 'pallas-')) : undefined
  const draft =
    scratch === undefined ? `${database}.restore-${process.pid}` : join(scratch, 'database')
  try {
    const contents = await readContainer(
      resolve(context.cwd, request.from),
      request.key,
      async (found) => {
        await writeNew(draft, found.database)
        return found
      },
    )
    checkFile(draft)
    const report = { manifest: contents.manifest, database, kept: isThere ? kept : undefined }
    if (request.checks) return report
    const text = secretsToUse(context, source.secrets, contents, request)
    if (text !== undefined) placeSecrets(secretsFileIn(context.cwd), text, request.replaces)
    await recordRestore(context, request, draft)
    replaceFile(draft, database, kept)
    return report
  } finally {
    removeFile(draft)
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true })
  }
}

const timeInName = () => toRfc3339(systemClock()).replaceAll(/[:.]/g, '')

async function writeNew(path: string, parts: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const part of parts) await file.write(part)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * The text of `secrets.json` that belongs to the database, where the configuration does not give the
 * secrets. Throws Refusal('conflict') where the secrets to come do not open what the database has
 * encrypted.
 */
function secretsToUse(
  { cwd }: ProcessContext,
  given: Parameters<typeof needsOwnSecrets>[0],
  { secrets, manifest }: Contents,
  { withoutKeys, warn }: RestoreRequest,
): string | undefined {
  const file = secretsFileIn(cwd)
  const isNeeded = needsOwnSecrets(given)
  const there = isNeeded && existsSync(file) ? readFileSync(file, 'utf8') : undefined
  const text = isNeeded ? (secrets ?? there) : undefined
  const keys = namesOfKeys(secretsWith(given, text)?.cipher ?? [])
  if (!manifest.keys.every((name) => keys.includes(name))) {
    const sentence =
      'what is encrypted in the backup cannot be opened with the secrets of this place ' +
      '(authenticator apps, tokens of providers, messages that wait, the audit trail)'
    if (!withoutKeys)
      throw new Refusal('conflict', {
        reason: `${sentence}: name the configuration of that server, or --without-keys.`,
      })
    warn(sentence)
  }
  return secrets === text ? text : undefined
}

/** NOTE before the database: secrets without it do no harm, and a second run finds the same ones */
function placeSecrets(file: string, text: string, replaces: boolean): void {
  const there = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (there === text) return
  if (there !== undefined) {
    if (!replaces)
      throw new Refusal('conflict', { reason: `${file} is there already (--force puts it aside).` })
    linkSync(file, `${file}.before-${timeInName()}`)
  }
  const draft = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(draft, file)
    syncFolder(dirname(file))
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Has it recorded in the database that was restored, before it is in its place. */
async function recordRestore(
  context: ProcessContext,
  { files, warn }: RestoreRequest,
  path: string,
): Promise<void> {
  const reading = readConfig({ files, dev: true, ...context })
  const store = await createStore({ dsn: dsnOfFile(path), sqlite: reading.config.pallas.sqlite })
  try {
    const states = await store.migrations(migrationsTimeoutMs)
    if (states.every(({ state }) => state === 'applied'))
      await commandAudit(reading, store, 'restore').run(() =>
        record({ action: 'database.restored', target: { kind: 'server' } }),
      )
    else
      warn('the backup is of an older version: pallas serve migrates it, and no entry was recorded')
  } finally {
    await store.close()
  }
}

const migrationsTimeoutMs = 10_000
