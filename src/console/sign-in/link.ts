// The link to the sign-in, and where it leads back to.
import { withQuery } from '#lib/url.ts'
import { html, type Html, type Words } from '#pages/html.ts'
import type { ConsoleSettings } from '../parts.ts'

const home = '/ui'
const anywhere = 'http://console.invalid'

/** The page of the console to return to; the first page for what is none. */
export function wayBack(to: string | undefined): string {
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, anywhere)) return home
  const { origin, pathname, search } = new URL(to, anywhere)
  const isPage = origin === anywhere && (pathname === home || pathname.startsWith(`${home}/`))
  return isPage && !/^\/ui\/sign(-in|-out|ed-out)(\/|$)/.test(pathname) ? pathname + search : home
}

/** NOTE with the base URL, since the public pages lead back there and cookies are of one host */
export const signInLink = (
  { adminUrl }: Pick<ConsoleSettings, 'adminUrl'>,
  to: string,
  label: Words,
  again = false,
): Html =>
  html`<a
    class="button button-primary"
    href="${withQuery(`${adminUrl}${home}/sign-in`, { to, ...(again ? { again: 'true' } : {}) })}"
    >${label}</a
  >`
