// Few identities belong to an organization: the index has only those, where the dialect supports
// it.
import { buildIndex } from './change-index.ts'
import type { Migration } from './migration.ts'

const index = 'pallas_identities_of_organization'

export const organizations: Migration = {
  name: '0008-organizations',
  steps: [
    {
      name: 'members only',
      statements: (options) =>
        options.dialect === 'mysql'
          ? []
          : buildIndex(
              index,
              'pallas_identities (organization_id_digest, id) WHERE organization_id_digest IS NOT NULL',
              options,
            ),
    },
  ],
}
