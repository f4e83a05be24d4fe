import { crc32, deflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * A square picture in black and white, one bit for each pixel (PNG, ISO/IEC 15948). `size`: width
 * and height in pixels.
 */
export function bilevelPng(size: number, isBlack: (x: number, y: number) => boolean): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = 1 // bits a pixel; greyscale, the usual compression and filters, and no interlacing are all zero
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows(size, isBlack))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each row begins with its filter (0: none); a set bit is white. */
function rows(size: number, isBlack: (x: number, y: number) => boolean): Buffer {
  const stride = 1 + Math.ceil(size / 8)
  const data = Buffer.alloc(size * stride)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++)
      if (!isBlack(x, y)) data[y * stride + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
  }
  return data
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
