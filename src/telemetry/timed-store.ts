import type { Store } from '#store/store.ts'

/** Wraps a store so that what `calls` gives for an action takes the seconds of each of its calls. */
export function timeStore(
  store: Store,
  calls: (name: string, action: string) => (seconds: number) => void,
): Store {
  const timed = <T extends object>(name: string, part: T): T => {
    const wrapped: Record<string, unknown> = {}
    for (const [action, call] of Object.entries(part) as [
      string,
      (...args: unknown[]) => Promise<unknown>,
    ][]) {
      let observe: ((seconds: number) => void) | undefined
      wrapped[action] = async (...args: unknown[]) => {
        const startedAt = performance.now()
        try {
          return await call(...args)
        } finally {
          // NOTE an action that was never called is not told
          observe ??= calls(name, action)
          observe((performance.now() - startedAt) / 1000)
        }
      }
    }
    return wrapped as T
  }
  const { knownByToken } = store.sessions
  let observeKnown: ((seconds: number) => void) | undefined
  return {
    ...store,
    identities: timed('identities', store.identities),
    search: timed('search', store.search),
    sessions: {
      ...timed('sessions', store.sessions),
      // NOTE what is known is a call of `findByToken` that was answered at once
      knownByToken:
        knownByToken &&
        ((token) => {
          const startedAt = performance.now()
          const found = knownByToken(token)
          if (!found) return undefined
          observeKnown ??= calls('sessions', 'findByToken')
          observeKnown((performance.now() - startedAt) / 1000)
          return found
        }),
    },
    flows: timed('flows', store.flows),
    errors: timed('errors', store.errors),
    attempts: timed('attempts', store.attempts),
    budgets: timed('budgets', store.budgets),
    codes: timed('codes', store.codes),
    addressChanges: timed('address_changes', store.addressChanges),
    unproved: timed('unproved', store.unproved),
    remembered: timed('remembered', store.remembered),
    factorResets: timed('factor_resets', store.factorResets),
    deletions: timed('deletions', store.deletions),
    tombstones: timed('tombstones', store.tombstones),
    reserved: timed('reserved', store.reserved),
    messages: timed('messages', store.messages),
    audit: timed('audit', store.audit),
    apiTokens: timed('api_tokens', store.apiTokens),
    operators: timed('operators', store.operators),
    activity: timed('activity', store.activity),
    consoleSessions: timed('console_sessions', store.consoleSessions),
    jobs: timed('jobs', store.jobs),
    impersonations: timed('impersonations', store.impersonations),
    exports: timed('exports', store.exports),
  }
}
