import { Fault } from '../errors.ts'
import { isList, isRecord, type Json, type Writer } from './json.ts'
import { plainText } from './plain-text.ts'

/**
 * INI. `main` holds the lines before the first section, `sections` the others. An array repeats its
 * key.
 */
export function writeIni(json: Json, out: Writer): void {
  if (!isRecord(json)) throw new Fault('an INI file is made of an object')
  const body = (section: Json, what: string): void => {
    if (!isRecord(section)) throw new Fault(`${what} must be an object`)
    for (const [key, value] of section)
      for (const one of isList(value) ? value : [value]) out.add(`${key} = ${plainText(one)}\n`)
  }
  if (json.has('main')) body(json.get('main') ?? null, 'main')
  const sections = json.get('sections') ?? null
  if (!isRecord(sections)) throw new Fault('sections must be an object')
  for (const [name, section] of sections) {
    out.add(`[${name}]\n`)
    body(section, `the section ${name}`)
  }
}
