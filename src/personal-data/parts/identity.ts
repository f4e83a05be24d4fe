// The account in the format that an import takes, its schema, and what an import does not need.
import { describeAccount } from '#identity/import-format.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { DataPart } from '../part.ts'

export const identity: DataPart = {
  name: 'identity',
  tables: ['identities', 'credentials'],
  one: async ({ account, withCredentials, withAdminMetadata }) =>
    describeAccount(
      withAdminMetadata
        ? account
        : { ...account, identity: { ...account.identity, metadataAdmin: null } },
      withCredentials,
    ),
}

export const account: DataPart = {
  name: 'account',
  tables: ['identities'],
  one: async ({ account: { identity: of } }) => ({
    created_at: toRfc3339(of.createdAt),
    updated_at: toRfc3339(of.updatedAt),
    state_changed_at: toRfc3339(of.stateChangedAt),
  }),
}

export const schema: DataPart = {
  name: 'schema',
  tables: [],
  one: async ({ account: { identity: of } }, { schemas }) => schemas().find(of.schemaId)?.raw,
}
