import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import {
  chunkBytes,
  chunkHeaderBytes,
  chunkKeyOf,
  newChunkKey,
  NotAuthentic,
} from './chunked-cipher.ts'

const secret = 'a secret of these tests'
const context = 'of the tests'
const stored = chunkBytes + 16

async function* inPieces(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}
async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
async function seal(plain: Buffer) {
  const key = newChunkKey(secret)
  return { header: key.header, sealed: await all(key.seal(inPieces(plain, 10_000), context)) }
}
const open = (header: Buffer, sealed: Buffer, about = context) => {
  const key = chunkKeyOf(secret, header)
  assert.ok(key)
  return all(key.open(inPieces(sealed, 30_001), about))
}

for (const size of [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes])
  test(`what was encrypted comes back: ${size} bytes`, async () => {
    const plain = randomBytes(size)
    const { header, sealed } = await seal(plain)
    assert.deepEqual(await open(header, sealed), plain)
    assert.equal(sealed.byteLength, size + 16 * Math.max(1, Math.ceil(size / chunkBytes)))
  })

/** Every way to change a stream of four chunks, of which the last is short. */
const changes: Readonly<Record<string, (sealed: Buffer) => Buffer>> = {
  'the last byte is missing': (bytes) => bytes.subarray(0, -1),
  'the last chunk is missing': (bytes) => bytes.subarray(0, 3 * stored),
  'all chunks are missing': () => Buffer.alloc(0),
  'the first chunk is missing': (bytes) => bytes.subarray(stored),
  'a chunk in the middle is missing': (bytes) => without(bytes, 1),
  'two chunks are exchanged': (bytes) =>
    Buffer.concat([
      bytes.subarray(stored, 2 * stored),
      bytes.subarray(0, stored),
      bytes.subarray(2 * stored),
    ]),
  'a chunk stands twice': (bytes) => Buffer.concat([bytes.subarray(0, stored), bytes]),
  'a byte is added': (bytes) => Buffer.concat([bytes, Buffer.from('x')]),
  'the last chunk is added again': (bytes) => Buffer.concat([bytes, bytes.subarray(3 * stored)]),
  ...Object.fromEntries(
    [0, 1, 2, 3].flatMap((chunk) =>
      [0, 20].map((at) => [`byte ${at} of chunk ${chunk} is changed`, flip(chunk * stored + at)]),
    ),
  ),
}
const without = (bytes: Buffer, chunk: number) =>
  Buffer.concat([bytes.subarray(0, chunk * stored), bytes.subarray((chunk + 1) * stored)])
function flip(at: number) {
  return (bytes: Buffer) => {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    return changed
  }
}

test('every change of what was encrypted is found', async () => {
  const { header, sealed } = await seal(randomBytes(3 * chunkBytes + 40))
  for (const [name, change] of Object.entries(changes))
    await assert.rejects(open(header, change(sealed)), NotAuthentic, name)
  await assert.rejects(open(header, sealed, 'of something else'), NotAuthentic)
})

test('a wrong secret is told from damage', async () => {
  const { header } = await seal(Buffer.from('text'))
  assert.equal(header.byteLength, chunkHeaderBytes)
  assert.equal(chunkKeyOf('another secret', header), undefined)
  assert.equal(chunkKeyOf(secret, header.subarray(1)), undefined)
  assert.equal(chunkKeyOf(secret, flip(chunkHeaderBytes - 1)(header)), undefined)
})
