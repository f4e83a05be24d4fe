import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import type { Accounts } from '#identity/accounts.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import { providerIdentifier } from '#identity/imports.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { AuthenticationMethod } from '#session/session.ts'
import { textAt } from './claims.ts'
import type { Provider, Tokens } from './provider.ts'

/**
 * An account at a provider as it is stored. The subject is the id of the user at the provider;
 * tokens are encrypted.
 */
export type Link = {
  readonly provider: string
  readonly subject: string
  readonly organization: string | undefined
  readonly usesAutoLink: boolean
}

const tokenNames = {
  initial_id_token: 'idToken',
  initial_access_token: 'accessToken',
  initial_refresh_token: 'refreshToken',
} as const satisfies Record<string, keyof Tokens>

/** The purpose that an encrypted token is bound to: whose it is, and which. */
const purposeOf = (link: JsonObject, name: string) =>
  purposes.providerToken(textAt(link, 'provider') ?? '', textAt(link, 'subject') ?? '', name)

const entriesOf = (config: JsonObject | undefined): readonly JsonObject[] => {
  const providers = config?.['providers']
  return Array.isArray(providers)
    ? (providers as readonly unknown[]).filter((one): one is JsonObject => isObject(one))
    : []
}

const read = (entry: JsonObject): Link => ({
  provider: textAt(entry, 'provider') ?? '',
  subject: textAt(entry, 'subject') ?? '',
  organization:
    typeof entry['organization'] === 'string' && entry['organization'] !== ''
      ? entry['organization']
      : undefined,
  usesAutoLink: entry['use_auto_link'] === true,
})

export const linksOf = (account: Account): readonly Link[] =>
  entriesOf(credentialOf(account, 'oidc')?.config).map(read)

/** A link with its tokens encrypted. */
export function newLink(
  { settings: { id, organizationId } }: Provider,
  subject: string,
  tokens: Tokens,
  cipher: Cipher,
): JsonObject {
  const link: JsonObject = {
    provider: id,
    subject,
    ...(organizationId === undefined ? {} : { organization: organizationId }),
  }
  const encrypted = Object.entries(tokenNames).flatMap(([name, key]) =>
    tokens[key] === undefined ? [] : [[name, cipher.encrypt(tokens[key], purposeOf(link, name))]],
  )
  return { ...link, ...(Object.fromEntries(encrypted) as JsonObject) }
}

/**
 * The account with the link. It replaces an older link of the same user, and the permission to link
 * automatically.
 */
export function withLink(accounts: Accounts, account: Account, link: JsonObject): Account {
  const { provider, subject } = read(link)
  const others = entriesOf(credentialOf(account, 'oidc')?.config).filter((one) => {
    const other = read(one)
    return other.provider !== provider || (other.subject !== subject && !other.usesAutoLink)
  })
  return withLinks(accounts, account, [...others, link])
}

/** The account without its links to a provider. */
export function withoutLinks(accounts: Accounts, account: Account, provider: string): Account {
  return withLinks(
    accounts,
    account,
    entriesOf(credentialOf(account, 'oidc')?.config).filter(
      (one) => read(one).provider !== provider,
    ),
  )
}

function withLinks(accounts: Accounts, account: Account, links: readonly JsonObject[]): Account {
  return accounts.withCredential(account, {
    type: 'oidc',
    identifiers: [...new Set(links.map((one) => providerIdentifier(read(one))))],
    config: { ...credentialOf(account, 'oidc')?.config, providers: links },
  })
}

/** Whether one of the links is to a configured provider. */
export function hasConfiguredProvider(
  { config }: Credential,
  providers: readonly Provider[],
): boolean {
  return entriesOf(config).some((one) =>
    providers.some(({ settings }) => settings.id === read(one).provider),
  )
}

export function proofOf(link: JsonObject, now: Timestamp): AuthenticationMethod {
  const { provider, organization } = read(link)
  return {
    method: 'oidc',
    aal: 'aal1',
    completedAt: now,
    provider,
    ...(organization === undefined ? {} : { organization }),
  }
}

/**
 * What administrators see of the credential: tokens decrypted, as far as their keys are configured.
 */
export function withDecryptedTokens({ config }: Credential, cipher: Cipher): JsonObject {
  const decrypted = (entry: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(entry).flatMap(([name, value]): [string, JsonObject[string]][] => {
        if (!(name in tokenNames) || typeof value !== 'string') return [[name, value]]
        const token = cipher.decrypt(value, purposeOf(entry, name))
        return token === undefined ? [] : [[name, token]]
      }),
    )
  return { ...config, providers: entriesOf(config).map(decrypted) }
}
