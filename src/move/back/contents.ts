// Credentials as the reference stores them.
import type { Cipher } from '#crypto/cipher.ts'
import {
  foreignAlgorithms,
  type ForeignAlgorithm,
  type ForeignSeal,
} from '#crypto/foreign-ciphers.ts'
import { purposes } from '#crypto/purposes.ts'
import {
  credentialTable,
  importableTypes,
  type ImportableType,
} from '#identity/credential-types.ts'
import type { Credential } from '#identity/credential.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import type { LookupEncryption } from '#methods/lookup-secret/credential.ts'
import { handleOf } from '#methods/passkey/parts.ts'
import { readTotpCredential, type TotpEncryption } from '#methods/totp/credential.ts'
import { tokenNames } from '../credentials.ts'
import type { KeptRow } from '../kept.ts'
import { objectOf, objectsIn, timeOf } from '../values.ts'

export type ContentParts = {
  /** Ours. */
  readonly cipher: Cipher
  readonly totp: TotpEncryption
  readonly lookup: LookupEncryption
  /** Of the reference; `before`: how it was enciphered there, where that is known. */
  readonly seal: (before: ForeignAlgorithm | undefined) => ForeignSeal
}

export type Content = {
  readonly config: JsonObject
  readonly version: number
  readonly identifiers: readonly string[]
}

type Lose = (kind: 'credential' | 'token', reason: string) => void
type Case = {
  readonly credential: Credential
  /** Of the row that it was brought from. */
  readonly kept: KeptRow | undefined
  readonly identityId: string
  readonly parts: ContentParts
  readonly lose: Lose
}

type Writer = (one: Case) => Pick<Content, 'config'> & Partial<Content>

const plain: Writer = ({ credential: { config } }) => ({ config })
const withKeys: Writer = ({ credential: { config } }) => ({
  config,
  // NOTE in version 0 the user handle was always the id of the identity
  version: config['user_handle'] === undefined ? 0 : 1,
})

const writers: { readonly [Type in ImportableType]: Writer } = {
  password: ({ credential: { config } }) => ({
    config:
      config['use_password_migration_hook'] === true
        ? { hashed_password: '', ...config }
        : { ...config },
  }),

  oidc: ({ credential: { config }, kept, parts, lose }) => ({
    config: {
      providers: objectsIn(config['providers']).map((one) =>
        kept?.['tokens'] === 'none' && !tokenNames.some((name) => name in one)
          ? one
          : linkOf(one, kept?.['tokens'], parts, lose),
      ),
    },
  }),
  saml: plain,

  totp({ credential, identityId, parts, lose }) {
    const stored = readTotpCredential(credential.config)
    const url = stored && parts.totp.tryDecrypt(stored, identityId)
    if (url === undefined) lose('credential', unreadable)
    return { config: url === undefined ? {} : { totp_url: url } }
  },

  lookup_secret({ credential, identityId, parts, lose }) {
    const codes = parts.lookup.tryDecrypt(credential, identityId)
    if (codes === undefined) lose('credential', unreadable)
    const used = (at: Timestamp | null) => (at === null ? null : shortest(at))
    return {
      config:
        codes === undefined
          ? {}
          : { recovery_codes: codes.map(({ code, usedAt }) => ({ code, used_at: used(usedAt) })) },
    }
  },

  webauthn: withKeys,
  passkey: (one) => ({
    ...withKeys(one),
    version: 1,
    identifiers: one.credential.identifiers.map((identifier) =>
      Buffer.from(handleOf(identifier), 'base64url').toString('utf8'),
    ),
  }),
  code: ({ credential: { config } }) => ({ config, version: 1 }),
}

const unreadable = 'it was encrypted with a key that is not configured any more'

/** Whole seconds stand without a fraction. */
const shortest = (at: Timestamp): string => toRfc3339(at).replace(/\.?0*Z$/, 'Z')

/** An account at a provider, with its tokens; there is always a text, which may be empty. */
function linkOf(
  link: JsonObject,
  before: string | undefined,
  { cipher, seal }: ContentParts,
  lose: Lose,
): JsonObject {
  const { provider, subject } = link
  const sealed = seal(foreignAlgorithms.find((one) => one === before))
  const tokens = tokenNames.map((name): readonly [string, Json] => {
    const stored = link[name]
    if (typeof stored !== 'string' || stored === '') return [name, '']
    const purpose = purposes.providerToken(String(provider), String(subject), name)
    const token = cipher.decrypt(stored, purpose)
    if (token === undefined) lose('token', `${name} of a provider: ${unreadable}`)
    return [name, token === undefined ? '' : sealed(token)]
  })
  return { ...link, ...Object.fromEntries(tokens) }
}

/** What stood there besides what was brought, as long as nothing has changed. */
function asBefore(made: ReturnType<Writer>, { credential, kept }: Case): ReturnType<Writer> {
  if (kept === undefined || timeOf(kept['updated_at']) !== credential.updatedAt) return made
  const isEmpty = Object.keys(made.config).length === 0
  return {
    ...made,
    version: Number(kept['version'] ?? made.version ?? 0),
    config: isEmpty && kept['config'] !== undefined ? objectOf(kept['config']) : made.config,
  }
}

/** Undefined where there is nothing to be written: neither a content nor identifiers. */
export function contentOf(one: Case): Content | undefined {
  const { credential } = one
  const type = importableTypes.find((known) => known === credential.type)
  if (type === undefined) return undefined
  const made = asBefore(writers[type](one), one)
  const hasContent = Object.keys(made.config).length > 0,
    reserves = credential.identifiers.length > 0 && credentialTable[type].identifiers === 'traits'
  if (!hasContent && !reserves) return undefined
  return { version: 0, identifiers: credential.identifiers, ...made }
}
