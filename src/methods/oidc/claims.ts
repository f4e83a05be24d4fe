import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import type { AuthenticationMethod } from '#session/session.ts'
import { Untrusted } from './errors.ts'

/** What a provider tells of a user. `subject` is never empty. */
export type Claims = { readonly issuer: string; readonly subject: string; readonly all: JsonObject }

/**
 * Claims that mappers find under these names (OpenID Connect Core 1.0, 5.1); all others are in
 * `raw_claims`.
 */
const standard = [
  'iss',
  'sub',
  'name',
  'given_name',
  'family_name',
  'last_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'email_verified',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'phone_number_verified',
  'updated_at',
  'hd',
  'team',
  'nonce_supported',
  'acr',
  'amr',
] as const
const flags: readonly string[] = ['email_verified', 'phone_number_verified', 'nonce_supported']
/** No provider has longer subjects; they become part of identifiers. */
const maxSubjectLength = 255

/** Throws Untrusted for claims without a subject. */
export function readClaims(all: JsonObject, issuer: string): Claims {
  const value = all['sub']
  const subject =
    typeof value === 'string'
      ? value
      : typeof value === 'number' && Number.isSafeInteger(value)
        ? String(value)
        : ''
  if (subject.trim() === '') throw new Untrusted('The provider does not say who it is.')
  if (subject.length > maxSubjectLength)
    throw new Untrusted('What the provider calls this person is too long.')
  return { issuer, subject, all: { ...all, iss: issuer, sub: subject } }
}

/**
 * Claims as they are given to a mapper: standard claims by name, flags as booleans, without empty
 * values, and all claims as received in `raw_claims`.
 */
export function mapperClaims({ all }: Claims): JsonObject {
  const known: Record<string, Json> = {}
  for (const name of standard) {
    const value = flags.includes(name) ? flag(all[name]) : all[name]
    if (value !== undefined && value !== null && value !== '') known[name] = value
  }
  const at = known['updated_at']
  if (typeof at === 'string') {
    const seconds = Math.floor(Date.parse(at) / 1000)
    if (Number.isNaN(seconds)) delete known['updated_at']
    else known['updated_at'] = seconds
  }
  return { ...known, raw_claims: all }
}

/** Some providers send true and false as text. */
function flag(value: Json | undefined): Json | undefined {
  return value === 'true'
    ? true
    : value === 'false'
      ? false
      : value === true || value === false
        ? value
        : undefined
}

/** How somebody has signed in at the provider, as far as it says so. */
export type UpstreamProof = Pick<AuthenticationMethod, 'upstreamAcr' | 'upstreamAmr'>

/** No provider has more methods, or longer names of them; they are stored with the session. */
const longest = { name: 512, list: 50 }

/** Reads `acr` and `amr` (OpenID Connect Core 1.0, 2). */
export function upstreamProofOf({ all: { acr, amr } }: Claims): UpstreamProof {
  const methods = (Array.isArray(amr) ? (amr as readonly Json[]) : [amr])
    .filter(isShort)
    .slice(0, longest.list)
  return {
    ...(isShort(acr) ? { upstreamAcr: acr } : {}),
    ...(methods.length > 0 ? { upstreamAmr: methods } : {}),
  }
}

const isShort = (value: Json | undefined): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longest.name

/** A response of a provider as an object. Throws Untrusted for anything else. */
export function objectOf(value: unknown): JsonObject {
  if (!isObject(value)) throw new Untrusted('The provider did not answer with an object.')
  return value as JsonObject
}

/** The text at a path in a response, numbers as text; undefined when there is none. */
export function textAt(
  value: Json | undefined,
  ...path: readonly (string | number)[]
): string | undefined {
  const found = path.reduce<unknown>(
    (place, key) =>
      Array.isArray(place) || isObject(place)
        ? (place as Record<string | number, unknown>)[key]
        : undefined,
    value,
  )
  return typeof found === 'string' && found !== ''
    ? found
    : typeof found === 'number'
      ? String(found)
      : undefined
}

/** The claims without those that are undefined. */
export function withoutUndefined(claims: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(claims).filter(
      (entry): entry is [string, Json] =>
        entry[1] !== undefined && entry[1] !== null && entry[1] !== '',
    ),
  )
}
