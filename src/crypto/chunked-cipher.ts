// Encrypts streams of any length: chunks of AES-256-GCM, each with its number and whether it is the
// last one in its nonce, so that chunks which are missing, added or moved are found (the STREAM
// construction, https://eprint.iacr.org/2015/189). Nothing of a chunk is handed out before its tag was
// verified.
import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Readable bytes of a chunk; only the last one has fewer. */
export const chunkBytes = 65_536
const tagBytes = 16
const saltBytes = 16
const checkBytes = 8

/** What stands before the chunks: the salt of the key, and what tells a wrong key from damage. */
export const chunkHeaderBytes = saltBytes + checkBytes

/** Bytes that were not encrypted like this, or were changed since. */
export class NotAuthentic extends Error {
  override readonly name = 'NotAuthentic'
}

export type ChunkKey = {
  readonly header: Buffer
  /** `context`: what else must not have changed. */
  seal(source: AsyncIterable<Buffer>, context: string): AsyncIterable<Buffer>
  /** Throws NotAuthentic while it is read. */
  open(source: AsyncIterable<Buffer>, context: string): AsyncIterable<Buffer>
}

/** A key for one stream, which nothing else is encrypted with. */
export const newChunkKey = (secret: string): ChunkKey => keyOf(secret, randomBytes(saltBytes))

/** The key of a stream with this header; undefined when it was made with another secret. */
export function chunkKeyOf(secret: string, header: Buffer): ChunkKey | undefined {
  const key = keyOf(secret, header.subarray(0, saltBytes))
  return header.byteLength === chunkHeaderBytes && timingSafeEqual(key.header, header)
    ? key
    : undefined
}

function keyOf(secret: string, salt: Buffer): ChunkKey {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `pallas ${purpose}`, bytes))
  const key = derive('chunks', 32)
  const header = Buffer.concat([salt, derive('check of a key', checkBytes)])
  const bound = (context: string) => Buffer.concat([header, Buffer.from(context)])
  return {
    header,
    async *seal(source, context) {
      for await (const { chunk, number, isLast } of inChunks(source, chunkBytes)) {
        const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast))
        cipher.setAAD(bound(context))
        yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
      }
    },
    async *open(source, context) {
      for await (const { chunk, number, isLast } of inChunks(source, chunkBytes + tagBytes)) {
        if (chunk.byteLength < tagBytes) throw new NotAuthentic('A chunk is too short.')
        const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), {
          authTagLength: tagBytes,
        })
        decipher.setAAD(bound(context)).setAuthTag(chunk.subarray(-tagBytes))
        yield authentic(() =>
          Buffer.concat([decipher.update(chunk.subarray(0, -tagBytes)), decipher.final()]),
        )
      }
    },
  }
}

function authentic(read: () => Buffer): Buffer {
  try {
    return read()
  } catch (cause) {
    throw new NotAuthentic('A chunk is not as it was written.', { cause })
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

type Chunk = { readonly chunk: Buffer; readonly number: number; readonly isLast: boolean }

/** Pieces of exactly `size` bytes; the last one may be shorter, and is empty for nothing. */
async function* inChunks(source: AsyncIterable<Buffer>, size: number): AsyncIterable<Chunk> {
  let pending: Buffer[] = [],
    held = 0,
    number = 0
  for await (const piece of source) {
    pending.push(piece)
    held += piece.byteLength
    if (held <= size) continue
    const whole = Buffer.concat(pending)
    let at = 0
    for (; whole.byteLength - at > size; at += size)
      yield { chunk: whole.subarray(at, at + size), number: number++, isLast: false }
    pending = [whole.subarray(at)]
    held = whole.byteLength - at
  }
  yield { chunk: Buffer.concat(pending), number, isLast: true }
}
