// The traits of a signed-in person, as a list of labels and values.
import type { Identity } from '#identity/identity.ts'
import { isObject, type Json } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { Speech } from '#languages/speech.ts'
import { breakable, html, type Html } from './html.ts'
import { labelFromName } from './field-labels.ts'

/** The traits that have a value, in the order and with the labels of the schema. */
export function renderProfile(
  identity: Identity,
  schema: IdentitySchema | undefined,
  speech: Speech,
): Html {
  const rows = profileRows(identity, schema, speech)
  if (rows.length === 0) return html``
  return html`<dl class="facts">
    ${rows.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${breakable(value)}${renderStatus(identity, value, speech)}</dd>
        </div>`,
    )}
  </dl>`
}

/** Labels and values of the traits that have one. */
export const profileRows = (
  identity: Identity,
  schema: IdentitySchema | undefined,
  speech: Speech,
): readonly (readonly [label: string, value: string])[] =>
  (schema?.fields ?? []).flatMap(({ name, label }) => {
    const value = traitText(traitAt(identity, name), speech)
    return value === ''
      ? []
      : [[label ? speech.render(label).text : labelFromName(name, speech.texts), value]]
  })

export const hasUnverifiedAddress = ({ verifiableAddresses }: Identity): boolean =>
  verifiableAddresses.some((address) => !address.verified)

/** Whether the address is verified; undefined when the value is no verifiable address. */
function renderStatus(
  { verifiableAddresses }: Identity,
  value: string,
  { texts }: Speech,
): Html | undefined {
  const address = verifiableAddresses.find((one) => one.value === value)
  if (!address) return undefined
  return address.verified
    ? html` <span class="badge">${texts.welcome.confirmed}</span>`
    : html` <span class="badge badge-open">${texts.welcome.unconfirmed}</span>`
}

/** The value of a trait by the name of its field, such as `traits.name.first`. */
function traitAt({ traits }: Identity, name: string): Json | undefined {
  const [, ...path] = name.split('.')
  return path.reduce<Json | undefined>(
    (place, key) => (isObject(place) && Object.hasOwn(place, key) ? place[key] : undefined),
    traits,
  )
}

function traitText(value: Json | undefined, speech: Speech): string {
  const { texts } = speech
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? texts.welcome.yes : texts.welcome.no
  if (Array.isArray(value))
    return speech.list(value.map((one) => traitText(one, speech)).filter((text) => text !== ''))
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
