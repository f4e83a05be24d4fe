// Turns a JSON Patch of an identity's admin JSON into identity changes.
import { isDeepStrictEqual } from 'node:util'
import type { IdentityChanges } from '#identity/changes.ts'
import { preparePassword } from '#identity/imports.ts'
import type { Request } from '#http/route.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import {
  fieldsOf,
  jsonOf,
  objectOf,
  oneOf,
  textField,
  uuidOf,
  badRequest,
  booleanOf,
} from '../../fields.ts'
import { patchedCopy, readPatch, type PatchOperation } from './json-patch.ts'
import { maxExternalIdLength, readAddressStates, states } from './read-identity.ts'

export type IdentityPatch = { readonly id: string; readonly patch: readonly PatchOperation[] }

/** Reads a patch. Throws Refusal for operations on paths that cannot be patched. */
export function readIdentityPatch({ params, body }: Request): IdentityPatch {
  const patch = readPatch(jsonOf(body))
  const forbidden = patch.find(({ path }) => isForbidden(path))
  if (forbidden) throw badRequest(`/${forbidden.path.join('/')} cannot be patched.`)
  return { id: (params['id'] ?? '').toLowerCase(), patch }
}

/**
 * Of the credentials only the password's config can be patched; credentials are removed by an
 * operation of their own. Names count in any case: who writes `/Credentials` is not told that
 * something was stored.
 */
function isForbidden([name = '', type, part]: readonly string[]): boolean {
  const first = name.toLowerCase()
  if (first === 'credentials') return name !== first || type !== 'password' || part !== 'config'
  return first === 'id' || first === 'state_changed_at' || first === 'statechangedat'
}

/**
 * The changes that a patch makes. `document`: the identity's admin JSON with the password's config.
 * Throws Refusal.
 */
export function changesOf(document: JsonObject, patch: readonly PatchOperation[]): IdentityChanges {
  const after = patchedCopy(document, patch)
  const differs = (name: string) => !isDeepStrictEqual(document[name], after[name])
  const fields = { at: '', values: after }
  return {
    ...(differs('schema_id')
      ? { schemaId: textField(fields, 'schema_id') ?? missing('schema_id') }
      : {}),
    ...(differs('traits') ? { traits: objectOf(fields, 'traits') ?? missing('traits') } : {}),
    ...(differs('state') ? { state: oneOf(fields, 'state', states) ?? missing('state') } : {}),
    ...(differs('external_id')
      ? { externalId: textField(fields, 'external_id', maxExternalIdLength) || null }
      : {}),
    ...(differs('organization_id')
      ? { organizationId: uuidOf(fields, 'organization_id') ?? null }
      : {}),
    ...(differs('metadata_public') ? { metadataPublic: after['metadata_public'] ?? null } : {}),
    ...(differs('metadata_admin') ? { metadataAdmin: after['metadata_admin'] ?? null } : {}),
    ...(differs('verifiable_addresses') ? { addressStates: readAddressStates(fields) } : {}),
    ...(isDeepStrictEqual(passwordOf(document), passwordOf(after))
      ? {}
      : passwordChange(passwordOf(after))),
  }
}

function missing(name: string): never {
  throw badRequest(`${name} cannot be removed.`)
}

function passwordOf(document: JsonObject): unknown {
  const { credentials } = document
  return isObject(credentials) && isObject(credentials['password'])
    ? credentials['password']['config']
    : undefined
}

function passwordChange(config: unknown): Pick<IdentityChanges, 'credentials' | 'withoutPassword'> {
  const fields = fieldsOf(
    config ?? {},
    ['hashed_password', 'use_password_migration_hook'],
    'credentials.password.config',
  )
  const hash = textField(fields, 'hashed_password') || undefined
  if (hash !== undefined) return { credentials: [preparePassword({ kind: 'hash', hash })] }
  return booleanOf(fields, 'use_password_migration_hook') === true
    ? { credentials: [preparePassword({ kind: 'migration-hook' })] }
    : { withoutPassword: true }
}
