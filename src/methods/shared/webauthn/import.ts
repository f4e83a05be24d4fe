// Takes over passkeys and security keys.
import { Refusal } from '#errors/refusal.ts'
import { credentialOf, type NewCredential } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import type { ImportedKey, ImportedKeys } from '#identity/imported-secrets.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { algorithms } from './options.ts'

/** In bytes (Web Authentication level 3, 4: user handle, credential id). */
const most = { id: 1023, handle: 64 }
/** Labels of a COSE key (RFC 9052, 7.1). */
const label = { kind: 1, algorithm: 3 }

/** Throws Refusal for a key that could not be checked. */
export async function checkKeys({ keys, userHandle }: ImportedKeys): Promise<void> {
  if (userHandle !== undefined && !isOfLength(userHandle, most.handle))
    throw refused('its user_handle must be base64 of 1 to 64 bytes')
  const ids = new Set(keys.map(({ id }) => bytesOf(id)?.toString('base64')))
  if (ids.size < keys.length) throw refused('two keys have the same id')
  for (const { id, publicKey, signCount } of keys) {
    if (!isOfLength(id, most.id)) throw refused('the id must be base64')
    if (!Number.isSafeInteger(signCount) || signCount < 0 || signCount > 0xff_ff_ff_ff)
      throw refused('sign_count must be a whole number of 32 bits')
    if (!(await isPublicKey(publicKey)))
      throw refused('the public_key must be a COSE key of a known algorithm, in base64')
  }
}

/** The keys that an account has, with these: one of the same id takes the place of the older. */
export function mergedKeys(
  type: 'passkey' | 'webauthn',
  account: Account,
  { keys, userHandle }: ImportedKeys,
  { isPasswordless, now }: { readonly isPasswordless: boolean; readonly now: Timestamp },
): Pick<NewCredential, 'config'> {
  const { credentials, ...config } = credentialOf(account, type)?.config ?? {}
  const before = (Array.isArray(credentials) ? credentials : []).filter(
    (one: unknown): one is JsonObject => isObject(one),
  )
  const added = keys.map((key) => stored(key, isPasswordless, now))
  const kept = before.filter((one) => !added.some(({ id }) => id === one['id']))
  const all = [...kept, ...added]
  const handle = userHandle === undefined ? undefined : bytesOf(userHandle)?.toString('base64')
  return {
    config:
      all.length === 0
        ? {}
        : { ...(handle === undefined ? {} : { user_handle: handle }), ...config, credentials: all },
  }
}

function stored(key: ImportedKey, isPasswordless: boolean, now: Timestamp): JsonObject {
  return {
    ...key.rest,
    id: bytesOf(key.id)?.toString('base64') ?? '',
    public_key: bytesOf(key.publicKey)?.toString('base64') ?? '',
    attestation_type: key.attestationType ?? 'none',
    authenticator: {
      aaguid: key.aaguid ?? Buffer.alloc(16).toString('base64'),
      sign_count: key.signCount,
      clone_warning: key.cloneWarning,
    },
    display_name: key.displayName,
    added_at: toRfc3339(key.addedAt ?? now),
    is_passwordless: key.isPasswordless ?? isPasswordless,
    ...(key.flags === undefined ? {} : { flags: key.flags }),
  }
}

/** The bytes of a text in base64 or base64url; undefined for any other. */
export function bytesOf(text: string): Buffer | undefined {
  return /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
}

function isOfLength(text: string, longest: number): boolean {
  const { length = 0 } = bytesOf(text) ?? {}
  return length > 0 && length <= longest
}

async function isPublicKey(text: string): Promise<boolean> {
  const bytes = bytesOf(text)
  if (!bytes || bytes.length > 4096) return false
  const { decodeCredentialPublicKey } = await import('@simplewebauthn/server/helpers')
  try {
    const key = decodeCredentialPublicKey(new Uint8Array(bytes)) as Pick<
      Map<number, unknown>,
      'get'
    >
    const algorithm = key.get(label.algorithm)
    return typeof key.get(label.kind) === 'number' && algorithms.some((one) => one === algorithm)
  } catch {
    return false
  }
}

export const refused = (why: string) =>
  new Refusal('bad-request', { reason: `The key cannot be taken: ${why}.` })
