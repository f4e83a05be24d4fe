/** Time limits for servers, in milliseconds. */
export type TimeLimits = {
  /** For connecting, including TLS. */
  readonly connectMs: number
  /** For the greeting of a mail server. */
  readonly greetingMs: number
  /** For the time without a reply during a mail. */
  readonly silenceMs: number
  /** For a whole message. */
  readonly messageMs: number
  /** How long an idle connection is kept. */
  readonly idleMs: number
}

export const deliveryLimits: TimeLimits = {
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 20_000,
  messageMs: 60_000,
  idleMs: 30_000,
}
