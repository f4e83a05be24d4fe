// The owners of values that must be unique. Rows are found by the digest of the value; the rows of
// one value are neighbours, so that storing them changes one place of the index.
import type { Selectable } from 'kysely'
import type { Account, ConflictSubject, PackedTable } from '#identity/identity-store.ts'
import { valuesOf } from './chunks.ts'
import type { UniqueValuesTable } from './tables/unique-values.ts'
import { digest, toKey } from './text.ts'

export const uniqueValuesTable = 'pallas_lookups'

export type UniqueValueRow = Selectable<UniqueValuesTable>

/**
 * The kinds of values: identifiers of credentials, and addresses; each continues with the type or
 * the channel.
 */
const prefixes = { identifier: 'c:', verifiable: 'v:', recovery: 'r:' } as const
export type UniqueValueSort = keyof typeof prefixes

export const uniqueValueKind = (sort: UniqueValueSort, detail: string): string =>
  `${prefixes[sort]}${detail}`

/** The kinds of a sort are in this range: from the first on, before the second. */
export const kindsOf = (sort: UniqueValueSort): readonly [string, string] => [
  prefixes[sort],
  `${prefixes[sort].slice(0, -1)};`,
]

/**
 * In the order in which they are stored, each with the subject of the conflict when a row exists
 * already.
 */
export const uniqueValuesOf: readonly {
  readonly sort: UniqueValueSort
  readonly subject: ConflictSubject
  readonly rows: (account: Account) => readonly UniqueValueRow[]
}[] = [
  {
    sort: 'identifier',
    subject: 'identifier',
    rows: ({ identity, credentials }) =>
      rows(
        identity.id,
        credentials.flatMap(({ type, identifiers }) =>
          identifiers.map((value) => ({ value, kind: uniqueValueKind('identifier', type) })),
        ),
      ),
  },
  {
    sort: 'verifiable',
    subject: 'verifiable-address',
    rows: ({ identity }) => addressRows(identity.id, 'verifiable', identity.verifiableAddresses),
  },
  {
    sort: 'recovery',
    subject: 'recovery-address',
    rows: ({ identity }) => addressRows(identity.id, 'recovery', identity.recoveryAddresses),
  },
]

export const uniqueValueRows = (account: Account): readonly UniqueValueRow[] =>
  uniqueValuesOf.flatMap(({ rows }) => rows(account))

/**
 * Rows of a table, grouped by the subject of their conflict; undefined where the constraint tells
 * it.
 */
export function bySubject({ table, columns, chunks }: PackedTable): readonly {
  readonly subject: ConflictSubject | undefined
  readonly chunks: PackedTable['chunks']
}[] {
  if (table !== uniqueValuesTable) return [{ subject: undefined, chunks }]
  const width = columns.length,
    kindAt = columns.indexOf('kind')
  return uniqueValuesOf.map(({ sort, subject }) => ({
    subject,
    chunks: chunks
      .map(valuesOf)
      .map((values) =>
        values.filter((_, at) =>
          String(values[at - (at % width) + kindAt]).startsWith(prefixes[sort]),
        ),
      )
      .filter((values) => values.length > 0),
  }))
}

/** The subject of the conflict when there is a value of this kind already. */
export const subjectOf = (kind: string | undefined): ConflictSubject | undefined =>
  uniqueValuesOf.find(({ sort }) => kind?.startsWith(prefixes[sort]))?.subject

export const uniqueValueKey = ({
  value_digest,
  kind,
}: Pick<UniqueValueRow, 'value_digest' | 'kind'>): string => `${value_digest} ${kind}`

function addressRows(
  identityId: string,
  sort: UniqueValueSort,
  addresses: readonly { readonly via: string; readonly value: string }[],
): readonly UniqueValueRow[] {
  return rows(
    identityId,
    addresses.map(({ via, value }) => ({ value, kind: uniqueValueKind(sort, via) })),
  )
}

let last = { value: '', digest: digest('') }

/**
 * The same value is often hashed several times in a row, since an identifier is usually an address,
 * too.
 */
function digestOnce(value: string): string {
  if (last.value !== value) last = { value, digest: digest(value) }
  return last.digest
}

type Key = Pick<UniqueValueRow, 'value_digest' | 'kind'>

function byKey(a: Key, b: Key): number {
  if (a.value_digest !== b.value_digest) return a.value_digest < b.value_digest ? -1 : 1
  return a.kind === b.kind ? 0 : a.kind < b.kind ? -1 : 1
}

/** Without duplicates, and always in the same order, so that transactions do not deadlock. */
function rows(
  identityId: string,
  values: readonly { readonly value: string; readonly kind: string }[],
): readonly UniqueValueRow[] {
  const identity_id = toKey(identityId)
  const all = values.map(({ value, kind }) => ({
    value_digest: digestOnce(value),
    kind,
    identity_id,
  }))
  if (all.length < 2) return all
  all.sort(byKey)
  return all.filter((row, at) => at === 0 || byKey(row, all[at - 1] ?? row) !== 0)
}
