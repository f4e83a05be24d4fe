/**
 * A number that makes a hash dearer to check, and up to where such hashes are imported. `field`: as
 * it is written in the hash. `what`: what it stands for.
 */
export type HashLimit<Parameters> = {
  readonly field: string
  readonly what: string
  readonly max: number
  readonly of: (parameters: Parameters) => number
}

/** Which limit the parameters of a hash exceed; undefined when they exceed none. */
export function excessOver<Parameters>(
  limits: readonly HashLimit<Parameters>[],
  parameters: Parameters,
): string | undefined {
  const over = limits.find(({ of, max }) => of(parameters) > max)
  return over && `its ${over.field} (${over.what}) is ${over.of(parameters)}, more than ${over.max}`
}
