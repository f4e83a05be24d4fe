import type { Problem } from '#errors/invalid-input.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { message, type Message } from '#messages/message.ts'
import { fieldsOf } from './fields.ts'
import { fromForm } from './from-form.ts'
import { fromFormExactly } from './from-form-exactly.ts'
import type { CredentialName } from './credential-uses.ts'
import type { IdentitySchema } from './identity-schema.ts'
import { inspect, traitsPointer } from './inspect.ts'
import { traitsTreeOf, placeAt, placesOf } from './traits-tree.ts'
import { at } from './pointer.ts'
import { problemsOf, typeName } from './problems.ts'
import { createSearchReader } from './search-reader.ts'
import { aroundTraits, describesTraits } from './traits-schema.ts'
import { termsFaults, termsIn } from './terms.ts'
import { findUnsafeText } from './unsafe-text.ts'
import { countEntries, maxIdentifiers, tooManyTraits, tooManyUses } from './trait-limits.ts'
import { createPhoneWriter } from './phone-traits.ts'
import {
  createTraitUsesReader,
  displayNamePlace,
  identifyingPlaces,
  usesMarkOf,
} from './trait-uses.ts'
import { withAddressFormats } from './address-formats.ts'
import type { Validators } from './validator.ts'

type Fault = { readonly pointer: string; readonly reason: string }
export type Named = { readonly id: string; readonly selfserviceSelectable: boolean }

/** Compiles the document of an identity schema, or answers what is wrong with it. */
export function compileSchema(
  { id, selfserviceSelectable }: Named,
  raw: unknown,
  validators: Validators,
): IdentitySchema | readonly Fault[] {
  if (!isObject(raw)) return [{ pointer: '', reason: 'must be an object' }]
  const document = describesTraits(raw as JsonObject)
    ? aroundTraits(raw as JsonObject)
    : (raw as JsonObject)
  if (!isObject(at(document, traitsPointer)))
    return [
      {
        pointer: traitsPointer,
        reason: 'must be there and be a schema: the traits are described here',
      },
    ]
  const faults = inspect(document)
  if (faults.length > 0) return faults
  const validate = validators.compile(withAddressFormats(document))
  if (typeof validate !== 'function') return validate

  const traits = traitsTreeOf(document)
  const ofTerms = termsFaults(traits)
  if (ofTerms.length > 0) return ofTerms
  const readUses = createTraitUsesReader(traits)
  const labels = new WeakMap<readonly CredentialName[], Message>()
  const ranks = new Map(placesOf(traits).map((place, index) => [place.name, index]))
  return {
    id,
    selfserviceSelectable,
    raw: document,
    fields: fieldsOf(traits),
    read: readUses,
    withPhoneNumbers: createPhoneWriter(traits),
    search: createSearchReader(traits),
    terms: termsIn(traits),
    displayNameField: displayNamePlace(traits)?.name,
    usesMark: usesMarkOf(traits),
    fromForm: (sent, lists = 'with-positions') => fromForm(traits, sent, lists),
    fromFormExactly: (sent) => fromFormExactly(traits, sent),
    identifierLabel(types) {
      const known = labels.get(types)
      if (known) return known
      const [place, ...others] = identifyingPlaces(traits, types)
      const label =
        place?.title === undefined || others.length > 0
          ? message('node.identifier')
          : message('node.trait', { title: place.title, name: place.name })
      labels.set(types, label)
      return label
    },
    check(values): readonly Problem[] {
      // NOTE callers pass what was sent, which may be anything
      if (!isObject(values))
        return [
          {
            field: traits.name,
            message: message('validation.type', {
              allowed_types: ['object'],
              actual_type: typeName(values),
            }),
          },
        ]
      const tooMany = tooManyTraits(values, traits.name)
      if (tooMany) return [tooMany]
      const unsafe = findUnsafeText(values)
      if (unsafe)
        return [
          {
            field: placeAt(traits, unsafe.path).name,
            message: message('validation.generic', { reason: unsafe.reason }),
          },
        ]
      const problems = problemsOf(validate({ traits: values }), traits, ranks)
      if (problems.length > 0 || countEntries(values) <= maxIdentifiers) return problems
      const uses = tooManyUses(readUses(values), traits.name)
      return uses ? [uses] : []
    },
  }
}
