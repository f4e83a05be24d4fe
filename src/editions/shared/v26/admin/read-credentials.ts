// Reads credentials that are to be taken over.
import { importableTypes, isProviderType } from '#identity/credential-types.ts'
import type { ImportedCredentials, ImportedPassword, ImportedProvider } from '#identity/imports.ts'
import type { JsonObject } from '#lib/json.ts'
import {
  badRequest,
  booleanOf,
  configOf,
  fieldsOf,
  listOf,
  objectOf,
  textField,
  type Fields,
} from '../../fields.ts'
import { importedSecrets } from './read-secrets.ts'

/** Reads credentials to be taken over. `at`: their path in the body. Throws Refusal. */
export function importedCredentials(value: JsonObject, at: string): ImportedCredentials {
  const fields = fieldsOf(value, importableTypes, at)
  const password = objectOf(fields, 'password')
  const accounts = importableTypes
    .filter(isProviderType)
    .map((type) => [type, objectOf(fields, type)] as const)
  return {
    ...(password === undefined
      ? {}
      : {
          password: importedPassword(
            configOf(
              password,
              ['password', 'hashed_password', 'use_password_migration_hook'],
              `${at}.password`,
            ),
          ),
        }),
    ...Object.fromEntries(
      accounts.flatMap(([type, given]) =>
        given === undefined ? [] : [[type, importedProviders(given, `${at}.${type}`)]],
      ),
    ),
    ...importedSecrets(fields),
  }
}

function importedPassword(config: Fields): ImportedPassword {
  const password = textField(config, 'password', 1_000_000) || undefined,
    hash = textField(config, 'hashed_password') || undefined
  const usesMigrationHook = booleanOf(config, 'use_password_migration_hook') ?? false
  const given = [password, hash, usesMigrationHook || undefined].filter((one) => one !== undefined)
  if (given.length !== 1)
    throw badRequest(
      `${config.at} must have one of password, hashed_password and use_password_migration_hook.`,
    )
  return password !== undefined
    ? { kind: 'cleartext', password }
    : hash !== undefined
      ? { kind: 'hash', hash }
      : { kind: 'migration-hook' }
}

function importedProviders(credential: JsonObject, at: string): readonly ImportedProvider[] {
  const config = configOf(credential, ['providers'], at)
  return (
    listOf(
      config,
      'providers',
      (entry, place) => {
        const fields = fieldsOf(
          entry,
          ['provider', 'subject', 'organization', 'use_auto_link'],
          place,
        )
        const provider = textField(fields, 'provider', 255),
          subject = textField(fields, 'subject', 1024)
        const organization = textField(fields, 'organization', 255),
          useAutoLink = booleanOf(fields, 'use_auto_link')
        // NOTE as published, both may be missing; such an entry signs nobody in
        return {
          provider: provider ?? '',
          subject: subject ?? '',
          ...(organization ? { organization } : {}),
          ...(useAutoLink === undefined ? {} : { useAutoLink }),
        }
      },
      100,
    ) ?? []
  )
}
