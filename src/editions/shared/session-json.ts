import type { SessionWithIdentity } from '#session/session-store.ts'

/**
 * The JSON of a session, made once for as long as the store hands out the very same value. `key`
 * tells the presentations apart.
 */
export function sessionJson(
  found: Pick<SessionWithIdentity, 'texts'>,
  key: unknown,
  present: () => unknown,
): string {
  const { texts } = found
  const known = texts?.get(key)
  if (known !== undefined) return known
  const text = JSON.stringify(present())
  texts?.set(key, text)
  return text
}
