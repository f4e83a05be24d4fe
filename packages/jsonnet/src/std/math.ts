import { Fault } from '../errors.ts'
import { finite, remainder } from '../machine/operators.ts'
import type { Native } from '../machine/values.ts'
import { define, number } from './define.ts'
import { parts, power } from './power.ts'

const unary = (name: string, compute: (x: number) => number): Native =>
  define(name, 'x', (_, x) => finite(compute(number(x, 'x')), 'the result'))
const binary = (
  name: string,
  params: string,
  compute: (a: number, b: number) => number,
): Native => {
  const [first = '', second = ''] = params.split(' ')
  return define(name, params, (_, a, b) =>
    finite(compute(number(a, first), number(b, second)), 'the result'),
  )
}
const test = (name: string, holds: (x: number) => boolean): Native =>
  define(name, 'x', (_, x) => holds(number(x, 'x')))

/** Rounds halves away from zero. */
const round = (x: number): number => Math.sign(x) * Math.floor(Math.abs(x) + 0.5)

export const math: readonly Native[] = [
  define('abs', 'n', (_, n) => Math.abs(number(n, 'n'))),
  define('sign', 'n', (_, n) => Math.sign(number(n, 'n'))),
  binary('max', 'a b', Math.max),
  binary('min', 'a b', Math.min),
  binary('pow', 'x n', power),
  unary('exp', Math.exp),
  unary('log', Math.log),
  unary('log2', Math.log2),
  unary('log10', Math.log10),
  unary('exponent', (x) => parts(x).exponent),
  unary('mantissa', (x) => parts(x).fraction),
  unary('floor', Math.floor),
  unary('ceil', Math.ceil),
  unary('round', round),
  unary('sqrt', Math.sqrt),
  unary('sin', Math.sin),
  unary('cos', Math.cos),
  unary('tan', Math.tan),
  unary('asin', Math.asin),
  unary('acos', Math.acos),
  unary('atan', Math.atan),
  binary('atan2', 'y x', Math.atan2),
  binary('hypot', 'a b', Math.hypot),
  unary('deg2rad', (x) => (x * Math.PI) / 180),
  unary('rad2deg', (x) => (x * 180) / Math.PI),
  binary('modulo', 'x y', remainder),
  test('isInteger', Number.isInteger),
  test('isDecimal', (x) => !Number.isInteger(x)),
  test('isEven', (x) => x % 2 === 0),
  test('isOdd', (x) => Math.abs(x % 2) === 1),
  define('clamp', 'x minVal maxVal', (_, x, minVal, maxVal) => {
    const [least, most] = [number(minVal, 'minVal'), number(maxVal, 'maxVal')]
    if (least > most) throw new Fault('minVal is greater than maxVal')
    return Math.max(least, Math.min(number(x, 'x'), most))
  }),
]
