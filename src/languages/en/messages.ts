// The messages of forms in English. Most are those of the catalogue of messages; here are those whose
// text needs more than the facts as they are.
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import { reasons } from '#messages/reasons.ts'
import { isCarried, type Carried, type Words } from '../message-texts.ts'
import type { Text } from '#lib/text-places.ts'

const computed = {
  'settings.forget-devices': {
    one: 'Ask for the second step on the remembered device again',
    other: 'Ask for the second step on all {count} remembered devices again',
  },
  'settings.remove-key': 'Remove the security key {displayName}, added on {date}',
  'settings.remove-passkey': 'Remove the passkey {displayName}, added on {date}',
  'validation.too-short': {
    one: 'At least {count} character please; this is {actual_length}.',
    other: 'At least {count} characters please; this is {actual_length}.',
  },
  'validation.too-long': {
    one: 'At most {count} character please; this is {actual_length}.',
    other: 'At most {count} characters please; this is {actual_length}.',
  },
  'validation.password-too-short': {
    one: 'A password needs at least {count} character; this one has {actual_length}.',
    other: 'A password needs at least {count} characters; this one has {actual_length}.',
  },
  'validation.unique-items': 'Entries {first} and {second} are the same.',
  'validation.type': 'This must be of the type {types}.',
  'validation.taken-with-hints':
    'There is an account for {credential_identifier_hint} already. You can sign in with {ways}.',
} as const satisfies { readonly [K in MessageKey]?: Text }

export const words: Words = {
  takenWithoutHints:
    'There is an account for {credential_identifier_hint} already. Please sign in to it, or recover it.',
  ways: {
    password: 'your password',
    code: 'a code',
    webauthn: 'your security key',
    passkey: 'your passkey',
  },
  types: {
    string: 'string',
    number: 'number',
    integer: 'integer',
    boolean: 'boolean',
    array: 'array',
    object: 'object',
    null: 'null',
  },
  reasons,
}

/** Facts that are their own places: what is made of them is a text with those places. */
const places = new Proxy({}, { get: (_, name) => `{${String(name)}}` })

/** Made from the catalogue of messages. */
export const messages = Object.fromEntries(
  (Object.keys(catalogue) as MessageKey[])
    .filter((key) => !isCarried(key))
    .map((key) => [
      key,
      key in computed
        ? computed[key as keyof typeof computed]
        : (catalogue[key].text as (facts: object) => string)(places),
    ]),
) as { readonly [K in Exclude<MessageKey, Carried>]: Text }
