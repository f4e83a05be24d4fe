// Who may use the console: the one place that decides it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'

export type ConsoleAccessSettings = {
  /** Whether the server runs in development mode. */
  readonly dev: boolean
  /** Whether only this machine reaches the admin listener. */
  readonly isLocal: boolean
  /** Whether the admin listener asks for a token, which it has compared before. */
  readonly asksForToken: boolean
}

/** `open`: whoever reaches the admin listener may do everything, and the pages say so. */
export type Access = { readonly kind: 'open' | 'token' }
export type ConsoleAccess = (caller: Caller) => Promise<Access>

/** Admits whoever may use the console. Throws Refusal('forbidden') for all others. */
export const consoleAccess =
  (settings: () => Promise<ConsoleAccessSettings>): ConsoleAccess =>
  // NOTE asynchronous and with the caller, since operators will be read from the database
  async (_caller) => {
    const { dev, isLocal, asksForToken } = await settings()
    if (asksForToken) return { kind: 'token' }
    if (dev && isLocal) return { kind: 'open' }
    throw new Refusal('forbidden', {
      reason:
        'The console is open only in development mode, on a listener that nobody but this ' +
        'machine reaches. Otherwise make a token by pallas tokens add; a proxy that adds it to ' +
        'the requests of operators lets them in.',
    })
  }
