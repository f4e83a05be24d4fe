import type { InputNode } from '#flow/ui-node.ts'

/** What a field is for, where its node does not say (WCAG 2.2, 1.3.5; the tokens of HTML's `autocomplete`), by the last part of its name. */
const tokens: Readonly<Record<string, string>> = {
  identifier: 'username',
  code: 'one-time-code',
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

/** How the field is typed: which keys a phone shows, and what it leaves as it is. */
export function keyboardOf(node: InputNode): Readonly<Record<string, string | undefined>> {
  const purpose = autocompleteOf(node)
  const verbatim = { autocapitalize: 'none', spellcheck: 'false' }
  if (purpose === 'one-time-code') return { ...verbatim, inputmode: 'numeric' }
  if (node.inputType === 'number') return { inputmode: 'decimal' }
  if (
    node.inputType === 'email' ||
    node.inputType === 'password' ||
    node.inputType === 'url' ||
    purpose === 'off' ||
    purpose?.startsWith('username') === true
  )
    return verbatim
  return {}
}
