// Whole database files of SQLite: copied while they are used, checked, and put in the place of another.
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { backup } from 'node:sqlite'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '#errors/refusal.ts'
import { knownSteps } from '../../migrations/run.ts'
import { isBusy } from './busy.ts'
import { openConnection } from './connection.ts'
import { explainSqlite } from './failures.ts'

/** Pages between two syncs: 4 MB. */
const pagesAtOnce = 1000

/**
 * Copies the database as it is at one moment, while others read and write it; `to` is readable by its
 * owner only. Others never wait for a lock.
 * NOTE without the open transaction the copy would begin anew with every commit of another process
 * NOTE what is written is synced bit by bit: the disk would be busy for a second with all of it at the
 * end, and a commit of a server would wait (700 ms for 200 MB; like this, what it waits anyway)
 */
export async function copySnapshot(from: string, to: string): Promise<void> {
  const fd = openSync(to, 'wx', 0o600)
  try {
    const source = new DatabaseSync(from, { timeout: 10_000 })
    try {
      source.exec('PRAGMA query_only=ON; BEGIN')
      source.prepare('SELECT count(*) FROM sqlite_schema').get()
      await backup(source, to, { rate: pagesAtOnce, progress: () => fdatasyncSync(fd) })
      fdatasyncSync(fd)
    } finally {
      source.close()
    }
  } catch (error) {
    throw explainSqlite(error)
  } finally {
    closeSync(fd)
  }
}

/**
 * Checks a database file that nobody else uses, and makes it one file that needs no other beside it.
 * Throws Refusal('unavailable') where it is damaged, and Refusal('conflict') where a newer version of
 * this program has changed its tables.
 */
export function checkFile(path: string): void {
  const rows = (sql: string) => connection.run({ sql, parameters: [], reads: true }).rows
  const connection = openConnection(path)
  try {
    connection.execute('PRAGMA journal_mode=DELETE')
    const [found] = rows('PRAGMA quick_check(1)')
    if (found?.['quick_check'] !== 'ok') throw damaged(String(found?.['quick_check']))
    const unknown = rows('SELECT step FROM pallas_migrations')
      .map(({ step }) => String(step))
      .filter((step) => !knownSteps.has(step))
    if (unknown.length > 0)
      throw new Refusal('conflict', {
        reason: `The database was changed by a newer version of this program (${unknown.join(', ')}).`,
      })
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(error instanceof Error ? error.message : '')
  } finally {
    connection.close()
  }
}

const damaged = (problem: string) =>
  new Refusal('unavailable', { reason: `The database in it is damaged: ${problem}.` })

/** Files that SQLite keeps beside a database. They belong to no other database of the same name. */
const besides = ['-wal', '-shm', '-journal']

/**
 * Puts a database in a place, where nothing is or what is there is kept as `kept`, in one step. Throws
 * Refusal('conflict') where a process has the one in that place open.
 */
export function replaceFile(by: string, place: string, kept: string): void {
  whileUnused(place, () => {
    if (existsSync(place)) linkSync(place, kept)
    for (const end of besides) if (existsSync(place + end)) renameSync(place + end, kept + end)
    renameSync(by, place)
  })
  syncFolder(dirname(place))
}

/**
 * Runs `work` while no other process has the database open; a file that is none, or is damaged, is used by
 * nobody. Throws Refusal('conflict').
 */
export function whileUnused(path: string, work: () => void): void {
  if (!existsSync(path)) return work()
  const connection = openConnection(path)
  try {
    // NOTE to leave the mode of the write-ahead log is allowed to the only connection
    connection.execute('PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE')
  } catch (error) {
    if (isBusy(error)) {
      connection.close()
      throw new Refusal('conflict', {
        reason: `A process has ${path} open: end the server, and other commands, first.`,
        cause: error,
      })
    }
  }
  try {
    work()
  } finally {
    connection.close()
  }
}

/** Stores the names of what was renamed in a folder. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Removes a database with the files beside it. */
export function removeFile(path: string): void {
  for (const end of ['', ...besides]) rmSync(path + end, { force: true })
}
