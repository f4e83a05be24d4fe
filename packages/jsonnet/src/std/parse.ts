import { parseAllDocuments } from 'yaml'
import { deepestNesting } from '../budget.ts'
import { Fault } from '../errors.ts'
import type { Machine } from '../machine/machine.ts'
import { fromJson } from '../machine/text.ts'
import type { Native, Value } from '../machine/values.ts'
import { define, text } from './define.ts'

/** Parses digits of a base; long ones are rounded to the nearest number. */
function digits(given: string, base: number, pattern: RegExp, what: string): number {
  if (!pattern.test(given))
    throw new Fault(`${JSON.stringify(given.slice(0, 60))} is no ${what} number`)
  let value = 0
  for (const digit of given) value = value * base + Number.parseInt(digit, base)
  if (!Number.isFinite(value)) throw new Fault('str has too many digits')
  return value
}

function parseInteger(given: string): number {
  const negative = given.startsWith('-')
  const value = digits(negative ? given.slice(1) : given, 10, /^[0-9]+$/, 'whole')
  return negative ? -value : value
}

/** Estimated memory of the parsed values, in bytes per character of text. */
const valueSize = 60

function parseJson(machine: Machine, given: string): Value {
  machine.allocate(valueSize * given.length)
  let parsed: unknown
  try {
    parsed = JSON.parse(given)
  } catch {
    throw new Fault('str is not JSON')
  }
  return fromJson(parsed)
}

/**
 * Whether a YAML text may be nested too deeply for the recursive parser, judged by brackets and
 * indentation.
 */
function mayBeDeep(given: string): boolean {
  let brackets = 0
  for (const [bracket] of given.matchAll(/[[{\]}]/g)) {
    brackets = Math.max(0, brackets + (bracket === '[' || bracket === '{' ? 1 : -1))
    if (brackets > deepestNesting) return true
  }
  return new RegExp(`^[ \\t?:-]{${2 * deepestNesting}}`, 'm').test(given)
}

/** Parses YAML. Several documents, or one that begins with `---`, become an array. */
function parseYaml(machine: Machine, given: string): Value {
  machine.allocate(valueSize * given.length)
  machine.spend(4 * given.length)
  if (mayBeDeep(given)) throw new Fault(`str may be nested more than ${deepestNesting} levels deep`)
  try {
    const documents = parseAllDocuments(given, { logLevel: 'silent' })
    if (!Array.isArray(documents)) return null
    const values = documents.map((document) => {
      const [error] = document.errors
      if (error) throw new Fault(`str is not YAML: ${error.message.split('\n')[0]}`)
      return fromJson(document.toJS({ maxAliasCount: 100 }) ?? null)
    })
    return documents.length > 1 || documents[0]?.directives.docStart === true
      ? values
      : (values[0] ?? null)
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('str is not YAML that can be read')
  }
}

export const parsing: readonly Native[] = [
  define('parseInt', 'str', (_, str) => parseInteger(text(str, 'str'))),
  define('parseOctal', 'str', (_, str) => digits(text(str, 'str'), 8, /^[0-7]+$/, 'octal')),
  define('parseHex', 'str', (_, str) =>
    digits(text(str, 'str'), 16, /^[0-9a-fA-F]+$/, 'hexadecimal'),
  ),
  define('parseJson', 'str', (machine, str) => parseJson(machine, text(str, 'str'))),
  define('parseYaml', 'str', (machine, str) => parseYaml(machine, text(str, 'str'))),
]
