// Credentials of the reference as ours. A row without content is no way to sign in: it only keeps
// identifiers.
import type { ForeignCipher } from '#crypto/foreign-ciphers.ts'
import type { Cipher } from '#crypto/cipher.ts'
import { hashFault } from '#crypto/foreign.ts'
import { purposes } from '#crypto/purposes.ts'
import type { Credential } from '#identity/credential.ts'
import {
  credentialTable,
  importableTypes,
  type CredentialType,
  type ImportableType,
  type ProviderType,
} from '#identity/credential-types.ts'
import { providerIdentifier } from '#identity/imports.ts'
import { distinct } from '#lib/distinct.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { LookupEncryption } from '#methods/lookup-secret/credential.ts'
import { identifierOf } from '#methods/passkey/parts.ts'
import { readAuthenticator } from '#methods/totp/authenticator.ts'
import type { TotpEncryption } from '#methods/totp/credential.ts'
import { canonical } from '#schema/canonical.ts'
import type { Loss } from './losses.ts'
import type { FoundCredential, FoundPerson } from './people.ts'
import { jsonOf, objectOf, objectsIn, timeOf } from './values.ts'

export type CredentialParts = {
  /** Ours. */
  readonly cipher: Cipher
  readonly totp: TotpEncryption
  readonly lookup: LookupEncryption
  /** Of the reference. */
  readonly foreign: ForeignCipher
}

type Content = {
  readonly config: JsonObject
  readonly version: number
  readonly identifiers: readonly string[]
}

type Case = {
  readonly id: string
  readonly config: JsonObject
  readonly identifiers: readonly string[]
  readonly parts: CredentialParts
  readonly lose: (kind: 'credential' | 'token', reason: string) => void
}

/** Undefined: nothing of it is kept. */
type Reader = (one: Case) => Content | undefined

const readers: { readonly [Type in ImportableType]: Reader } = {
  password({ config, identifiers, lose }) {
    const hash = config['hashed_password']
    const usesHook = config['use_password_migration_hook'] === true
    if (typeof hash !== 'string' || hash === '')
      return content(usesHook ? { use_password_migration_hook: true } : {}, identifiers)
    const fault = hashFault(hash)
    if (fault !== undefined)
      lose('credential', `this password cannot be checked, and has to be recovered: ${fault}`)
    return content(fault === undefined ? { hashed_password: hash } : {}, identifiers)
  },

  oidc: providers('oidc'),
  saml: providers('saml'),

  totp({ id, config, parts, lose }) {
    const url = config['totp_url']
    if (typeof url !== 'string' || url === '') return undefined
    if (readAuthenticator(url)) {
      const { identifiers, config: sealed } = parts.totp.credential(url, id, 0)
      return { identifiers, config: sealed, version: 0 }
    }
    lose('credential', 'the secret of the authenticator app is not of a known kind')
    return undefined
  },

  lookup_secret({ id, config, parts }) {
    const codes = objectsIn(config['recovery_codes']).flatMap(({ code, used_at: usedAt }) =>
      typeof code === 'string' && code !== ''
        ? [{ code, usedAt: timeOf(String(usedAt ?? '')) ?? null }]
        : [],
    )
    if (codes.length === 0) return undefined
    const { identifiers, config: sealed } = parts.lookup.credential(codes, id)
    return { identifiers, config: sealed, version: 0 }
  },

  webauthn({ config, identifiers }) {
    const keys = keysIn(config)
    return content(
      keys.length === 0 ? {} : { ...userHandle(config), credentials: keys },
      identifiers,
      1,
    )
  },

  passkey({ config, identifiers }) {
    const keys = keysIn(config).map((key) => ({ ...key, is_passwordless: true }))
    // NOTE each enrolment made a handle of its own; the content names only the last one
    return keys.length === 0
      ? undefined
      : {
          config: { ...userHandle(config), credentials: keys },
          identifiers: distinct([
            ...identifiers.map((one) => identifierOf(Buffer.from(one))),
            ...Object.values(userHandle(config)).map((one) =>
              identifierOf(Buffer.from(String(one), 'base64')),
            ),
          ]),
          version: 1,
        }
  },

  code({ config, identifiers }) {
    const found = objectsIn(config['addresses']).map(
      ({ channel, address_type: type, address }) => ({
        channel: channelOf(String(channel ?? type ?? 'email')),
        address: canonical(String(address ?? '')),
      }),
    )
    // NOTE in its first version the identifiers were all there was
    const addresses =
      found.length > 0
        ? found.filter(({ address }) => address !== '')
        : identifiers.map((one) => ({ channel: guessed(one), address: canonical(one) }))
    if (addresses.length === 0) return undefined
    return content({ addresses }, [...identifiers, ...addresses.map(({ address }) => address)], 1)
  },
}

/** The credentials of a person, at most one of each type. */
export function credentialsOf(
  { id, credentials }: FoundPerson,
  parts: CredentialParts,
  tell: (loss: Loss) => void,
): readonly Credential[] {
  const made = credentials.flatMap((one) => {
    const credential = credentialOf(one, id, parts, tell)
    return credential ? [credential] : []
  })
  return made.length < 2
    ? made
    : made.filter(({ type }, at) => made.findIndex((other) => other.type === type) === at)
}

function credentialOf(
  { type, row, identifiers }: FoundCredential,
  id: string,
  parts: CredentialParts,
  tell: (loss: Loss) => void,
): Credential | undefined {
  const config = configOf(row['config'])
  const known = importableTypes.find((one) => one === type)
  if (known === undefined) {
    if (Object.keys(config).length > 0)
      tell({
        kind: 'credential',
        person: id,
        what: type,
        reason: 'there is no such way to sign in here',
      })
    return undefined
  }
  const lose: Case['lose'] = (kind, reason) => tell({ kind, person: id, what: type, reason })
  const texts = identifiers.flatMap(({ identifier }) => (identifier ? [identifier] : []))
  const made = readers[known]({ id, config, identifiers: texts, parts, lose })
  if (made === undefined || isEmpty(known, made)) return undefined
  const createdAt = timeOf(row['created_at']) ?? 0
  return { type: known, ...made, createdAt, updatedAt: timeOf(row['updated_at']) ?? createdAt }
}

/** NOTE the first version had the list of providers alone */
export function configOf(text: string | null | undefined): JsonObject {
  const value = jsonOf(text)
  return Array.isArray(value) ? { providers: value as readonly Json[] } : objectOf(text)
}

/** Without content and without identifiers that it would reserve, nothing is left. */
const isEmpty = (type: CredentialType, { config, identifiers }: Content): boolean =>
  identifiers.length === 0 &&
  (Object.keys(config).length === 0 || credentialTable[type].identifiers === 'own')

const content = (config: JsonObject, identifiers: readonly string[], version = 0): Content => ({
  config,
  version,
  identifiers: distinct(identifiers.map(canonical)).filter((one) => one !== ''),
})

export const tokenNames = [
  'initial_id_token',
  'initial_access_token',
  'initial_refresh_token',
] as const

function providers(type: ProviderType): Reader {
  return ({ config, parts: { foreign, cipher }, lose }) => {
    const links = objectsIn(config['providers']).flatMap((found): readonly JsonObject[] => {
      const { provider, subject } = found
      if (typeof provider !== 'string' || typeof subject !== 'string') return []
      const tokens = tokenNames.flatMap((name): readonly [string, Json][] => {
        const stored = found[name]
        if (type !== 'oidc' || typeof stored !== 'string' || stored === '') return []
        const token = foreign.open(stored)
        if (token !== undefined)
          return [[name, cipher.encrypt(token, purposes.providerToken(provider, subject, name))]]
        lose('token', `${name} of a provider cannot be opened with any of the secrets`)
        return []
      })
      const kept = Object.entries(found).filter(([name]) => !tokenNames.some((one) => one === name))
      return [Object.fromEntries<Json>([...kept, ...tokens])]
    })
    if (links.length === 0) return undefined
    return {
      config: { providers: links },
      version: 0,
      identifiers: distinct(
        links.map(({ provider, subject }) =>
          providerIdentifier({ provider: String(provider), subject: String(subject) }),
        ),
      ),
    }
  }
}

const keysIn = (config: JsonObject): readonly JsonObject[] =>
  objectsIn(config['credentials']).filter(
    ({ id, public_key: key }) => typeof id === 'string' && typeof key === 'string',
  )

function userHandle({ user_handle: handle }: JsonObject): JsonObject {
  return typeof handle === 'string' && handle !== '' ? { user_handle: handle } : {}
}

/** NOTE the first versions wrote it into a column of fixed width, and called it a phone */
export const channelOf = (via: string): 'email' | 'sms' =>
  ['sms', 'phone'].includes(via.trim()) ? 'sms' : 'email'

const guessed = (identifier: string): 'email' | 'sms' =>
  identifier.startsWith('+') ? 'sms' : 'email'
