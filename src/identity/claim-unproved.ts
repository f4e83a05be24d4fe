import { credentialTable, isProviderType, type CredentialType } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Account } from './identity-store.ts'

/** Whether credentials of this type sign in without proving an address. */
function provesNoAddress(type: CredentialType): boolean {
  const { factor, provesAddress } = credentialTable[type]
  return (factor === 'first' || factor === 'either') && !provesAddress
}

/**
 * Removes the credentials of whoever made an account with the address of somebody else, once its
 * owner verifies an address of it. Answers the same account when an address was verified before.
 * Second factors stay, and so do the identifiers of the password.
 */
export function withoutUnproved(account: Account, now: number): Account {
  if (account.identity.verifiableAddresses.some(({ verified }) => verified)) return account
  return {
    identity: { ...account.identity, updatedAt: now },
    credentials: account.credentials.flatMap((one) => withoutSecrets(one, now)),
  }
}

function withoutSecrets(credential: Credential, now: number): readonly Credential[] {
  if (!provesNoAddress(credential.type)) return [credential]
  if (credentialTable[credential.type].removal === 'secret')
    return [{ ...credential, config: {}, updatedAt: now }]
  if (isProviderType(credential.type))
    return [{ ...credential, identifiers: [], config: { providers: [] }, updatedAt: now }]
  const keys = credential.config['credentials']
  const second = Array.isArray(keys)
    ? keys.filter(
        (key: unknown) =>
          typeof key === 'object' &&
          key !== null &&
          'is_passwordless' in key &&
          key.is_passwordless !== true,
      )
    : []
  return second.length > 0
    ? [{ ...credential, config: { ...credential.config, credentials: second }, updatedAt: now }]
    : []
}
