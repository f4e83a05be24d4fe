import { Fault } from '../errors.ts'
import type { Conversion } from './format-spec.ts'

type Settled = Omit<Conversion, 'width' | 'precision'> & {
  readonly width: number
  readonly precision: number | undefined
}

/** Limit of a precision; more digits than any number has. */
const mostDigits = 100

/** Formats a number by `%d`, `%x`, `%f`, …, with sign and padding. */
export function formatNumber(value: number, spec: Settled): string {
  const sign =
    value < 0 || Object.is(value, -0) ? '-' : spec.flags.sign ? '+' : spec.flags.blank ? ' ' : ''
  const { prefix, digits } = magnitude(Math.abs(value), spec)
  const lead =
    (spec.type === 'd' || spec.type === 'i' || spec.type === 'u') &&
    Number(digits) === 0 &&
    sign === '-'
      ? ''
      : sign
  const bare = lead + prefix + digits
  if (!spec.flags.zero || spec.flags.left || bare.length >= spec.width) return bare
  return lead + prefix + digits.padStart(spec.width - lead.length - prefix.length, '0')
}

function magnitude(
  value: number,
  { type, precision, flags }: Settled,
): { readonly prefix: string; readonly digits: string } {
  if (precision !== undefined && precision > mostDigits)
    throw new Fault(`a precision of ${precision} is more than ${mostDigits}`)
  const lower = type.toLowerCase()
  const cased = (text: string) => (type === lower ? text : text.toUpperCase())
  switch (lower) {
    case 'd':
    case 'i':
    case 'u':
      return { prefix: '', digits: whole(value, 10, precision) }
    case 'o':
      return { prefix: flags.alternate ? '0' : '', digits: whole(value, 8, precision) }
    case 'x':
      return {
        prefix: flags.alternate ? cased('0x') : '',
        digits: cased(whole(value, 16, precision)),
      }
    case 'e':
      return { prefix: '', digits: cased(scientific(value, precision ?? 6, flags.alternate)) }
    case 'f':
      return { prefix: '', digits: fixed(value, precision ?? 6, flags.alternate) }
    default:
      return { prefix: '', digits: cased(general(value, precision ?? 6, flags.alternate)) }
  }
}

const whole = (value: number, base: number, precision = 0) =>
  BigInt(Math.floor(value)).toString(base).padStart(precision, '0')

function fixed(value: number, precision: number, alternate: boolean): string {
  const point = precision === 0 && alternate ? '.' : ''
  // NOTE toFixed uses an exponent from 1e21 on; all numbers of that size are integers
  if (value >= 1e21)
    return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : point)
  return value.toFixed(precision) + point
}

function scientific(value: number, precision: number, alternate: boolean): string {
  const [digits = '', exponent = '+0'] = value.toExponential(precision).split('e')
  return `${digits}${precision === 0 && alternate ? '.' : ''}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

function general(value: number, precision: number, alternate: boolean): string {
  const significant = Math.max(1, precision)
  const exponent = Number(value.toExponential(significant - 1).split('e')[1])
  const text =
    exponent < -4 || exponent >= significant
      ? scientific(value, significant - 1, alternate)
      : fixed(value, significant - 1 - exponent, alternate)
  return alternate ? text : text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '')
}
