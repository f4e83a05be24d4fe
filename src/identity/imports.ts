// Imported credentials: passwords, in clear or as hashes, accounts at providers, and secrets.
import { hashFault } from '#crypto/foreign.ts'
import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import { credentialOf, type NewCredential } from './accounts.ts'
import { importableTypes, isProviderType, type ProviderType } from './credential-types.ts'
import type { Account } from './identity-store.ts'
import {
  prepareSecrets,
  type ImportedSecrets,
  type Importers,
  type PreparedSecret,
  type SecretType,
} from './imported-secrets.ts'

export type ImportParts = {
  readonly hasher: { hash(password: string): Promise<string> }
  readonly importers: Importers
}

/** `migration-hook`: another system has the hash, and a hook checks the first password. */
export type ImportedPassword =
  | { readonly kind: 'cleartext'; readonly password: string }
  | { readonly kind: 'hash'; readonly hash: string }
  | { readonly kind: 'migration-hook' }

/** An account at a provider; `subject` is the id of its owner there. */
export type ImportedProvider = {
  readonly provider: string
  readonly subject: string
  readonly organization?: string
  readonly useAutoLink?: boolean
}

export type ImportedCredentials = {
  readonly password?: ImportedPassword
} & { readonly [Type in ProviderType]?: readonly ImportedProvider[] } & {
  readonly [Type in SecretType]?: ImportedSecrets[Type]
}

/**
 * A credential that can be added to an account. The identifiers of a password come from the traits.
 */
export type PreparedCredential =
  | { readonly type: 'password'; readonly config: JsonObject }
  | { readonly type: ProviderType; readonly providers: readonly ImportedProvider[] }
  | PreparedSecret

/**
 * Hashes passwords that are in clear. Throws Refusal for a wrong hash, for a password that is too
 * long, and for a secret by which nobody could sign in.
 */
export async function prepareCredentials(
  { password, ...others }: ImportedCredentials,
  { hasher, importers }: ImportParts,
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
      const providers = others[type]
      return providers === undefined ? [] : [{ type, providers }]
    }),
    ...(await prepareSecrets(others, importers)),
  ]
}

/** Throws as `prepareCredentials`, and hashes nothing. */
export async function checkCredentials(
  { password, ...others }: ImportedCredentials,
  importers: Importers,
): Promise<void> {
  if (password?.kind === 'hash') preparePassword(password)
  await prepareSecrets(others, importers)
}

/** Throws Refusal for a hash of an unknown kind, or one that is too expensive to check. */
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

/** The credential of the account; imported provider accounts are added to those it has. */
export function importedCredential(
  prepared: PreparedCredential,
  passwordIdentifiers: readonly string[],
  account: Account,
): NewCredential {
  if ('credentialOf' in prepared) return prepared.credentialOf(account)
  const old = credentialOf(account, prepared.type)
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

/** The identifier of a provider account: exact, since subjects are case-sensitive. */
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
