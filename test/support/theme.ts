// A theme with everything in it, and the files that it names.
import { deflateSync } from 'node:zlib'
import { crc32 } from 'node:zlib'

export const inline = (content: string | Buffer): string =>
  `base64://${Buffer.from(content).toString('base64')}`

/** A logo for a light and for a dark ground: a kite in the colours of `theme`. */
const kite = (front: string, back: string) =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">',
    `<path fill="${front}" d="M24 2 42 20 24 46 6 20z"/><path fill="${back}" d="M24 2 42 20 24 20z"/></svg>`,
  ].join('')

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A picture of one colour, `size` pixels wide and high. */
export function png(size: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  const row = Buffer.from([0, ...Array.from({ length: size }, () => [red, green, blue]).flat()])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: size }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const theme = {
  logo: inline(kite('#5b2a86', '#c2410c')),
  logo_dark: inline(kite('#c4a7f5', '#fdba74')),
  colours: {
    light: { ground: '#f5f3fa', card: '#fff', ink: '#1e1730', accent: '#5b2a86', focus: '#c2410c' },
    dark: {
      ground: '#120d1c',
      card: '#1d162b',
      ink: '#efeaf8',
      accent: '#c4a7f5',
      focus: '#fdba74',
    },
  },
  corner_radius: 20,
  font: { families: ['Avenir Next', 'ui-rounded'] },
  footer_links: [
    { label: { en: 'Privacy', de: 'Datenschutz' }, url: 'https://kite.example/privacy' },
    { label: 'help@kite.example', url: 'mailto:help@kite.example' },
  ],
  background: { light: ['#f5f3fa', '#e6dcf5'], dark: ['#120d1c', '#2a1c3f'], angle: 160 },
}
