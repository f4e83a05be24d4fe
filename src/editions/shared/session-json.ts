import type { SessionWithIdentity } from '#session/session-store.ts'

/**
 * The JSON of a session, cached on the object that the store returns, for as long as the store's
 * cache keeps that object. `key` distinguishes presentations (edition, public URL).
 */
export function sessionJson(
  found: Pick<SessionWithIdentity, 'texts'>,
  key: unknown,
  present: () => unknown,
): string {
  const { texts } = found
  const cached = texts?.get(key)
  if (cached !== undefined) return cached
  const text = JSON.stringify(present())
  texts?.set(key, text)
  return text
}
