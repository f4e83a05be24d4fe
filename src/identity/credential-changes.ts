// What the content of a credential has more or less than before.
import { isObject, type JsonObject } from '#lib/json.ts'
import { credentialOf } from './accounts.ts'
import type { CredentialType, EntriesIn } from './credential-types.ts'
import type { Account } from './identity-store.ts'

export type Turn = 'added' | 'changed' | 'removed'

/** What has become of a credential as a whole; one that only reserves identifiers is none. */
export function turnOf(before: Account, after: Account, type: CredentialType): Turn | undefined {
  const [old, next] = [before, after].map((one) => secretOf(one, type))
  if (old === next) return undefined
  return old === undefined ? 'added' : next === undefined ? 'removed' : 'changed'
}

function secretOf(account: Account, type: CredentialType): string | undefined {
  const config = credentialOf(account, type)?.config ?? {}
  return Object.keys(config).length === 0 ? undefined : JSON.stringify(config)
}

/** One or more entries of a kind that were added, or removed. */
export type EntryChange = {
  readonly turn: 'added' | 'removed'
  readonly isWayIn: boolean
  readonly provider?: string
}

/**
 * The entries that were added and those that were removed, each kind once. Counters, tokens and
 * names that have changed are none.
 */
export function entryChanges(
  before: Account,
  after: Account,
  type: CredentialType,
  entries: EntriesIn,
): readonly EntryChange[] {
  const [old, next] = [before, after].map((one) => entriesOf(one, type, entries)) as [
    Entries,
    Entries,
  ]
  const found = [
    ...without(next, old).map((entry) => changeOf(entry, 'added', entries)),
    ...without(old, next).map((entry) => changeOf(entry, 'removed', entries)),
  ]
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}

type Entries = ReadonlyMap<string, JsonObject>

const without = (some: Entries, others: Entries): readonly JsonObject[] =>
  [...some].flatMap(([id, entry]) => (others.has(id) ? [] : [entry]))

function changeOf(entry: JsonObject, turn: EntryChange['turn'], { isWayIn }: EntriesIn) {
  const { provider } = entry
  return {
    turn,
    isWayIn: isWayIn !== undefined && entry[isWayIn] === true,
    ...(typeof provider === 'string' ? { provider } : {}),
  }
}

function entriesOf(account: Account, type: CredentialType, { list, id }: EntriesIn): Entries {
  const all = credentialOf(account, type)?.config[list]
  const entries = Array.isArray(all)
    ? all.filter((one: unknown): one is JsonObject => isObject(one))
    : []
  return new Map(entries.map((one) => [JSON.stringify(id.map((name) => one[name])), one]))
}
