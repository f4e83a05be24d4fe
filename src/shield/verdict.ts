/**
 * Whether one more guess may be checked, or about when to try again; `prove-work`: or at once with a
 * proof of work.
 */
export type Verdict = { readonly kind: 'open' } | Throttled
export type Throttled = {
  readonly kind: 'throttled' | 'prove-work'
  readonly retryAfterMs: number
}

/** `again`: only what was sent before may be sent again. `silent`: nothing may be sent. */
export type MessageVerdict = 'new' | 'again' | 'silent'

export const verdictOf = (wait: number, mayProve: boolean): Verdict =>
  wait === 0
    ? { kind: 'open' }
    : { kind: mayProve ? 'prove-work' : 'throttled', retryAfterMs: coarse(wait) }

/** What events call the verdicts. */
export const verdictNames = {
  open: 'go-on',
  'prove-work': 'prove-work',
  throttled: 'wait',
} as const
export const messageVerdicts = { new: 'go-on', again: 'again', silent: 'wait' } as const

/** A wait rounded up to a minute, so that it tells nobody the moment at which a try comes back. */
const coarse = (waitMs: number): number => Math.max(1, Math.ceil(waitMs / 60_000)) * 60_000
