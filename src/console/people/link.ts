// People in lists: what they are called, with a link to their page.
import type { Administration } from '#identity/administration.ts'
import type { Account } from '#identity/identity-store.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import { urlOf } from '../tags.ts'
import { identifierOf, titleOf } from './name.ts'

/** What people are called, by their ids; of those who have an account here. */
export type PeopleNames = ReadonlyMap<string, string>

/** Looks up all of them at once. */
export async function namesOf(
  ids: readonly string[],
  administration: Pick<Administration, 'list'>,
): Promise<PeopleNames> {
  if (ids.length === 0) return new Map()
  const { accounts } = await administration.list({ ids }, { limit: ids.length })
  return new Map(accounts.map((account) => [account.identity.id, titleOf(account)]))
}

export const personLink = (id: string, name: string): Html =>
  html`<a href="${urlOf(`/people/${id}`)}">${breakable(name)}</a>`

/** The link, or the name alone for whoever has no page yet, and the identifier below it. */
export function personCell(account: Account, hasPage = true): Html {
  const title = titleOf(account),
    identifier = identifierOf(account)
  return html`${hasPage ? personLink(account.identity.id, title) : breakable(title)}${
    identifier !== undefined &&
    identifier !== title &&
    html`<span class="sub">${breakable(identifier)}</span>`
  }`
}
