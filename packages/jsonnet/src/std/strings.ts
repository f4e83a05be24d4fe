import { Fault } from '../errors.ts'
import { charactersOf, lengthOf, slice } from '../machine/access.ts'
import type { Machine } from '../machine/machine.ts'
import { textOf } from '../machine/text.ts'
import { type Items, type Native, type Slot, type Task, type Value } from '../machine/values.ts'
import { quoted } from '../manifest/json-text.ts'
import { escapeXml } from '../manifest/xml.ts'
import { define, integer, items, natural, sequence, text } from './define.ts'
import { find, split, splitFromRight } from './split.ts'

const whitespace = ' \t\n\f\r\u0085\u00a0'

/** Defines a function of one string with a result of similar length. */
const mapText = (name: string, map: (str: string) => string): Native =>
  define(name, 'str', (machine, str) => {
    const given = text(str, 'str')
    machine.allocate(4 * given.length)
    return map(given)
  })

const upper = (str: string) => str.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
const lower = (str: string) => str.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

type Ends = 'both' | 'left' | 'right'

function strip(machine: Machine, str: string, chars: ReadonlySet<unknown>, ends: Ends): string {
  const all = charactersOf(machine, str)
  let begin = 0
  let end = all.length
  if (ends !== 'right') while (begin < end && chars.has(all[begin])) begin++
  if (ends !== 'left') while (end > begin && chars.has(all[end - 1])) end--
  return all.slice(begin, end).join('')
}

const stripping = (name: string, ends: Ends): Native =>
  define(name, 'str chars', (machine, str, chars) =>
    strip(machine, text(str, 'str'), new Set(sequence(machine, chars, 'chars')), ends),
  )

/** Defines an escape function; it converts any value to text first. */
const escaping = (name: string, escape: (str: string) => string): Native =>
  define(name, 'str', (machine, str) => escaped(machine, str as Value, escape))

function* escaped(machine: Machine, value: Value, escape: (str: string) => string): Task {
  const str = (yield textOf(machine, value)) as string
  machine.allocate(8 * str.length)
  return escape(str)
}

function replace(machine: Machine, str: string, from: string, to: string): string {
  if (from === '') throw new Fault('from must not be empty')
  machine.allocate(
    2 * (str.length + Math.max(0, split(machine, str, from, -1).length - 1) * to.length),
  )
  return str.replaceAll(from, () => to)
}

function repeat(machine: Machine, what: Slot | undefined, count: number): Value {
  const size = typeof what === 'string' ? what.length : items(what, 'what').length
  machine.allocate((typeof what === 'string' ? 2 : 8) * size * count + 16)
  machine.spend((size * count) >> 4)
  if (typeof what === 'string') return what.repeat(count)
  const list: Slot[] = []
  for (let i = 0; i < count; i++) for (const item of items(what, 'what')) list.push(item)
  return list
}

function* lines(arr: Items, machine: Machine): Task {
  let all = ''
  for (const slot of arr) {
    const line = (yield slot) as Value
    if (line === null) continue
    machine.allocate(2 * text(line, 'a line').length + 2)
    all += `${text(line, 'a line')}\n`
  }
  return all
}

export const strings: readonly Native[] = [
  define('codepoint', 'str', (machine, str) => {
    const given = text(str, 'str')
    if (lengthOf(machine, given) !== 1) throw new Fault('str must have exactly one character')
    return given.codePointAt(0) ?? 0
  }),
  define('char', 'n', (_, n) => {
    const code = natural(n, 'n')
    if (code > 0x10ffff) throw new Fault(`there is no character ${code}`)
    return String.fromCodePoint(code).toWellFormed()
  }),
  define('substr', 'str from len', (machine, str, from, len) =>
    slice(
      machine,
      text(str, 'str'),
      natural(from, 'from'),
      natural(from, 'from') + natural(len, 'len'),
      1,
    ),
  ),
  define('findSubstr', 'pat str', (machine, pat, str) =>
    find(machine, text(str, 'str'), text(pat, 'pat')),
  ),
  define('startsWith', 'a b', (_, a, b) => text(a, 'a').startsWith(text(b, 'b'))),
  define('endsWith', 'a b', (_, a, b) => text(a, 'a').endsWith(text(b, 'b'))),
  stripping('stripChars', 'both'),
  stripping('lstripChars', 'left'),
  stripping('rstripChars', 'right'),
  define('trim', 'str', (machine, str) =>
    strip(machine, text(str, 'str'), new Set(whitespace), 'both'),
  ),
  define('split', 'str c', (machine, str, c) => split(machine, text(str, 'str'), text(c, 'c'), -1)),
  define('splitLimit', 'str c maxsplits', (machine, str, c, most) =>
    split(machine, text(str, 'str'), text(c, 'c'), integer(most, 'maxsplits')),
  ),
  define('splitLimitR', 'str c maxsplits', (machine, str, c, most) =>
    splitFromRight(machine, text(str, 'str'), text(c, 'c'), integer(most, 'maxsplits')),
  ),
  define('strReplace', 'str from to', (machine, str, from, to) =>
    replace(machine, text(str, 'str'), text(from, 'from'), text(to, 'to')),
  ),
  define('isEmpty', 'str', (_, str) => text(str, 'str') === ''),
  mapText('asciiUpper', upper),
  mapText('asciiLower', lower),
  define('equalsIgnoreCase', 'str1 str2', (machine, a, b) => {
    machine.spend((text(a, 'str1').length + text(b, 'str2').length) >> 4)
    return lower(text(a, 'str1')) === lower(text(b, 'str2'))
  }),
  define('stringChars', 'str', (machine, str) => charactersOf(machine, text(str, 'str'))),
  define('repeat', 'what count', (machine, what, count) =>
    repeat(machine, what, natural(count, 'count')),
  ),
  define('lines', 'arr', (machine, arr) => lines(items(arr, 'arr'), machine)),
  define(
    'resolvePath',
    'f r',
    (_, f, r) => text(f, 'f').slice(0, text(f, 'f').lastIndexOf('/') + 1) + text(r, 'r'),
  ),
  escaping('escapeStringJson', quoted),
  escaping('escapeStringPython', quoted),
  escaping('escapeStringBash', (str) => `'${str.replaceAll("'", `'"'"'`)}'`),
  escaping('escapeStringDollars', (str) => str.replaceAll('$', '$$$$')),
  escaping('escapeStringXml', escapeXml),
]
