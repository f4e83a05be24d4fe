import { credentialTable } from '#identity/credential-types.ts'
import type { Credential } from '#identity/credential.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { DataPart } from '../part.ts'

/** Ways to sign in: what there is, and since when. No secret, no hash, no key, no token. */
export const credentials: DataPart = {
  name: 'credentials',
  tables: ['credentials'],
  one: async ({ account }) =>
    account.credentials.map((credential) => ({
      type: credential.type,
      identifiers: credential.identifiers,
      created_at: toRfc3339(credential.createdAt),
      updated_at: toRfc3339(credential.updatedAt),
      ...entriesOf(credential),
    })),
}

/** NOTE a list of what is shown: whatever a type stores besides stays where it is */
const shown = ['provider', 'subject', 'organization', 'display_name', 'added_at', 'is_passwordless']

function entriesOf({ type, config }: Credential): JsonObject {
  const list = credentialTable[type].entries?.list ?? 'providers'
  const entries = config[list]
  return Array.isArray(entries)
    ? {
        [list]: entries.filter(isObject).map((entry) =>
          Object.fromEntries(
            shown.flatMap((name) => {
              const value = entry[name]
              return typeof value === 'string' || typeof value === 'boolean' ? [[name, value]] : []
            }),
          ),
        ),
      }
    : {}
}
