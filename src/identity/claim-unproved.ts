import { credentialTable, isProviderType, type CredentialType } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Account } from './identity-store.ts'

/** Whether a credential of this type signs in and says nothing of who owns an address. */
function provesNoAddress(type: CredentialType): boolean {
  const { factor, provesAddress } = credentialTable[type]
  return (factor === 'first' || factor === 'either') && !provesAddress
}

/**
 * The account as its owner gets it who proves an address of it for the first time: whoever made it
 * with the address of another keeps no way in. The same account when somebody has proved an address
 * of it before. Second factors stay, and the identifiers of a password stay with the account.
 */
export function withoutUnproved(account: Account, now: number): Account {
  if (account.identity.verifiableAddresses.some(({ verified }) => verified)) return account
  return {
    identity: { ...account.identity, updatedAt: now },
    credentials: account.credentials.flatMap((one) => emptied(one, now)),
  }
}

function emptied(credential: Credential, now: number): readonly Credential[] {
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
