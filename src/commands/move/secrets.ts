import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { foreignAlgorithms, type ForeignAlgorithm } from '#crypto/foreign-ciphers.ts'
import { isObject } from '#lib/json.ts'

/** How the reference enciphers, and with what: the first secret writes, each is tried to read. */
export type ForeignSecrets = {
  readonly secrets: readonly string[]
  /** Undefined where the file does not say. */
  readonly algorithm: ForeignAlgorithm | undefined
}

/**
 * The cipher secrets of a file: its configuration, or what stands below `secrets` in it, as YAML or
 * JSON. Throws when it cannot be read, or has none, or names an algorithm that is not known.
 */
export function readForeignSecrets(file: string): ForeignSecrets {
  const document: unknown = parse(readFileSync(file, 'utf8'))
  const at = isObject(document) && isObject(document['secrets']) ? document['secrets'] : document
  // NOTE without secrets of their own the tokens are enciphered under the default ones
  const secrets = isObject(at) ? [at['cipher'], at['default']].flatMap(textsOf) : []
  if (secrets.length === 0)
    throw new Error(`${file} has no secrets: it needs secrets.cipher or secrets.default.`)
  const ciphers = isObject(document) ? document['ciphers'] : undefined
  const named = isObject(ciphers) ? ciphers['algorithm'] : undefined
  const algorithm = foreignAlgorithms.find((one) => one === named)
  if (named !== undefined && algorithm === undefined)
    throw new Error(`${file}: ciphers.algorithm is none of ${foreignAlgorithms.join(', ')}.`)
  return { secrets, algorithm }
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
