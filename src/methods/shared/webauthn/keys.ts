// How passkeys and security keys are stored.
import { credentialOf, type NewCredential } from '#identity/accounts.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import type { NewKey, Use } from './ceremony.ts'

/** A registered key. */
export type Key = {
  /** In base64url, as authenticators send it. */
  readonly id: string
  /** A COSE key. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly signCount: number
  /** Undefined for a key of a time when it was not stored. */
  readonly backupEligible: boolean | undefined
  readonly displayName: string
  readonly addedAt: Timestamp
  /** Whether it is enough to sign in; otherwise it is a second factor. */
  readonly isPasswordless: boolean
  /** As it is in the database. */
  readonly stored: JsonObject
}

/** The keys of a credential; entries that cannot be read are left out. */
export function keysOf(credential: Pick<Credential, 'config'> | undefined): readonly Key[] {
  return entriesOf(credential?.config).flatMap((stored) => {
    const { id, public_key: publicKey, authenticator, flags } = stored
    if (typeof id !== 'string' || typeof publicKey !== 'string') return []
    const signCount = isObject(authenticator) ? authenticator['sign_count'] : 0
    const eligible = isObject(flags) ? flags['backup_eligible'] : undefined
    const addedAt = Date.parse(textIn(stored, 'added_at'))
    return [
      {
        id: Buffer.from(id, 'base64').toString('base64url'),
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')),
        signCount: typeof signCount === 'number' ? signCount : 0,
        backupEligible: typeof eligible === 'boolean' ? eligible : undefined,
        displayName: textIn(stored, 'display_name'),
        addedAt: Number.isNaN(addedAt) ? 0 : addedAt,
        isPasswordless: stored['is_passwordless'] === true,
        stored,
      },
    ]
  })
}

/** The user handle that the credential has, in base64url; undefined where it has none. */
function userHandleOf(credential: Pick<Credential, 'config'> | undefined): string | undefined {
  const handle = credential?.config['user_handle']
  return typeof handle === 'string' && handle !== ''
    ? Buffer.from(handle, 'base64').toString('base64url')
    : undefined
}

/**
 * The user handle of all security keys of an account, in base64url: the bytes of its id, if none is
 * stored.
 */
export const securityKeyHandleOf = (account: Account): string =>
  userHandleOf(credentialOf(account, 'webauthn')) ??
  Buffer.from(account.identity.id.replaceAll('-', ''), 'hex').toString('base64url')

export type KeyNaming = {
  readonly displayName: string
  readonly isPasswordless: boolean
  readonly addedAt: Timestamp
}

/** The content of a credential with a new key; `userHandle` in base64url. */
export function withKey(
  config: JsonObject,
  key: NewKey,
  userHandle: string,
  { displayName, isPasswordless, addedAt }: KeyNaming,
): JsonObject {
  const added: JsonObject = {
    id: base64(Buffer.from(key.id, 'base64url')),
    public_key: base64(key.publicKey),
    attestation_type: 'none',
    authenticator: { aaguid: base64(key.aaguid), sign_count: key.signCount, clone_warning: false },
    display_name: displayName,
    added_at: toRfc3339(addedAt),
    is_passwordless: isPasswordless,
    flags: flagsOf(key),
  }
  return {
    ...config,
    credentials: [...entriesOf(config), added],
    user_handle: base64(Buffer.from(userHandle, 'base64url')),
  }
}

/** The content of a credential without a key. */
export function withoutKey(config: JsonObject, { stored }: Pick<Key, 'stored'>): JsonObject {
  return { ...config, credentials: entriesOf(config).filter((one) => one !== stored) }
}

/** The credential after a use of one of its keys: its counter and flags are those of the use. */
export const used = (credential: Credential, key: Key, use: Use): NewCredential =>
  changed(credential, key, {
    ...key.stored,
    authenticator: { ...authenticatorOf(key), sign_count: use.signCount },
    flags: flagsOf(use),
  })

/** The credential with the note that somebody may have a copy of one of its keys. */
export const suspected = (credential: Credential, key: Key): NewCredential =>
  changed(credential, key, {
    ...key.stored,
    authenticator: { ...authenticatorOf(key), clone_warning: true },
  })

function changed(credential: Credential, key: Key, next: JsonObject): NewCredential {
  return {
    type: credential.type,
    identifiers: credential.identifiers,
    version: credential.version,
    config: {
      ...credential.config,
      credentials: entriesOf(credential.config).map((one) => (one === key.stored ? next : one)),
    },
  }
}

const authenticatorOf = ({ stored: { authenticator } }: Key): JsonObject =>
  isObject(authenticator) ? authenticator : {}

function entriesOf(config: JsonObject | undefined): readonly JsonObject[] {
  const entries = config?.['credentials']
  return Array.isArray(entries)
    ? entries.filter((one: unknown): one is JsonObject => isObject(one))
    : []
}

const flagsOf = (of: Pick<Use, 'userVerified' | 'backupEligible' | 'backedUp'>): JsonObject => ({
  user_present: true,
  user_verified: of.userVerified,
  backup_eligible: of.backupEligible,
  backup_state: of.backedUp,
})

const textIn = (of: JsonObject, name: string): string => {
  const value = of[name]
  return typeof value === 'string' ? value : ''
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
