// Who and what an entry is about, as a link where there is a page.
import type { ChainedEntry, Target } from '#audit/entry.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import type { ConsoleParts } from '../parts.ts'
import { titleOf } from '../people/name.ts'
import { urlOf } from '../tags.ts'

/** What people are called, by their ids; of those who have an account here. */
export type PeopleNames = ReadonlyMap<string, string>

const hasAccount = (kind: string): boolean => kind === 'person' || kind === 'operator'

/** Looks up all people of these entries at once. */
export async function namesIn(
  entries: readonly ChainedEntry[],
  { administration }: Pick<ConsoleParts['core'], 'administration'>,
): Promise<PeopleNames> {
  const ids = new Set(
    entries.flatMap(({ actor, target }) => [
      ...(hasAccount(actor.kind) && actor.id !== undefined ? [actor.id] : []),
      ...(target.kind === 'identity' && target.id !== undefined ? [target.id] : []),
    ]),
  )
  if (ids.size === 0) return new Map()
  const { accounts } = await administration.list({ ids: [...ids] }, { limit: ids.size })
  return new Map(accounts.map((account) => [account.identity.id, titleOf(account)]))
}

export function actorLink({ actor }: ChainedEntry, names: PeopleNames): Html {
  const { kind, id, name } = actor
  if (id === undefined) return html`<span class="kind">${name ?? kind}</span>`
  const known = hasAccount(kind) ? names.get(id) : undefined
  if (known === undefined) return html`${name ?? shortened(id)}<span class="sub">${kind}</span>`
  return html`${personLink(id, known)}<span class="sub">${kind}</span>`
}

export function targetLink({ kind, id }: Target, names: PeopleNames): Html {
  if (id === undefined) return html`${kind}`
  const name = kind === 'identity' ? names.get(id) : undefined
  if (name !== undefined) return html`${personLink(id, name)}<span class="sub">${kind}</span>`
  const text = shortened(id)
  return kind === 'message'
    ? html`<a href="${urlOf(`/messages/${id}`)}">${text}</a><span class="sub">${kind}</span>`
    : html`${text}<span class="sub">${kind}</span>`
}

const personLink = (id: string, name: string): Html =>
  html`<a href="${urlOf(`/people/${id}`)}">${breakable(name)}</a>`

const shortened = (id: string): Html =>
  html`<span class="mono">${id.length > 16 ? `${id.slice(0, 8)}…` : id}</span>`
