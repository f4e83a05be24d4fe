// Credentials that come from elsewhere: passwords, as they are or as hashes, and accounts at
// providers.
import { hashFault } from '#crypto/foreign.ts'
import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import type { NewCredential } from './accounts.ts'
import { importableTypes, isProviderType, type ProviderType } from './credential-types.ts'
import type { Credential } from './credential.ts'

/** `elsewhere`: another system still has the hash; a hook asks it once. */
export type ImportedPassword =
  | { readonly kind: 'cleartext'; readonly password: string }
  | { readonly kind: 'hash'; readonly hash: string }
  | { readonly kind: 'migration-hook' }

/** An account at a provider; `subject` is what the provider calls its owner. */
export type ImportedProvider = {
  readonly provider: string
  readonly subject: string
  readonly organization?: string
  readonly useAutoLink?: boolean
}

export type ImportedCredentials = {
  readonly password?: ImportedPassword
} & { readonly [Type in ProviderType]?: readonly ImportedProvider[] }

/** Ready to be given to an account. A password takes its identifiers from the traits. */
export type PreparedCredential =
  | { readonly type: 'password'; readonly config: JsonObject }
  | { readonly type: ProviderType; readonly providers: readonly ImportedProvider[] }

/**
 * Hashes what has to be hashed. Throws Refusal for a hash that cannot be taken and for a password
 * that is too long.
 */
export async function prepareCredentials(
  { password, ...accounts }: ImportedCredentials,
  hasher: { hash(password: string): Promise<string> },
): Promise<readonly PreparedCredential[]> {
  return [
    ...(password === undefined
      ? []
      : [
          password.kind === 'cleartext'
            ? preparePassword({ kind: 'hash', hash: await hasher.hash(password.password) })
            : preparePassword(password),
        ]),
    ...importableTypes.filter(isProviderType).flatMap((type) => {
      const providers = accounts[type]
      return providers === undefined ? [] : [{ type, providers }]
    }),
  ]
}

/** Throws Refusal for a hash that is of no known kind, or whose check would cost too much. */
export function preparePassword(
  password: Exclude<ImportedPassword, { readonly kind: 'cleartext' }>,
): PreparedCredential {
  if (password.kind === 'migration-hook')
    return { type: 'password', config: { use_password_migration_hook: true } }
  const fault = hashFault(password.hash)
  if (fault !== undefined)
    throw new Refusal('bad-request', { reason: `The hashed password cannot be taken: ${fault}.` })
  return { type: 'password', config: { hashed_password: password.hash } }
}

/**
 * The credential that an account gets; accounts at providers come to those that are there already.
 */
export function importedCredential(
  prepared: PreparedCredential,
  passwordIdentifiers: readonly string[],
  old: Credential | undefined,
): NewCredential {
  if (prepared.type === 'password')
    return { type: 'password', identifiers: passwordIdentifiers, config: prepared.config }
  const before = old?.config['providers']
  const known = Array.isArray(before) ? (before as readonly JsonObject[]) : []
  const added = prepared.providers.filter(
    (one) =>
      !known.some(
        (other) => other['provider'] === one.provider && other['subject'] === one.subject,
      ),
  )
  return {
    type: prepared.type,
    identifiers: [
      ...new Set([...(old?.identifiers ?? []), ...prepared.providers.map(providerIdentifier)]),
    ],
    config: { ...old?.config, providers: [...known, ...added.map(providerConfig)] },
  }
}

/**
 * What a provider calls somebody, as an identifier: exact, for subjects tell upper from lower case.
 */
export const providerIdentifier = ({
  provider,
  subject,
}: Pick<ImportedProvider, 'provider' | 'subject'>): string => `${provider}:${subject}`

function providerConfig({
  provider,
  subject,
  organization,
  useAutoLink,
}: ImportedProvider): JsonObject {
  return {
    provider,
    subject,
    ...(organization === undefined ? {} : { organization }),
    ...(useAutoLink === undefined ? {} : { use_auto_link: useAutoLink }),
  }
}
