// The settings of flows as a caller of the core gets them.
import type { CallerSlice } from './parts.ts'

/** The settings of a kind of flow, in one form where the rules ask for it. */
export const formsOf =
  <T extends { readonly style: string }>({ rules }: CallerSlice, read: () => T) =>
  (): T =>
    rules.forms === 'one' ? { ...read(), style: 'unified' } : read()

/**
 * The settings of a kind of flow, with the other of link and code where the caller does not offer
 * the one that is configured.
 */
export function methodOffered<T extends { readonly use: 'link' | 'code' }>(
  { methods }: CallerSlice,
  read: () => T,
): () => T {
  return () => {
    const settings = read(),
      other = settings.use === 'code' ? 'link' : 'code'
    const has = (name: string) => methods().some((method) => method.name === name)
    return !has(settings.use) && has(other) ? { ...settings, use: other } : settings
  }
}
