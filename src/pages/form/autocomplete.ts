import type { InputNode } from '#flow/ui-node.ts'

/**
 * The `autocomplete` tokens of fields whose nodes have none, by the last part of their names
 * (WCAG 2.2, 1.3.5).
 */
const tokens: Readonly<Record<string, string>> = {
  identifier: 'username',
  code: 'one-time-code',
  recovery_address: 'email',
  totp_code: 'one-time-code',
  lookup_secret: 'off',
  email: 'email',
  phone: 'tel',
  tel: 'tel',
  mobile: 'tel',
  name: 'name',
  first: 'given-name',
  firstname: 'given-name',
  first_name: 'given-name',
  given_name: 'given-name',
  last: 'family-name',
  lastname: 'family-name',
  last_name: 'family-name',
  family_name: 'family-name',
  nickname: 'nickname',
  username: 'username',
  birthdate: 'bday',
  birthday: 'bday',
  website: 'url',
  organization: 'organization',
  company: 'organization',
  street: 'street-address',
  city: 'address-level2',
  postal_code: 'postal-code',
  zip: 'postal-code',
  country: 'country-name',
  language: 'language',
}

export function autocompleteOf(node: InputNode): string | undefined {
  return node.autocomplete ?? tokens[node.name.split('.').at(-1)?.toLowerCase() ?? '']
}

/** Attributes that tell a phone which keyboard to show, and what not to correct. */
export function keyboardOf(node: InputNode): Readonly<Record<string, string | undefined>> {
  const token = autocompleteOf(node)
  const verbatim = { autocapitalize: 'none', spellcheck: 'false' }
  if (token === 'one-time-code') return { ...verbatim, inputmode: 'numeric' }
  if (node.inputType === 'number') return { inputmode: 'decimal' }
  // NOTE most identifiers are e-mail addresses, and their keyboard has all letters and digits too
  if (node.name === 'identifier' || (token === 'email' && node.inputType === 'text'))
    return { ...verbatim, inputmode: 'email' }
  if (
    node.inputType === 'email' ||
    node.inputType === 'password' ||
    node.inputType === 'url' ||
    token === 'off' ||
    token?.startsWith('username') === true
  )
    return verbatim
  return {}
}
