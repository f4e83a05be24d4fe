// Filled databases, which may be kept for another run.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { postgresDatabases } from '../../test/support/databases.ts'
import { prepareScene, type Scene } from '../product.ts'
import { fillTrail } from './console.ts'
import { fill, type Filled } from './fill.ts'

/** `bytesEach`: on disk for one identity, with its indexes. */
export type Kept = Filled & { readonly bytesEach: number }

/**
 * A database with so many identities. `folder`: where it is kept, on SQLite alone; the one that is there is
 * used again. Throws for another kind, or another number of identities.
 */
export async function kept(
  kind: string,
  count: number,
  folder: string | undefined,
  passwordHash: string,
): Promise<{ readonly scene: Scene; readonly filled: Kept }> {
  if (folder === undefined) {
    const dsn = kind === 'postgres' ? (await postgresDatabases.fresh()).dsn : undefined
    return filledScene(await prepareScene(dsn), count, passwordHash)
  }
  if (kind !== 'sqlite') throw new Error('Only a SQLite database can be kept.')
  const notes = join(folder, 'filled.json')
  mkdirSync(folder, { recursive: true })
  const scene = await prepareScene(`sqlite://${join(folder, 'people.sqlite')}`)
  if (existsSync(notes)) {
    const found = JSON.parse(readFileSync(notes, 'utf8')) as Kept & { readonly count: number }
    if (found.count !== count) throw new Error(`${folder} has ${found.count} identities.`)
    return { scene, filled: found }
  }
  const made = await filledScene(scene, count, passwordHash)
  writeFileSync(notes, JSON.stringify({ count, ...made.filled }), { mode: 0o600 })
  return made
}

async function filledScene(scene: Scene, count: number, passwordHash: string) {
  const filled = await fill(scene, count, passwordHash)
  const bytesEach = (await bytesOf(scene.dsn)) / count
  await fillTrail(scene.dsn, filled.identityIds)
  return { scene, filled: { ...filled, bytesEach } }
}

async function bytesOf(dsn: string): Promise<number> {
  if (dsn.startsWith('sqlite://')) return statSync(dsn.slice('sqlite://'.length)).size
  const client = new pg.Client(dsn)
  await client.connect()
  try {
    const { rows } = await client.query('SELECT pg_database_size(current_database()) AS bytes')
    return Number(rows[0]?.bytes)
  } finally {
    await client.end()
  }
}
