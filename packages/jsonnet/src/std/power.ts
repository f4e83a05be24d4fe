/** Splits a number: value = fraction · 2^exponent, with 0.5 ≤ |fraction| < 1. */
export function parts(value: number): { readonly fraction: number; readonly exponent: number } {
  if (value === 0) return { fraction: 0, exponent: 0 }
  let exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(value))) + 1)
  let fraction = value * 2 ** -exponent
  for (; Math.abs(fraction) >= 1; exponent++) fraction /= 2
  for (; Math.abs(fraction) < 0.5; exponent--) fraction *= 2
  return { fraction, exponent }
}

/**
 * x^n: repeated squaring for the integer part of n, a logarithm for the rest. This gives the same
 * digits as other Jsonnet implementations, on which existing programs may rely; the host's power
 * function does not.
 */
export function power(x: number, n: number): number {
  const simple = x ** n
  if (
    n === 0 ||
    x === 0 ||
    Math.abs(x) === 1 ||
    !Number.isFinite(x) ||
    !Number.isFinite(n) ||
    Number.isNaN(simple)
  )
    return simple
  let whole = Math.floor(Math.abs(n))
  let rest = Math.abs(n) - whole
  if (whole >= 2 ** 53) return simple
  if (rest > 0.5) {
    whole++
    rest--
  }
  let fraction = rest === 0 ? 1 : Math.exp(rest * Math.log(x))
  let exponent = 0
  for (
    let { fraction: square, exponent: squareExponent } = parts(x);
    whole > 0;
    whole = Math.floor(whole / 2)
  ) {
    if (whole % 2 === 1) {
      fraction *= square
      exponent += squareExponent
    }
    square *= square
    squareExponent *= 2
    if (square < 0.5) {
      square *= 2
      squareExponent--
    }
  }
  return n < 0 ? scale(1 / fraction, -exponent) : scale(fraction, exponent)
}

/** value · 2^exponent, in several steps, because the power alone may be out of range. */
function scale(value: number, exponent: number): number {
  let scaled = value
  let left = Math.max(-5000, Math.min(5000, exponent))
  for (; left > 1000; left -= 1000) scaled *= 2 ** 1000
  for (; left < -1000; left += 1000) scaled *= 2 ** -1000
  return scaled * 2 ** left
}
