import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isObject } from '#lib/json.ts'

/**
 * The cipher secrets of a file: its configuration, or what stands below `secrets` in it, as YAML or
 * JSON. Throws when it cannot be read, or has none.
 */
export function readCipherSecrets(file: string): readonly string[] {
  const document: unknown = parse(readFileSync(file, 'utf8'))
  const at = isObject(document) && isObject(document['secrets']) ? document['secrets'] : document
  // NOTE without secrets of their own the tokens are enciphered under the default ones
  const found = isObject(at) ? [at['cipher'], at['default']].flatMap(textsOf) : []
  if (found.length === 0)
    throw new Error(`${file} has no secrets: it needs secrets.cipher or secrets.default.`)
  return found
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
