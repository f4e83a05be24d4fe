import { message } from '#messages/message.ts'
import type { Autocomplete, InputType, TraitField } from './identity-schema.ts'
import { placesOf, type TraitsTree } from './traits-tree.ts'

const byType: Readonly<Record<string, InputType>> = {
  boolean: 'checkbox',
  integer: 'number',
  number: 'number',
}
const byFormat: Readonly<Record<string, InputType>> = {
  date: 'date',
  'date-time': 'datetime-local',
  email: 'email',
  uri: 'url',
  tel: 'tel',
}
const autocompletes: Readonly<Record<string, Autocomplete>> = {
  email: 'email',
  tel: 'tel',
  uri: 'url',
}

/** Longer lists are no choice that a form can show. */
const mostOptions = 500

/**
 * The form fields of the traits, in the order of the schema. A place that takes several types has
 * none, as published.
 */
export function fieldsOf(traits: TraitsTree): readonly TraitField[] {
  return placesOf(traits)
    .filter((place) => place !== traits && !isObjectPlace(place) && place.types.length < 2)
    .map((place) => ({
      name: place.name,
      inputType: inputType(place),
      required: place.required,
      disabled: place.disabled,
      label:
        place.title === undefined
          ? undefined
          : message('node.trait', { title: place.title, name: place.name }),
      autocomplete: isText(place) ? autocompletes[place.format ?? ''] : undefined,
      pattern: isText(place) ? place.pattern : undefined,
      maxLength: undefined,
      options: place.values && place.values.length <= mostOptions ? place.values : undefined,
    }))
}

function isObjectPlace(place: TraitsTree): boolean {
  return place.members.size > 0 || place.types.includes('object')
}

function isText(place: TraitsTree): boolean {
  return place.types.length === 0 || place.types.includes('string')
}

function inputType(place: TraitsTree): InputType {
  if (isText(place)) return byFormat[place.format ?? ''] ?? 'text'
  return place.types.map((type) => byType[type]).find((found) => found !== undefined) ?? 'text'
}
