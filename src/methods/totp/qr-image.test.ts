import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32, inflateSync } from 'node:zlib'
import library from 'qrcode'
import { qrImage, qrSize } from './qr-image.ts'

/** The content of the chunks of a PNG by their types; their checksums must be right. */
function chunksOf(png: Buffer): Readonly<Record<string, Buffer>> {
  assert.equal(png.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n')
  const chunks: Record<string, Buffer> = {}
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at)
    assert.equal(png.readUInt32BE(end), crc32(png.subarray(at + 4, end)))
    chunks[png.toString('latin1', at + 4, at + 8)] = png.subarray(at + 8, end)
    at = end + 4
  }
  return chunks
}

describe('the image of a QR code', () => {
  for (const length of [1, 100, 500])
    it(`shows each module of a text of ${length} letters, with a white margin`, async () => {
      const text = 'a'.repeat(length)
      const [head, data = ''] = (await qrImage(text)).split(',')
      assert.equal(head, 'data:image/png;base64')
      const { IHDR, IDAT } = chunksOf(Buffer.from(data, 'base64'))
      assert.deepEqual([IHDR?.readUInt32BE(0), IHDR?.readUInt32BE(4)], [qrSize, qrSize])
      assert.equal(IHDR?.toString('hex', 8), '0100000000')
      const lines = inflateSync(IDAT ?? '')
      const lineBytes = lines.length / qrSize
      const isWhite = (x: number, y: number): boolean =>
        (((lines[y * lineBytes + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1
      const { modules } = library.create(text, { errorCorrectionLevel: 'L' })
      const wide = modules.size + 8
      const middle = (module: number) => Math.floor(((module + 0.5) * qrSize) / wide)
      for (let row = 0; row < wide; row++)
        for (let column = 0; column < wide; column++) {
          const isInside = Math.min(row, column) >= 4 && Math.max(row, column) < wide - 4
          assert.equal(
            isWhite(middle(column), middle(row)),
            !isInside || modules.get(row - 4, column - 4) === 0,
            `${row}, ${column}`,
          )
        }
    })
})
