import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import {
  credentialTable,
  isProviderType,
  removableTypes,
  type CredentialType,
} from './credential-types.ts'
import { credentialOf, type Accounts } from './accounts.ts'
import type { Credential } from './credential.ts'
import type { Account } from './identity-store.ts'
import { providerIdentifier } from './imports.ts'

export type RemovalParts = {
  readonly accounts: Accounts
  /** Whether a credential alone lets its owner sign in, with the current configuration. */
  readonly isFirstFactor: (credential: Credential) => boolean
}

/**
 * Removes a credential from an account. For accounts at providers, `identifier` (provider, colon,
 * subject) names one of them. Throws Refusal for types that cannot be removed, for an unknown
 * credential, and for the last way to sign in.
 */
export function removeCredential(
  { accounts, isFirstFactor }: RemovalParts,
  account: Account,
  type: string,
  identifier: string | undefined,
): Account {
  if (!isRemovable(type))
    throw new Refusal(
      account.credentials.some((one) => one.type === type) ? 'bad-request' : 'not-found',
      {
        reason: `There is no credential of this type to remove. ${removableTypes.join(', ')} can be removed.`,
      },
    )
  const credential = credentialOf(account, type)
  const without = isProviderType(type)
    ? withoutProvider({ accounts, isFirstFactor }, account, credential, identifier)
    : withoutWhole(accounts, account, credential)
  const ways = (one: Account) => one.credentials.filter(isFirstFactor).length
  if (ways(account) > 0 && ways(without) === 0) throw lastWay()
  return without
}

const lastWay = () =>
  new Refusal('bad-request', {
    reason: 'This is the last way in which the identity can sign in. It cannot be removed.',
  })

const isRemovable = (type: string): type is CredentialType =>
  removableTypes.some((one) => one === type)

const missing = () => new Refusal('not-found', { reason: 'The identity has no such credential.' })

function withoutWhole(
  accounts: Accounts,
  account: Account,
  credential: Credential | undefined,
): Account {
  // NOTE a password without a secret only reserves identifiers
  if (!credential || Object.keys(credential.config).length === 0) throw missing()
  return credentialTable[credential.type].removal === 'secret'
    ? accounts.withoutSecret(account, credential.type)
    : accounts.withoutCredential(account, credential.type)
}

function withoutProvider(
  { accounts, isFirstFactor }: RemovalParts,
  account: Account,
  credential: Credential | undefined,
  identifier: string | undefined,
): Account {
  if (identifier === undefined || identifier === '')
    throw new Refusal('bad-request', {
      reason:
        'The query parameter identifier must say which account at which provider: provider, ' +
        'colon, subject.',
    })
  if (!credential) throw missing()
  // NOTE a provider that is not configured any more may be again
  const isOnly =
    credential.identifiers.length === 1 &&
    !account.credentials.some((one) => one !== credential && isFirstFactor(one))
  if (isOnly) throw lastWay()
  if (!credential.identifiers.includes(identifier)) throw missing()
  const identifiers = credential.identifiers.filter((one) => one !== identifier)
  if (identifiers.length === 0) return accounts.withoutCredential(account, credential.type)
  const stored = credential.config['providers']
  const named = (one: JsonObject) =>
    typeof one['provider'] === 'string' &&
    typeof one['subject'] === 'string' &&
    providerIdentifier({ provider: one['provider'], subject: one['subject'] }) === identifier
  const providers = (Array.isArray(stored) ? (stored as readonly JsonObject[]) : []).filter(
    (one) => !named(one),
  )
  return accounts.withCredential(account, {
    ...credential,
    identifiers,
    config: { ...credential.config, providers },
  })
}
