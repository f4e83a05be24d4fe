// One entry of the audit trail.
import { numberText } from '../languages/formats.ts'
import type { ChainedEntry } from '#audit/entry.ts'
import { presentEntry } from '#audit/present.ts'
import { html, type Html, type Words } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { facts, panel, time, urlOf } from '../tags.ts'
import { actorLink, targetLink } from './names.ts'
import type { PeopleNames } from '../people/link.ts'
import { texts } from './texts.ts'

export function entryView({
  entry,
  names,
}: {
  readonly entry: ChainedEntry
  readonly names: PeopleNames
}): ConsolePage {
  const { action, at, actor, target, client, requestId, fields, count } = entry
  return {
    title: html`${action} · ${texts.entry}`,
    section: 'audit',
    body: html`<div class="head">
        <h1>${action}</h1>
        <p>${time(at)}</p>
      </div>
      <div class="panels">
        <div>
          ${panel(
            texts.entry,
            facts([
              [texts.actor, actorLink(entry, names)],
              [texts.right, actor.right],
              [texts.target, targetLink(target, names)],
              ...(fields.length === 0 ? [] : [[texts.fields, fields.join(', ')] as const]),
              ...(count === undefined ? [] : [[texts.count, numberText(count)] as const]),
              ...(client === undefined ? [] : [[texts.client, client] as const]),
              ...(requestId === undefined ? [] : [[texts.request, mono(requestId)] as const]),
              [texts.place, texts.placeOf(String(entry.stream), String(entry.position))],
              [texts.key, mono(entry.keyId)],
            ]),
          )}
        </div>
        <div>
          ${panel(
            texts.more,
            html`<ul class="items">
              ${more(texts.allOfTarget, 'target', target.id)}
              ${more(texts.allOfActor, 'actor', actor.id ?? actor.kind)}
              ${more(texts.allOfRequest, 'request', requestId)}
            </ul>`,
          )}
          ${panel(
            texts.document,
            html`<pre tabindex="0">${JSON.stringify(presentEntry(entry), undefined, 2)}</pre>`,
          )}
        </div>
      </div>`,
  }
}

const mono = (text: string): Html => html`<span class="mono">${text}</span>`

const more = (label: Words, name: string, value: string | undefined): Html | false =>
  value !== undefined && html`<li><a href="${urlOf('/audit', { [name]: value })}">${label}</a></li>`
