// Imported credentials whose methods store them in a form of their own, and only they can read.
import type { Timestamp } from '#lib/time.ts'
import type { JsonObject } from '#lib/json.ts'
import type { NewCredential } from './accounts.ts'
import {
  importableTypes,
  isProviderType,
  type ImportableType,
  type ProviderType,
} from './credential-types.ts'
import type { Account } from './identity-store.ts'

/** A key of Web Authentication, as it is stored. */
export type ImportedKey = {
  /** The id, in base64. */
  readonly id: string
  /** A COSE key, in base64. */
  readonly publicKey: string
  readonly displayName: string
  readonly addedAt: Timestamp | undefined
  readonly isPasswordless: boolean | undefined
  readonly signCount: number
  readonly cloneWarning: boolean
  readonly aaguid: string | undefined
  readonly attestationType: string | undefined
  readonly flags: Readonly<Record<string, boolean>> | undefined
  /** Members that are kept as they are. */
  readonly rest: JsonObject
}

/** `userHandle`: in base64; what the authenticators have been told the person is called. */
export type ImportedKeys = {
  readonly keys: readonly ImportedKey[]
  readonly userHandle: string | undefined
}

export type ImportedSecrets = {
  /** An address `otpauth://totp/…`. */
  readonly totp: { readonly url: string }
  readonly lookup_secret: {
    readonly codes: readonly { readonly code: string; readonly usedAt: Timestamp | undefined }[]
  }
  readonly webauthn: ImportedKeys
  readonly passkey: ImportedKeys
  readonly code: {
    readonly addresses: readonly { readonly channel: string; readonly address: string }[]
  }
}
/** NOTE a new importable type is a type error below until it has its importer, or a way of its own */
export type SecretType = Exclude<ImportableType, ProviderType | 'password'>

export const secretTypes = importableTypes.filter(
  (type): type is SecretType => type !== 'password' && !isProviderType(type),
)

export type Importer<Imported> = {
  /** Throws Refusal for what could not be used to sign in. */
  check(imported: Imported): Promise<void>
  /** The credential of the account, with what it has already. Throws Refusal. */
  credential(imported: Imported, account: Account): NewCredential
}

export type Importers = { readonly [Type in SecretType]: Importer<ImportedSecrets[Type]> }

/** A credential that was checked. */
export type PreparedSecret = {
  readonly type: SecretType
  readonly credentialOf: (account: Account) => NewCredential
}

/** Throws Refusal. */
export async function prepareSecrets(
  imported: Partial<ImportedSecrets>,
  importers: Importers,
): Promise<readonly PreparedSecret[]> {
  const prepared: PreparedSecret[] = []
  for (const type of secretTypes) {
    const one = await prepareSecret(type, imported[type], importers[type])
    if (one) prepared.push(one)
  }
  return prepared
}

async function prepareSecret(
  type: SecretType,
  imported: unknown,
  importer: Importer<unknown>,
): Promise<PreparedSecret | undefined> {
  if (imported === undefined) return undefined
  await importer.check(imported)
  return { type, credentialOf: (account) => importer.credential(imported, account) }
}
