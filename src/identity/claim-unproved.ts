import { credentialTable, isProviderType } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Account } from './identity-store.ts'

/**
 * Removes what somebody has set up who made an account with the address of somebody else, once its
 * owner proves the address: all credentials but the identifiers of the password, sign-in by codes
 * to other addresses, recovery by them, and consents. Answers the same account when an address was verified
 * before.
 */
export function withoutUnproved(
  account: Account,
  proved: { readonly value: string },
  now: number,
): Account {
  if (account.identity.verifiableAddresses.some(({ verified }) => verified)) return account
  const { identity, credentials } = account
  return {
    identity: {
      ...identity,
      recoveryAddresses: identity.recoveryAddresses.filter(({ value }) => value === proved.value),
      // NOTE nobody knows who has accepted them
      consents: [],
      updatedAt: now,
    },
    credentials: credentials.flatMap((one) => withoutSecrets(one, proved.value, now)),
  }
}

function withoutSecrets(
  credential: Credential,
  proved: string,
  now: number,
): readonly Credential[] {
  const { factor, provesAddress, removal, identifiers: source } = credentialTable[credential.type]
  if (factor === 'none' || (provesAddress && source === 'own')) return [credential]
  if (provesAddress) {
    const identifiers = credential.identifiers.filter((one) => one === proved)
    return identifiers.length === credential.identifiers.length
      ? [credential]
      : [{ ...credential, identifiers, updatedAt: now }]
  }
  if (removal === 'secret') return [{ ...credential, config: {}, updatedAt: now }]
  return isProviderType(credential.type)
    ? [{ ...credential, identifiers: [], config: { providers: [] }, updatedAt: now }]
    : []
}
