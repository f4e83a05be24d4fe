import { Fault } from '../errors.ts'

/** A conversion of a format string. A width or precision of `*` is read from the values. */
export type Conversion = {
  readonly key: string | undefined
  readonly flags: {
    readonly alternate: boolean
    readonly zero: boolean
    readonly left: boolean
    readonly blank: boolean
    readonly sign: boolean
  }
  readonly width: number | '*'
  readonly precision: number | '*' | undefined
  readonly type: string
}

const pattern = /%(?:\(([^)]*)\))?([#0\- +]*)(\d+|\*)?(\.(\d+|\*)?)?[hlL]?(.)?/gsu

/**
 * Splits a format string into literal texts and conversions.
 * https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting
 */
export function parseFormat(format: string): (string | Conversion)[] {
  const parts: (string | Conversion)[] = []
  let from = 0
  for (const match of format.matchAll(pattern)) {
    const [whole, key, flags = '', width, point, precision, type] = match
    if (type === undefined || !'diouxXeEfFgGcs%'.includes(type))
      throw new Fault(
        type === undefined ? `the format ends within ${whole}` : `%${type} is no conversion`,
      )
    if (match.index > from) parts.push(format.slice(from, match.index))
    from = match.index + whole.length
    parts.push({
      key,
      flags: {
        alternate: flags.includes('#'),
        zero: flags.includes('0'),
        left: flags.includes('-'),
        blank: flags.includes(' '),
        sign: flags.includes('+'),
      },
      width: size(width) ?? 0,
      precision: point === undefined ? undefined : (size(precision) ?? 0),
      type,
    })
  }
  if (from < format.length) parts.push(format.slice(from))
  return parts
}

const size = (digits: string | undefined): number | '*' | undefined =>
  digits === undefined || digits === '*' ? digits : Number(digits)
