/**
 * A number with 17 significant digits, or all digits of an integer; used when converting to text.
 */
export function exactNumber(value: number): string {
  if (Number.isInteger(value)) return Object.is(value, -0) ? '-0' : BigInt(value).toString()
  const [digits = '', exponent = '0'] = value.toExponential(16).split('e')
  const power = Number(exponent)
  if (power < -4 || power >= 17)
    return `${withoutZeros(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  return withoutZeros(value.toPrecision(17))
}

const withoutZeros = (digits: string) => digits.replace(/\.?0+$/, '')

/** The shortest digits that identify the number, without an exponent; used in JSON and YAML. */
export function shortNumber(value: number): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? []
  if (exponent === undefined) return Object.is(value, -0) ? '-0' : String(value)
  const power = Number(exponent)
  const digits = whole + fraction
  return power < 0
    ? `${sign}0.${'0'.repeat(-power - 1)}${digits}`
    : sign + digits.padEnd(power + 1, '0')
}
