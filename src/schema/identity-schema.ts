import type { Problem } from '#errors/invalid-input.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { AddressChannel } from './address-channel.ts'
import type { CredentialName } from './credential-uses.ts'

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
 * One form field for one trait, in the order of the schema. Objects are walked into; an array is
 * one field.
 */
export type TraitField = {
  /** With dots: `traits.name.first`. */
  readonly name: string
  readonly inputType: InputType
  /** Listed in `required` of its object, all the way up. */
  readonly required: boolean
  readonly disabled: boolean
  readonly label: Message | undefined
  readonly autocomplete: Autocomplete | undefined
  readonly pattern: string | undefined
  readonly maxLength: number | undefined
}

/**
 * What the traits of one identity are used for. All values in canonical form, without duplicates.
 */
export type TraitUses = {
  readonly identifiers: readonly {
    readonly type: CredentialName
    readonly value: string
    readonly via: AddressChannel | undefined
  }[]
  readonly verification: readonly { readonly via: AddressChannel; readonly value: string }[]
  readonly recovery: readonly { readonly via: AddressChannel; readonly value: string }[]
  /** What an authenticator app calls the account. */
  readonly accountName: string | undefined
  /** What a passkey calls the account. */
  readonly displayName: string | undefined
}

/** The traits by which administrators search: those that the schema marks, and identifiers. */
export type SearchTraits = {
  /** With dots: `traits.name.first`. */
  readonly names: readonly string[]
  read(traits: JsonObject): readonly { readonly name: string; readonly text: string }[]
}

/** An identity schema, loaded, checked and compiled. */
export type IdentitySchema = {
  readonly id: string
  readonly selfserviceSelectable: boolean
  /** As it was written. */
  readonly raw: JsonObject
  readonly fields: readonly TraitField[]
  readonly search: SearchTraits
  /**
   * What the identifier field of a login is called: the trait's own label where exactly one trait
   * is an identifier of these types.
   */
  identifierLabel(types: readonly CredentialName[]): Message
  /**
   * Everything wrong with the traits; fields are named as in `fields` (`traits` for the object
   * itself).
   */
  check(traits: JsonObject): readonly Problem[]
  /** What the traits are used for; call it on traits that passed `check`. */
  read(traits: JsonObject): TraitUses
  /**
   * Traits as a form sent them, all values text (or lists of text), turned into what the schema
   * wants; what cannot be turned stays as it is. An empty text of an optional field that is no
   * string is left out.
   */
  fromForm(traits: JsonObject): JsonObject
}

/** All schemas of the configuration, in its order. */
export type IdentitySchemas = {
  readonly defaultId: string
  list(): readonly IdentitySchema[]
  /** By plain id; undefined when unknown. */
  find(id: string): IdentitySchema | undefined
}
