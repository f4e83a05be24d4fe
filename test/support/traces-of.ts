// Byte sequences of a person, in all forms in which they could be written.
import { createHash } from 'node:crypto'

/** Three ways to be cut into groups of three bytes; what depends on the neighbours is left out. */
const base64Of = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    const from = shift === 0 ? 0 : shift + 1
    return text.slice(from, text.length - 4)
  })

const jsonEscaped = (text: string): string =>
  [...Array(text.length).keys()]
    .map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('')
const partlyEscaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => jsonEscaped(unit))

/** What a text may look like in a file, by the name of the form. */
export function formsOf(text: string): readonly (readonly [string, Buffer])[] {
  const utf8 = Buffer.from(text)
  const utf16 = Buffer.from(text, 'utf16le')
  const texts: Readonly<Record<string, readonly string[]>> = {
    base64: [utf8, utf16].flatMap(base64Of),
    base64url: base64Of(utf8).map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
    hex: [utf8.toString('hex'), utf8.toString('hex').toUpperCase()],
    percent: [encodeURIComponent(text), new URLSearchParams({ a: text }).toString().slice(2)],
    json: [jsonEscaped(text), partlyEscaped(text), JSON.stringify(text).slice(1, -1)],
    html: [text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;')],
    folded: [text.toLowerCase(), text.toUpperCase(), text.normalize('NFKD'), text.normalize('NFC')],
    digest: (['hex', 'base64', 'base64url'] as const).map((how) =>
      createHash('sha256').update(text.toLowerCase()).digest(how),
    ),
  }
  return [
    ['utf-8', utf8],
    ['utf-16', utf16],
    ['utf-16 (swapped)', Buffer.from(utf16).swap16()],
    ...Object.entries(texts).flatMap(([form, all]) =>
      all.map((one) => [form, Buffer.from(one)] as const),
    ),
  ]
}

/** Where which of the texts is found: `email as base64 in db.sqlite`. */
export function tracesIn(
  places: Readonly<Record<string, Buffer>>,
  texts: Readonly<Record<string, string>>,
): readonly string[] {
  const found = new Set<string>()
  for (const [name, text] of Object.entries(texts))
    for (const [form, bytes] of formsOf(text))
      for (const [place, content] of Object.entries(places))
        if (content.includes(bytes)) found.add(`${name} as ${form} in ${place}`)
  return [...found]
}
