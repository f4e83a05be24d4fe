// The file of a backup. A line says what it is and whether it is sealed; then come, encrypted in chunks
// where it is sealed: the length of the manifest and the manifest as JSON, the text of the generated
// secrets, the database, and the SHA-256 of all that.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { chunkHeaderBytes, chunkKeyOf, newChunkKey, NotAuthentic } from '#crypto/chunked-cipher.ts'
import { isObject } from '#lib/json.ts'
import { createByteReader, type ByteReader } from './byte-reader.ts'

/** The environment variable that may have the key of a sealed backup. */
export const keyVariable = 'PALLAS_BACKUP_KEY'

export type Manifest = {
  /** The version of the program that has made it. */
  readonly version: string
  /** RFC 3339. */
  readonly createdAt: string
  /** Names of the keys that encrypt what is stored, newest first; nothing of a key can be read of them. */
  readonly keys: readonly string[]
  readonly secretsBytes: number
  readonly databaseBytes: number
}

export type Contents = {
  readonly manifest: Manifest
  /** The text of `secrets.json`; undefined where the configuration gives the secrets. */
  readonly secrets: string | undefined
  /** To be read to its end: only then it is known to be as it was written. */
  readonly database: AsyncIterable<Buffer>
}

const lines = { plain: 'pallas-backup 1 plain\n', sealed: 'pallas-backup 1 sealed\n' } as const
const mostLineBytes = 40
/** Of the manifest, and of the secrets. */
const mostTextBytes = 65_536
const lengthBytes = 4
const digestBytes = 32

/** Writes the container into a new file that only its owner may read, and stores it on the disk. */
export async function writeContainer(
  path: string,
  facts: Pick<Manifest, 'version' | 'createdAt' | 'keys'> & {
    readonly secrets: string | undefined
    readonly database: { readonly path: string; readonly bytes: number }
  },
  key: string | undefined,
): Promise<void> {
  const { version, createdAt, keys, secrets = '', database } = facts
  const manifest: Manifest = {
    version,
    createdAt,
    keys,
    secretsBytes: Buffer.byteLength(secrets),
    databaseBytes: database.bytes,
  }
  const described = Buffer.from(JSON.stringify(manifest))
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(described.byteLength)
  const body = digested([length, described, Buffer.from(secrets)], createReadStream(database.path))
  const file = await open(path, 'wx', 0o600)
  try {
    if (key === undefined) {
      await file.write(lines.plain)
      for await (const part of body) await file.write(part)
    } else {
      const chunks = newChunkKey(key)
      await file.write(lines.sealed)
      await file.write(chunks.header)
      for await (const part of chunks.seal(body, lines.sealed)) await file.write(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

async function* digested(
  head: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
): AsyncIterable<Buffer> {
  const digest = createHash('sha256')
  const start = Buffer.concat(head)
  digest.update(start)
  yield start
  for await (const part of rest) {
    digest.update(part)
    yield part
  }
  yield digest.digest()
}

/** What is wrong with the file of a backup, or with the key for it. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** Runs `work` with what a file contains. Throws BackupError, also while the database is read. */
export async function readContainer<T>(
  path: string,
  key: string | undefined,
  work: (contents: Contents) => Promise<T>,
): Promise<T> {
  const stream = createReadStream(path)
  try {
    const body = await bodyOf(createByteReader(stream), path, key)
    return await work(await contentsOf(body, path))
  } catch (error) {
    if (error instanceof NotAuthentic) throw damaged(path)
    throw error
  } finally {
    stream.destroy()
  }
}

const damaged = (path: string) =>
  new BackupError(`${path} is damaged or not complete: it is not what was written as a backup.`)

async function bodyOf(raw: ByteReader, path: string, key: string | undefined): Promise<ByteReader> {
  const line = await raw.line(mostLineBytes)
  if (line === lines.plain) return raw
  if (line !== lines.sealed) throw new BackupError(`${path} is not a backup of this program.`)
  if (key === undefined)
    throw new BackupError(`${path} is sealed: name its key by --key-file or ${keyVariable}.`)
  const chunks = chunkKeyOf(key, await raw.upTo(chunkHeaderBytes))
  if (!chunks) throw new BackupError(`${path} was sealed with another key.`)
  return createByteReader(chunks.open(raw.rest(), lines.sealed))
}

async function contentsOf(body: ByteReader, path: string): Promise<Contents> {
  const digest = createHash('sha256')
  const take = async (bytes: number) => {
    const part = await body.upTo(bytes)
    if (part.byteLength < bytes) throw damaged(path)
    digest.update(part)
    return part
  }
  const length = (await take(lengthBytes)).readUInt32BE()
  if (length > mostTextBytes) throw damaged(path)
  const manifest = manifestIn((await take(length)).toString())
  if (!manifest || manifest.secretsBytes > mostTextBytes) throw damaged(path)
  const secrets = (await take(manifest.secretsBytes)).toString()
  async function* database(bytes: number): AsyncIterable<Buffer> {
    for (let left = bytes; left > 0;) {
      const part = await body.some(left)
      if (part === undefined) throw damaged(path)
      digest.update(part)
      left -= part.byteLength
      yield part
    }
    if (!(await body.upTo(digestBytes)).equals(digest.digest())) throw damaged(path)
    if ((await body.some(1)) !== undefined) throw damaged(path)
  }
  return {
    manifest,
    secrets: secrets === '' ? undefined : secrets,
    database: database(manifest.databaseBytes),
  }
}

function manifestIn(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isManifest(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0
const isText = (value: unknown) => typeof value === 'string'
const isManifest = (value: unknown): value is Manifest =>
  isObject(value) &&
  isText(value['version']) &&
  isText(value['createdAt']) &&
  Array.isArray(value['keys']) &&
  value['keys'].every(isText) &&
  isCount(value['secretsBytes']) &&
  isCount(value['databaseBytes'])
