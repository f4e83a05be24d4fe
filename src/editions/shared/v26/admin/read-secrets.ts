// Reads authenticator apps, backup codes and keys that are to be taken over.
import {
  secretTypes,
  type ImportedKey,
  type ImportedKeys,
  type ImportedSecrets,
  type SecretType,
} from '#identity/imported-secrets.ts'
import type { JsonObject } from '#lib/json.ts'
import {
  badRequest,
  booleanOf,
  configOf,
  fieldsOf,
  listOf,
  objectOf,
  textField,
  timeOf,
  valueOf,
  type Fields,
} from '../../fields.ts'

const most = { codes: 200, keys: 100, addresses: 20, transports: 20 }
const longest = { name: 1024, base64: 8192 }

const keyMembers = [
  'id',
  'public_key',
  'attestation_type',
  'display_name',
  'added_at',
  'is_passwordless',
  'flags',
  'authenticator',
  'transport',
  'attestation',
]
const flagNames = ['user_present', 'user_verified', 'backup_eligible', 'backup_state']

const readers: {
  readonly [Type in SecretType]: (credential: JsonObject, at: string) => ImportedSecrets[Type]
} = {
  totp(credential, at) {
    const url = textField(configOf(credential, ['totp_url'], at), 'totp_url')
    return { url: url ?? missing(`${at}.config.totp_url`) }
  },

  lookup_secret(credential, at) {
    const config = configOf(credential, ['codes'], at)
    return { codes: listOf(config, 'codes', readCode, most.codes) ?? [] }
  },

  webauthn: readKeys,
  passkey: readKeys,

  code(credential, at) {
    const config = configOf(credential, ['addresses'], at)
    return { addresses: listOf(config, 'addresses', readAddress, most.addresses) ?? [] }
  },
}

/** Those of the credentials whose methods store them in a form of their own. Throws Refusal. */
export const importedSecrets = (fields: Fields): Partial<ImportedSecrets> =>
  Object.fromEntries(
    secretTypes.flatMap((type) => {
      const given = objectOf(fields, type)
      return given === undefined ? [] : [[type, readers[type](given, `${fields.at}.${type}`)]]
    }),
  )

function readCode(entry: unknown, at: string) {
  const fields = fieldsOf(entry, ['code', 'used_at'], at)
  return {
    code: textField(fields, 'code', longest.name) ?? missing(`${at}.code`),
    usedAt: timeOf(fields, 'used_at'),
  }
}

function readAddress(entry: unknown, at: string) {
  const fields = fieldsOf(entry, ['channel', 'address'], at)
  return {
    channel: textField(fields, 'channel', longest.name) ?? 'email',
    address: textField(fields, 'address', longest.name) ?? missing(`${at}.address`),
  }
}

function readKeys(credential: JsonObject, at: string): ImportedKeys {
  const config = configOf(credential, ['credentials', 'user_handle'], at)
  return {
    keys: listOf(config, 'credentials', readKey, most.keys) ?? [],
    userHandle: textField(config, 'user_handle', longest.base64) || undefined,
  }
}

function readKey(entry: unknown, at: string): ImportedKey {
  const fields = fieldsOf(entry, keyMembers, at)
  const authenticator = fieldsOf(
    valueOf(fields, 'authenticator') ?? {},
    ['aaguid', 'sign_count', 'clone_warning'],
    `${at}.authenticator`,
  )
  const transport = listOf(fields, 'transport', readName, most.transports),
    attestation = objectOf(fields, 'attestation')
  return {
    id: textField(fields, 'id', longest.base64) ?? missing(`${at}.id`),
    publicKey: textField(fields, 'public_key', longest.base64) ?? missing(`${at}.public_key`),
    displayName: textField(fields, 'display_name', longest.name) ?? '',
    addedAt: timeOf(fields, 'added_at'),
    isPasswordless: booleanOf(fields, 'is_passwordless'),
    signCount: numberOf(authenticator, 'sign_count') ?? 0,
    cloneWarning: booleanOf(authenticator, 'clone_warning') ?? false,
    aaguid: textField(authenticator, 'aaguid', longest.name) || undefined,
    attestationType: textField(fields, 'attestation_type', longest.name) || undefined,
    flags: flagsOf(fields),
    rest: {
      ...(transport === undefined ? {} : { transport }),
      ...(attestation === undefined ? {} : { attestation }),
    },
  }
}

function flagsOf(fields: Fields): Readonly<Record<string, boolean>> | undefined {
  const given = objectOf(fields, 'flags')
  if (given === undefined) return undefined
  const flags = fieldsOf(given, flagNames, `${fields.at}.flags`)
  return Object.fromEntries(
    flagNames.flatMap((name) => {
      const value = booleanOf(flags, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function readName(entry: unknown, at: string): string {
  if (typeof entry !== 'string' || entry.length > longest.name)
    throw badRequest(`${at} must be text of at most ${longest.name} characters.`)
  return entry
}

function numberOf(fields: Fields, name: string): number | undefined {
  const value = valueOf(fields, name)
  if (value !== undefined && typeof value !== 'number')
    throw badRequest(`${fields.at}.${name} must be a number.`)
  return value
}

function missing(path: string): never {
  throw badRequest(`${path} is missing.`)
}
