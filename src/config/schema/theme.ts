// The look of the built-in pages, `pallas.pages.theme`.
import { flag, formed, integer, list, type JsonSchema } from '#lib/json-schema.ts'
import { maybe, or, section } from './node.ts'

const colour = formed('colour')
const file = formed('own-file')

const colours = () =>
  section({
    ground: maybe(colour),
    card: maybe(colour),
    ink: maybe(colour),
    soft: maybe(colour),
    line: maybe(colour),
    edge: maybe(colour),
    accent: maybe(colour),
    on_accent: maybe(colour),
    focus: maybe(colour),
    wrong: maybe(colour),
  })

/** A text for all languages, or one for each. */
const label: JsonSchema<string | { readonly [language: string]: string }> = {
  type: ['string', 'object'],
  format: 'label',
  additionalProperties: formed('label'),
}

export const theme = section({
  logo: maybe(file),
  logo_dark: maybe(file),
  show_name: or(flag, true),
  colours: section({ light: colours(), dark: colours() }),
  corner_radius: maybe(integer(0, 24)),
  font: section({
    families: or(list(formed('font-family'), { uniqueItems: true }), []),
    file: maybe(file),
  }),
  footer_links: or(list(section({ label, url: formed('web-or-mail-url') })), []),
  background: section({
    light: or(list(colour), []),
    dark: or(list(colour), []),
    angle: maybe(integer(0, 360)),
    image: maybe(file),
    image_dark: maybe(file),
  }),
})
