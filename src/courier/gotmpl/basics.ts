// The functions of Go (https://pkg.go.dev/text/template, "Functions"), and functions for numbers
// and dates.
import { formatDate } from './dates.ts'
import { escapeHtml, escapeJs } from './escape.ts'
import { at, fn, type TemplateFunction, type Tools } from './template-function.ts'
import { printf } from './printf.ts'
import {
  Escaped,
  isList,
  isMap,
  isTrue,
  keyOf,
  toInt,
  toNumber,
  toText,
  type Value,
} from './values.ts'

const many = Infinity

export function basics(): Readonly<Record<string, TemplateFunction>> {
  const joined = (args: readonly Value[]) => args.map(toText).join('')
  return {
    not: fn(1, (args) => !isTrue(at(args, 0))),
    eq: fn(2, ([first = null, ...rest]) => rest.some((one) => isEqual(first, one)), many),
    ne: fn(2, (args) => !isEqual(at(args, 0), at(args, 1))),
    lt: fn(2, (args, tools) => compare(args, tools) < 0),
    le: fn(2, (args, tools) => compare(args, tools) <= 0),
    gt: fn(2, (args, tools) => compare(args, tools) > 0),
    ge: fn(2, (args, tools) => compare(args, tools) >= 0),
    len: fn(1, (args, tools) => lengthOf(at(args, 0), tools)),
    index: fn(
      1,
      ([from = null, ...keys], tools) =>
        keys.reduce((value, key) => indexOf(value, key, tools), from),
      many,
    ),
    slice: fn(1, ([from = null, ...bounds], tools) => slice(from, bounds.map(toInt), tools), 3),
    print: fn(0, (args) => print(args), many),
    println: fn(0, (args) => `${args.map(toText).join(' ')}\n`, many),
    printf: fn(1, ([format = null, ...args], tools) => printf(toText(format), args, tools), many),
    html: fn(1, (args) => new Escaped(escapeHtml(joined(args))), many),
    js: fn(1, (args) => escapeJs(joined(args)), many),
    urlquery: fn(1, (args) => encodeURIComponent(joined(args)).replaceAll('%20', '+'), many),

    add: fn(1, (args) => args.reduce<number>((sum, one) => sum + toInt(one), 0), many),
    add1: fn(1, (args) => toInt(at(args, 0)) + 1),
    sub: fn(2, (args) => toInt(at(args, 0)) - toInt(at(args, 1))),
    mul: fn(1, (args) => args.reduce<number>((product, one) => product * toInt(one), 1), many),
    div: fn(2, (args, tools) => Math.trunc(toInt(at(args, 0)) / divisor(args, tools))),
    mod: fn(2, (args, tools) => toInt(at(args, 0)) % divisor(args, tools)),
    max: fn(1, (args) => Math.max(...args.map(toInt)), many),
    min: fn(1, (args) => Math.min(...args.map(toInt)), many),
    round: fn(2, (args) =>
      Number(toNumber(at(args, 0)).toFixed(Math.min(Math.max(toInt(at(args, 1)), 0), 15))),
    ),
    ceil: fn(1, (args) => Math.ceil(toNumber(at(args, 0)))),
    floor: fn(1, (args) => Math.floor(toNumber(at(args, 0)))),
    int: fn(1, (args) => toInt(at(args, 0))),
    int64: fn(1, (args) => toInt(at(args, 0))),
    float64: fn(1, (args) => toNumber(at(args, 0))),

    now: fn(0, (_args, { now }) => now),
    date: fn(2, (args) => formatDate(toText(at(args, 0)), toDate(at(args, 1)))),
    toDate: fn(2, (args, tools) => {
      const date = new Date(toText(at(args, 1)))
      return Number.isNaN(date.getTime()) ? tools.fail('this is no date') : date
    }),
    unixEpoch: fn(1, (args) => String(Math.floor(toDate(at(args, 0)).getTime() / 1000))),
  }
}

/** A time, seconds since 1970, or a text with a date. */
function toDate(value: Value): Date {
  if (value instanceof Date) return value
  const date = typeof value === 'number' ? new Date(value * 1000) : new Date(toText(value))
  return Number.isNaN(date.getTime()) ? new Date(0) : date
}

/** With a space between two values that are not both text. */
function print(args: readonly Value[]): string {
  return args
    .map((one, place) =>
      place > 0 && typeof one !== 'string' && typeof args[place - 1] !== 'string'
        ? ` ${toText(one)}`
        : toText(one),
    )
    .join('')
}

function isEqual(a: Value, b: Value): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime()
  return (a instanceof Escaped ? a.html : a) === (b instanceof Escaped ? b.html : b)
}

function compare(args: readonly Value[], tools: Tools): number {
  const a = at(args, 0),
    b = at(args, 1)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime()
  return tools.fail('only two numbers or two texts have an order')
}

function divisor(args: readonly Value[], tools: Tools): number {
  return toInt(at(args, 1)) || tools.fail('nothing can be divided by zero')
}

function lengthOf(value: Value, tools: Tools): number {
  // NOTE as in Go, the length of a text is that of its bytes
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (isList(value)) return value.length
  if (isMap(value)) return Object.keys(value).length
  return value === null ? 0 : tools.fail('this has no length')
}

function indexOf(value: Value, key: Value, tools: Tools): Value {
  if (isList(value)) {
    const place = typeof key === 'number' ? key : tools.fail('the index of a list must be a number')
    return place >= 0 && place < value.length
      ? (value[place] ?? null)
      : tools.fail('the index is outside of the list')
  }
  if (value === null || isMap(value)) return keyOf(value, toText(key))
  return tools.fail('only lists and maps have an index')
}

function slice(value: Value, [from = 0, to]: readonly number[], tools: Tools): Value {
  if (typeof value !== 'string' && !isList(value))
    return tools.fail('only texts and lists can be sliced')
  const end = to ?? value.length
  return from < 0 || end < from || end > value.length
    ? tools.fail('the slice is outside')
    : value.slice(from, end)
}
