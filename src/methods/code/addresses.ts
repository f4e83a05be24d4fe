// The addresses that codes for signing in are sent to.
import type { MailAddress } from '#flow/mailed-method.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { canonical, maxIdentifierLength } from '#schema/canonical.ts'
import { isEmail } from '#schema/email.ts'
import { e164 } from '#schema/phone.ts'

/** Where codes for this identifier go, as the credential says. */
export const addressOf = (account: Account, identifier: string): MailAddress => ({
  value: identifier,
  via: channelIn(credentialOf(account, 'code')?.config ?? {}, identifier),
})

/** All addresses of the credential, in its order. */
export function codeAddressesOf(account: Account): readonly MailAddress[] {
  const credential = credentialOf(account, 'code')
  return credential ? inOrder(credential).map((value) => addressOf(account, value)) : []
}

/** An address that is known by its text only. */
export function guessedAddress(identifier: string): MailAddress {
  const value = canonical(identifier.slice(0, maxIdentifierLength))
  return { value, via: !isEmail(value) && e164(value) !== undefined ? 'sms' : 'email' }
}

/** The identifiers, those that the credential lists first. */
function inOrder({ identifiers, config }: Credential): readonly string[] {
  const listed = listedIn(config).flatMap(({ address }) =>
    typeof address === 'string' && identifiers.includes(address) ? [address] : [],
  )
  return [...new Set([...listed, ...identifiers])]
}

const listedIn = ({ addresses }: JsonObject): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(addresses) ? addresses.filter(isObject) : []

/** Earlier versions of the credential have one type of address for all identifiers. */
function channelIn(config: JsonObject, identifier: string): AddressChannel {
  const entry = listedIn(config).find(({ address }) => address === identifier)
  const said = entry ? entry['channel'] : config['address_type']
  if (said === 'sms' || said === 'phone') return 'sms'
  return said === 'email' || entry ? 'email' : guessedAddress(identifier).via
}
