// What a person is called in lists and headings.
import type { Account } from '#identity/identity-store.ts'
import type { Identity } from '#identity/identity.ts'
import { isObject, type Json } from '#lib/json.ts'

/** The traits that hold names, and the parts of one, in the order in which they are said. */
const names = ['name', 'full_name', 'fullName', 'display_name', 'displayName']
const parts = ['first', 'first_name', 'given_name', 'middle', 'last', 'last_name', 'family_name']

/** The name in the traits; undefined where they have none. */
export function nameIn({ traits }: Pick<Identity, 'traits'>): string | undefined {
  const found = names.map((key) => textOf(traits[key])).find((text) => text !== '')
  return (found ?? textOf(traits)) || undefined
}

/** By what the person signs in or is reached; undefined where there is nothing. */
export const identifierOf = ({ identity, credentials }: Account): string | undefined =>
  credentials.find(({ type }) => type === 'password')?.identifiers[0] ??
  identity.verifiableAddresses[0]?.value ??
  identity.recoveryAddresses[0]?.value ??
  credentials.find(({ identifiers }) => identifiers.length > 0)?.identifiers[0]

/** The name, or else the identifier, or else the id. */
export const titleOf = (account: Account): string =>
  nameIn(account.identity) ?? identifierOf(account) ?? account.identity.id

/** The same, where no credentials are known. */
export const shortTitleOf = (identity: Identity): string => titleOf({ identity, credentials: [] })

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value.trim()
  if (!isObject(value)) return ''
  return parts
    .map((key) => value[key])
    .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
    .map((part) => part.trim())
    .join(' ')
}
