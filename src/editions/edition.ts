import type { CookieSettings } from '#http/cookies.ts'
import type { Route } from '#http/route.ts'
import type { Mount } from '#http/route.ts'

/** Where an edition is reached and where its pages are. Addresses have no slash at the end. */
export type Places = {
  readonly publicUrl: string
  readonly adminUrl: string
  /** The configured page for a kind of flow, or for errors. */
  readonly ui: (page: 'login' | 'registration' | 'settings' | 'recovery' | 'verification' | 'error') => string
}

/** One published API of the server, put together for one place. */
export type Edition = {
  readonly name: string
  readonly public: readonly Route[]
  readonly admin: readonly Route[]
  readonly cookies: CookieSettings
  readonly refuse: Mount['refuse']
}

/** An address with a query parameter more. */
export function withQuery(url: string, parameters: Readonly<Record<string, string>>): string {
  const [base = '', hash] = url.split('#', 2)
  const query = new URLSearchParams(parameters).toString()
  return `${base}${base.includes('?') ? '&' : '?'}${query}${hash === undefined ? '' : `#${hash}`}`
}
