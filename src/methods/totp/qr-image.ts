import { crc32, deflateSync } from 'node:zlib'
import type { BitMatrix } from 'qrcode'

/** Width and height of the image in pixels. */
export const qrSize = 256
/** White modules around the code on each side, as ISO/IEC 18004 demands. */
const margin = 4

/** A QR code as an image in a data URL, black on white whatever the colours of the page. */
export async function qrImage(text: string): Promise<string> {
  const { default: library } = await import('qrcode')
  // NOTE on a screen nothing is dirty or torn, so the lowest level of error correction will do:
  // it needs the fewest modules, which makes them the largest
  const { modules } = library.create(text, { errorCorrectionLevel: 'L' })
  return `data:image/png;base64,${pngOf(modules).toString('base64')}`
}

/**
 * The code as PNG with one bit a pixel. The library would draw four bytes a pixel and try five
 * filters on each line, which takes ten times as long as all else of a settings form.
 */
function pngOf({ size, data }: BitMatrix): Buffer {
  const modulesWide = size + 2 * margin
  const isDark = (row: number, column: number): boolean =>
    row >= 0 && column >= 0 && row < size && column < size && data[row * size + column] === 1
  const moduleAt = (pixel: number): number => Math.floor((pixel * modulesWide) / qrSize) - margin
  const lineBytes = 1 + qrSize / 8
  // NOTE the first byte of each line names its filter: 0 is none
  const lines = Buffer.alloc(qrSize * lineBytes)
  for (let y = 0; y < qrSize; y++)
    for (let x = 0; x < qrSize; x++)
      if (!isDark(moduleAt(y), moduleAt(x))) {
        const at = y * lineBytes + 1 + (x >> 3)
        lines[at] = (lines[at] ?? 0) | (0x80 >> (x & 7))
      }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(qrSize, 0)
  header.writeUInt32BE(qrSize, 4)
  // NOTE one bit, shades of grey; then the only compression and filter there are, not interlaced
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A chunk of a PNG: length, type, content and checksum (ISO/IEC 15948, 5.3). */
function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const checked = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(checked))
  return Buffer.concat([length, checked, checksum])
}
