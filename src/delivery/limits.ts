/** How long the receiving side may keep us waiting, in milliseconds. */
export type TimeLimits = {
  /** To connect, TLS included. */
  readonly connectMs: number
  /** Until a mail server says hello. */
  readonly greetingMs: number
  /** Without a word in the middle of a mail. */
  readonly silenceMs: number
  /** For one message as a whole. */
  readonly messageMs: number
  /** How long a connection waits to be used again. */
  readonly idleMs: number
}

export const deliveryLimits: TimeLimits = {
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 20_000,
  messageMs: 60_000,
  idleMs: 30_000,
}
