// The formats of Go (https://pkg.go.dev/fmt), as far as they are useful for text.
import type { Tools } from './template-function.ts'
import { isList, isMap, toInt, toNumber, toText, type Value } from './values.ts'

const verbs = /%([-+# 0]*)([0-9]*)(?:\.([0-9]*))?([a-zA-Z%])/g

export function printf(format: string, args: readonly Value[], tools: Tools): string {
  let next = 0
  const result = format.replaceAll(
    verbs,
    (match, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%'
      if (next >= args.length) return `%!${verb}(MISSING)`
      const wide = Number(width || 0),
        exact = precision === undefined ? undefined : Number(precision)
      tools.sized(wide)
      const text = formatOne(verb, args[next++] ?? null, flags, exact)
      return text === undefined
        ? tools.fail(`printf does not know ${match}`)
        : pad(text, wide, flags, 'dfeExXbo'.includes(verb))
    },
  )
  tools.sized(result.length)
  return result
}

function formatOne(
  verb: string,
  value: Value,
  flags: string,
  precision: number | undefined,
): string | undefined {
  const plus = (text: string) => (flags.includes('+') && !text.startsWith('-') ? `+${text}` : text)
  const digits = Math.min(precision ?? 6, 100)
  switch (verb) {
    case 's':
      return cut(toText(value), precision)
    case 'v':
      return typeof value === 'number' ? plus(toText(value)) : toText(value)
    case 'q':
      return JSON.stringify(toText(value))
    case 'd':
      return plus(String(toInt(value)))
    case 't':
      return String(value === true)
    case 'f':
    case 'F':
      return plus(toNumber(value).toFixed(digits))
    case 'e':
      return plus(toNumber(value).toExponential(digits))
    case 'g':
      return plus(String(toNumber(value)))
    case 'x':
    case 'X': {
      const text =
        typeof value === 'number'
          ? toInt(value).toString(16)
          : Buffer.from(toText(value)).toString('hex')
      return verb === 'X' ? text.toUpperCase() : text
    }
    case 'b':
      return toInt(value).toString(2)
    case 'o':
      return toInt(value).toString(8)
    case 'c':
      return String.fromCodePoint(Math.min(Math.max(toInt(value), 0), 0x10ffff))
    case 'T':
      return isList(value)
        ? '[]interface {}'
        : isMap(value)
          ? 'map[string]interface {}'
          : typeof value
    default:
      return undefined
  }
}

const cut = (text: string, precision: number | undefined) =>
  precision === undefined ? text : [...text].slice(0, precision).join('')

function pad(text: string, width: number, flags: string, isNumber: boolean): string {
  const missing = width - [...text].length
  if (missing <= 0) return text
  if (flags.includes('-')) return text + ' '.repeat(missing)
  if (!flags.includes('0') || !isNumber) return ' '.repeat(missing) + text
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  return sign + '0'.repeat(missing) + text.slice(sign.length)
}
