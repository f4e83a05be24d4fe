// What is not brought, and why.

/**
 * What is left behind; `check`: what was brought and does not sign in as there; `note`: nothing is,
 * but somebody should know.
 */
export const lossKinds = [
  'person',
  'credential',
  'token',
  'address',
  'session',
  'message',
  'check',
  'note',
] as const
export type LossKind = (typeof lossKinds)[number]

/** Has no value of a person in it: they are known by their ids. */
export type Loss = {
  readonly kind: LossKind
  /** The id of the person, where it is about one. */
  readonly person?: string
  /** The id of the session or message, or the type of the credential. */
  readonly what?: string
  readonly reason: string
}
