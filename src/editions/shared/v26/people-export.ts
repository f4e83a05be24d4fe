// People as lines of JSON or as CSV. Nothing of it is secret: no credential has its contents.
import type { Found } from '#identity/search.ts'
import { csvRow } from '#lib/csv.ts'
import { valueAt } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { presentAdministered } from './present/administered.ts'

export const exportFormats = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
}

/** One person, as a search answers it. */
export const presentFound = ({ account, lastSignInAt }: Found, publicUrl: string) => ({
  ...presentAdministered(account, publicUrl),
  last_sign_in_at: lastSignInAt === undefined ? null : toRfc3339(lastSignInAt),
})

/** The text of an export, page by page. */
export async function* exportText(
  pages: AsyncIterable<readonly Found[]>,
  format: ExportFormat,
  { publicUrl, schemas }: { readonly publicUrl: string; readonly schemas: IdentitySchemas },
): AsyncGenerator<string> {
  const traits = traitNames(schemas)
  if (format === 'csv') yield `${csvRow([...columns.map(([name]) => name), ...traits])}\n`
  for await (const page of pages) {
    const lines = page.map((found) =>
      format === 'jsonl'
        ? JSON.stringify(presentFound(found, publicUrl))
        : csvRow([
            ...columns.map(([, of]) => of(found)),
            ...traits.map((name) =>
              valueAt(found.account.identity.traits, name.split('.').slice(1)),
            ),
          ]),
    )
    if (lines.length > 0) yield `${lines.join('\n')}\n`
  }
}

const columns: readonly (readonly [string, (found: Found) => unknown])[] = [
  ['id', ({ account }) => account.identity.id],
  ['schema_id', ({ account }) => account.identity.schemaId],
  ['state', ({ account }) => account.identity.state],
  ['external_id', ({ account }) => account.identity.externalId],
  ['organization_id', ({ account }) => account.identity.organizationId],
  ['created_at', ({ account }) => toRfc3339(account.identity.createdAt)],
  ['updated_at', ({ account }) => toRfc3339(account.identity.updatedAt)],
  [
    'last_sign_in_at',
    ({ lastSignInAt }) => (lastSignInAt === undefined ? undefined : toRfc3339(lastSignInAt)),
  ],
]

/** The paths of the traits of all schemas. */
const traitNames = (schemas: IdentitySchemas): readonly string[] => [
  ...new Set(schemas.list().flatMap(({ fields }) => fields.map(({ name }) => name))),
]
