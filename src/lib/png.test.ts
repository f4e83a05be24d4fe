import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, inflateSync } from 'node:zlib'
import { bilevelPng } from './png.ts'

/** The chunks of a PNG, by their types; each has to have the right checksum. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at),
      body = png.subarray(at + 4, at + 8 + length)
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(body))
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4))
    at += 12 + length
  }
  return chunks
}

test('a picture has its size, one bit a pixel, and white where it is not black', () => {
  const png = bilevelPng(10, (x, y) => x === y)
  assert.equal(png.toString('latin1', 1, 4), 'PNG')
  const chunks = chunksOf(png)
  assert.deepEqual([...chunks.keys()], ['IHDR', 'IDAT', 'IEND'])
  assert.deepEqual([...(chunks.get('IHDR') ?? [])], [0, 0, 0, 10, 0, 0, 0, 10, 1, 0, 0, 0, 0])
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  assert.equal(rows.length, 10 * 3)
  for (let y = 0; y < 10; y++) {
    assert.equal(rows[3 * y], 0)
    const bits = [rows[3 * y + 1], rows[3 * y + 2]]
      .map((byte) => (byte ?? 0).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, 10)
    assert.equal(bits, Array.from({ length: 10 }, (_, x) => (x === y ? '0' : '1')).join(''))
  }
})
