// Who and what an entry is about, as a link where there is a page.
import type { ChainedEntry, Target } from '#audit/entry.ts'
import { html, type Html } from '#pages/html.ts'
import type { ConsoleParts } from '../parts.ts'
import { namesOf, personLink, type PeopleNames } from '../people/link.ts'
import { urlOf } from '../tags.ts'

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
  return namesOf([...ids], administration)
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

const shortened = (id: string): Html =>
  html`<span class="mono">${id.length > 16 ? `${id.slice(0, 8)}…` : id}</span>`
