// The heading and tabs of the pages about one person.
import type { Account } from '#identity/identity-store.ts'
import { attributes, breakable, html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { identifierOf, titleOf } from '../people/name.ts'
import { badge, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'

const labels = texts.person

const tabs = {
  profile: '',
  signIn: '/sign-in',
  sessions: '/sessions',
  activity: '/activity',
  messages: '/messages',
  json: '/json',
} as const
export type Tab = keyof typeof tabs

export const personPath = (id: string, tab: Tab = 'profile'): string => `/people/${id}${tabs[tab]}`

/** A page about a person. `tab`: undefined for a page that asks for something. */
export function personPage(account: Account, tab: Tab | undefined, body: Html): ConsolePage {
  const { id, state } = account.identity
  const title = titleOf(account),
    identifier = identifierOf(account)
  return {
    title: tab === undefined || tab === 'profile' ? title : html`${title} · ${labels[tab]}`,
    section: 'people',
    body: html`<div class="head">
        <h1>${breakable(title)}</h1>
        ${state === 'inactive' && badge('bad', texts.states.inactive)}
        ${identifier !== undefined && identifier !== title && html`<p>${breakable(identifier)}</p>`}
      </div>
      <nav class="tabs" aria-label="${labels.tabs}">
        <ul>
          ${(Object.keys(tabs) as Tab[]).map(
            (one) =>
              html`<li>
                <a
                  ${attributes({
                    href: urlOf(personPath(id, one)),
                    'aria-current': one === tab ? 'page' : undefined,
                  })}
                  >${labels[one]}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      ${body}`,
  }
}
