// Who somebody is, in words.
import type { Identity } from '#identity/identity.ts'
import { isObject, type Json } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { html, type Html } from './html.ts'
import { labelFromName, texts } from './texts.ts'

const render = createMessageRenderer()

/** The traits of somebody with the labels of the schema, those that are filled in. */
export function renderProfile(identity: Identity, schema: IdentitySchema | undefined): Html {
  const facts = (schema?.fields ?? []).flatMap(({ name, label }) => {
    const value = textOf(traitAt(identity, name))
    return value === '' ? [] : [{ label: label ? render(label).text : labelFromName(name), value }]
  })
  if (facts.length === 0) return html``
  return html`<dl class="facts">
    ${facts.map(
      ({ label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}${renderStatus(identity, value)}</dd>
        </div>`,
    )}
  </dl>`
}

/** Whether an address waits for its owner to show that it is theirs. */
export const hasUnverifiedAddress = ({ verifiableAddresses }: Identity): boolean =>
  verifiableAddresses.some((address) => !address.verified)

function renderStatus({ verifiableAddresses }: Identity, value: string): Html | undefined {
  const address = verifiableAddresses.find((one) => one.value === value)
  if (!address) return undefined
  return address.verified
    ? html` <span class="badge">${texts.welcome.confirmed}</span>`
    : html` <span class="badge badge-open">${texts.welcome.unconfirmed}</span>`
}

/** `traits.name.first` of somebody. */
function traitAt({ traits }: Identity, name: string): Json | undefined {
  const [, ...path] = name.split('.')
  return path.reduce<Json | undefined>(
    (place, key) => (isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined),
    traits,
  )
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? texts.welcome.yes : texts.welcome.no
  if (Array.isArray(value))
    return value
      .map(textOf)
      .filter((text) => text !== '')
      .join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
