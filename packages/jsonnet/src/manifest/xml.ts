import { Fault } from '../errors.ts'
import { isList, isRecord, type Json, type Writer } from './json.ts'
import { plainText } from './plain-text.ts'

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
}

export const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (char) => entities[char] ?? char)

/**
 * XML from JsonML: a string, or an array of element name, optional attributes and children.
 * http://www.jsonml.org/
 */
export function writeXml(json: Json, out: Writer): void {
  if (typeof json === 'string') return out.add(escapeXml(json))
  if (!isList(json)) throw new Fault('JsonML consists of strings and arrays')
  const [name, ...rest] = json
  if (typeof name !== 'string') throw new Fault('an element of JsonML begins with its name')
  const [attributes] = rest
  out.add(`<${name}`)
  if (attributes !== undefined && isRecord(attributes)) {
    for (const [key, value] of attributes) out.add(` ${key}="${escapeXml(plainText(value))}"`)
  }
  out.add('>')
  for (const child of attributes !== undefined && isRecord(attributes) ? rest.slice(1) : rest)
    writeXml(child, out)
  out.add(`</${name}>`)
}
