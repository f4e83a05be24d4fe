import type { Printable } from '../output.ts'

/** An identity as the API of administration answers it. */
export type IdentityJson = Readonly<Record<string, unknown>>

const listOf = (value: unknown): readonly IdentityJson[] =>
  Array.isArray(value) ? (value as readonly IdentityJson[]) : []
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Identities with the columns of the published table; `isSingle`: one that was asked for by itself. */
export function identityTable(identities: readonly IdentityJson[], isSingle: boolean): Printable {
  const shown = identities.map((identity) => ({
    verified: listOf(identity['verifiable_addresses'])
      .filter((address) => address['verified'] === true)
      .map((address) => textOf(address['value'])),
    recovery: listOf(identity['recovery_addresses']).map((address) => textOf(address['value'])),
    identity,
  }))
  const most = (counts: readonly number[]) =>
    Array.from({ length: Math.max(1, ...counts) }, (_, at) => at)
  const verified = most(shown.map((one) => one.verified.length))
  const recovery = most(shown.map((one) => one.recovery.length))
  return {
    value: isSingle ? identities[0] : identities,
    isSingle,
    headings: [
      'ID',
      ...verified.map((at) => `VERIFIED ADDRESS ${at + 1}`),
      ...recovery.map((at) => `RECOVERY ADDRESS ${at + 1}`),
      'SCHEMA ID',
      'SCHEMA URL',
      'EXTERNAL ID',
    ],
    rows: shown.map((one) => [
      textOf(one.identity['id']),
      ...verified.map((at) => one.verified[at] ?? ''),
      ...recovery.map((at) => one.recovery[at] ?? ''),
      textOf(one.identity['schema_id']),
      textOf(one.identity['schema_url']),
      textOf(one.identity['external_id']),
    ]),
    ids: identities.map((identity) => textOf(identity['id'])),
  }
}

/** Ids, as a deletion prints them. */
export const idTable = (ids: readonly string[]): Printable => ({
  value: ids.length === 1 ? ids[0] : ids,
  isSingle: ids.length === 1,
  headings: ['ID'],
  rows: ids.map((id) => [id]),
  ids,
})
