import type { ListNames } from './from-form.ts'
import type { Problem } from '#errors/invalid-input.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { AddressChannel } from './address-channel.ts'
import type { CredentialName } from './credential-uses.ts'
import type { TermsTrait } from './terms.ts'

export type InputType =
  | 'text'
  | 'password'
  | 'number'
  | 'checkbox'
  | 'hidden'
  | 'email'
  | 'tel'
  | 'submit'
  | 'button'
  | 'datetime-local'
  | 'date'
  | 'url'
export type Autocomplete =
  | 'email'
  | 'tel'
  | 'url'
  | 'current-password'
  | 'new-password'
  | 'one-time-code'
  | 'username webauthn'

/**
 * The form field of a trait, in the order of the schema. Nested objects have a field for each of
 * their traits; a list is one field.
 */
export type TraitField = {
  /** The path with dots: `traits.name.first`. */
  readonly name: string
  readonly inputType: InputType
  /** Whether the trait, and every object around it, is required. */
  readonly required: boolean
  readonly disabled: boolean
  readonly label: Message | undefined
  readonly autocomplete: Autocomplete | undefined
  readonly pattern: string | undefined
  readonly maxLength: number | undefined
  /** The values that the schema lists; undefined where it lists none, or very many. */
  readonly options: readonly Json[] | undefined
}

/** What the traits of an identity are used for. All values are canonical and without duplicates. */
export type TraitUses = {
  readonly identifiers: readonly {
    readonly type: CredentialName
    readonly value: string
    readonly via: AddressChannel | undefined
  }[]
  readonly verification: readonly { readonly via: AddressChannel; readonly value: string }[]
  readonly recovery: readonly { readonly via: AddressChannel; readonly value: string }[]
  /** The name of the account in an authenticator app. */
  readonly accountName: string | undefined
  /** The name of the account in a passkey. */
  readonly displayName: string | undefined
}

/** The traits that administrators can search: identifiers, and those that the schema marks. */
export type SearchTraits = {
  /** Paths with dots: `traits.name.first`. */
  readonly names: readonly string[]
  read(traits: JsonObject): readonly { readonly name: string; readonly text: string }[]
}

/** An identity schema that was loaded, checked and compiled. */
export type IdentitySchema = {
  readonly id: string
  readonly selfserviceSelectable: boolean
  /** The document. */
  readonly raw: JsonObject
  readonly fields: readonly TraitField[]
  readonly search: SearchTraits
  /** The traits that accept terms. */
  readonly terms: readonly TermsTrait[]
  /** The name of the first field that names the account in a passkey; undefined without one. */
  readonly displayNameField: string | undefined
  /** A text that changes with what the traits are used for. */
  readonly usesMark: string
  /**
   * The label of the identifier field of a login: the title of the trait when exactly one trait is
   * an identifier for these types. The same message for the same list.
   */
  identifierLabel(types: readonly CredentialName[]): Message
  /**
   * All problems of the traits; fields have the names of `fields`, and `traits` is the object
   * itself.
   */
  check(traits: JsonObject): readonly Problem[]
  /**
   * The traits with the phone numbers that messages are sent to in E.164; the same traits when all
   * are.
   */
  withPhoneNumbers(traits: JsonObject): JsonObject
  /** What the traits are used for. They must have passed `check`. */
  read(traits: JsonObject): TraitUses
  /**
   * Converts the traits of a form, which are text or lists of text, to the types of the schema.
   * What cannot be converted stays as it is. An empty field is left out.
   */
  fromForm(traits: JsonObject, lists?: ListNames): JsonObject
  /**
   * The same for forms whose texts count as they are: an empty field is an empty text, and a field
   * that the schema does not name is left out.
   */
  fromFormExactly(traits: JsonObject): JsonObject
}

/** All configured schemas, in the order of the configuration. */
export type IdentitySchemas = {
  readonly defaultId: string
  list(): readonly IdentitySchema[]
  /** By its id; undefined for an unknown one. */
  find(id: string): IdentitySchema | undefined
}
