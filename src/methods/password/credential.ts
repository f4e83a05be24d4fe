import { isObject, type JsonObject } from '#lib/json.ts'

/**
 * What is stored of a password. `usesMigrationHook`: another system has the hash, and a hook checks
 * the password at the first login.
 */
export type PasswordCredential = {
  readonly hashedPassword: string | undefined
  readonly usesMigrationHook: boolean
}

export function readPasswordCredential(
  config: JsonObject | undefined,
): PasswordCredential | undefined {
  if (!isObject(config)) return undefined
  const hash = config['hashed_password']
  return {
    hashedPassword: typeof hash === 'string' && hash !== '' ? hash : undefined,
    usesMigrationHook: config['use_password_migration_hook'] === true,
  }
}

export function passwordConfig(hashedPassword: string): JsonObject {
  return { hashed_password: hashedPassword }
}
