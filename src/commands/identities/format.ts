// The import and export format: one identity per line, as the JSON body of the admin API's create
// operation plus the id.
import { isUtf8 } from 'node:buffer'
import { newIdentity } from '#editions/newest.ts'
import { isUuid, badRequest } from '#editions/shared/fields.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { readBody } from '#http/body.ts'
import { isProviderType, type CredentialType } from '#identity/credential-types.ts'
import { Conflict, type Account } from '#identity/identity-store.ts'
import type { NewIdentity } from '#identity/prepare.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import { createMessageRenderer } from '#messages/render.ts'
import type { Line } from './read-lines.ts'

const render = createMessageRenderer()

/** Parses a line. Throws Refusal when it is not the description of an identity. */
export async function readLine(line: Line): Promise<NewIdentity> {
  if ('fault' in line) throw badRequest(`The line cannot be read: ${line.fault}.`)
  if (!isUtf8(line.bytes)) throw badRequest('The line cannot be read: it is not in UTF-8.')
  const body = await readBody(line.bytes, 'application/json')
  if (body.kind !== 'json') throw badRequest('The line is not JSON, or nested too deeply.')
  const identity = readDescription(body.value)
  return line.isTable ? { ...identity, traitsAreTexts: true } : identity
}

/** Parses a JSON value. Throws Refusal when it is not the description of an identity. */
export function readDescription(value: unknown): NewIdentity {
  if (!isObject(value)) throw badRequest('The line must be a JSON object.')
  const { id, ...rest } = value
  const identity = newIdentity(rest, '')
  if (id === undefined || id === null) return identity
  if (typeof id !== 'string' || !isUuid(id)) throw badRequest('id must be a UUID.')
  return { ...identity, id: id.toLowerCase() }
}

/** Why a line is refused; undefined when the error is not caused by the line's content. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof Conflict) return error.message
  if (error instanceof InvalidInput)
    return error.problems
      .map(({ field, message }) =>
        field === undefined ? render(message).text : `${field}: ${render(message).text}`,
      )
      .join(' ')
  return error instanceof Refusal && error.kind !== 'unavailable' && error.kind !== 'misconfigured'
    ? (error.reason ?? error.message)
    : undefined
}

/**
 * An account in import format. `withCredentials`: include hashed passwords and provider accounts.
 */
export function writeLine(
  { identity, credentials }: Account,
  withCredentials: boolean,
): JsonObject {
  const { verifiableAddresses, recoveryAddresses } = identity
  const exported = withCredentials
    ? Object.fromEntries(credentials.flatMap(({ type, config }) => writeCredential(type, config)))
    : {}
  return {
    id: identity.id,
    schema_id: identity.schemaId,
    traits: identity.traits,
    state: identity.state,
    ...(identity.externalId === undefined ? {} : { external_id: identity.externalId }),
    ...(identity.organizationId === undefined ? {} : { organization_id: identity.organizationId }),
    ...(identity.metadataPublic === null ? {} : { metadata_public: identity.metadataPublic }),
    ...(identity.metadataAdmin === null ? {} : { metadata_admin: identity.metadataAdmin }),
    ...(verifiableAddresses.length === 0
      ? {}
      : {
          verifiable_addresses: verifiableAddresses.map(
            ({ value, via, verified, status, verifiedAt }) => ({
              value,
              via,
              verified,
              status,
              ...(verifiedAt === undefined ? {} : { verified_at: toRfc3339(verifiedAt) }),
            }),
          ),
        }),
    ...(recoveryAddresses.length === 0
      ? {}
      : { recovery_addresses: recoveryAddresses.map(({ value, via }) => ({ value, via })) }),
    ...(Object.keys(exported).length === 0 ? {} : { credentials: exported }),
  }
}

const passwordKeys = ['hashed_password', 'use_password_migration_hook']
const providerKeys = ['provider', 'subject', 'organization', 'use_auto_link']

function writeCredential(
  type: CredentialType,
  config: JsonObject,
): readonly (readonly [string, JsonObject])[] {
  if (type === 'password') {
    const known = pick(config, passwordKeys)
    return Object.keys(known).length === 0 ? [] : [[type, { config: known }]]
  }
  const { providers } = config
  if (!isProviderType(type) || !Array.isArray(providers)) return []
  return [
    [
      type,
      {
        config: {
          providers: (providers as readonly Json[])
            .filter((one): one is JsonObject => isObject(one))
            .map((one) => pick(one, providerKeys)),
        },
      },
    ],
  ]
}

const pick = (value: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    keys.flatMap((key) =>
      value[key] === undefined || value[key] === '' || value[key] === false
        ? []
        : [[key, value[key]]],
    ),
  )
