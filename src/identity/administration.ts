// What administrators do with identities.
import type { BatchResult } from './batch.ts'
import { record, recorded } from '#audit/record.ts'
import type { Events } from '#events/events.ts'
import type { Consistency, Reading } from '#lib/consistency.ts'
import type { Clock } from '#lib/time.ts'
import { canonical } from '#schema/canonical.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Accounts } from './accounts.ts'
import { changeEntry, createdEntry, deletedEntry } from './audit-entries.ts'
import { createBatch } from './batch.ts'
import { createChange, unknownIdentity } from './change.ts'
import { createChanges, type IdentityChanges } from './changes.ts'
import type { Credential } from './credential.ts'
import { removeCredential } from './credential-removal.ts'
import type { Account, IdentityFilter, IdentityStore } from './identity-store.ts'
import type { Identity } from './identity.ts'
import type { Importers } from './imported-secrets.ts'
import { prepareCredentials, type ImportedCredentials, type ImportParts } from './imports.ts'
import type { TellOwner } from './owner-changes.ts'
import { createPrepare, type NewIdentity } from './prepare.ts'

export type { NewIdentity } from './prepare.ts'

/** Changes, with credentials that may have to be hashed first. */
export type IdentityUpdate = Omit<IdentityChanges, 'credentials'> & {
  readonly imported?: ImportedCredentials
}

export type AdministrationParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly schemas: () => IdentitySchemas
  readonly hasher: ImportParts['hasher']
  readonly importers: Importers
  readonly isFirstFactor: (credential: Credential) => boolean
  readonly transact: <T>(work: () => Promise<T>, parts?: 'fail-together') => Promise<T>
  readonly tellOwner: TellOwner
  readonly events: Events
  readonly reading: Reading
  readonly clock: Clock
}

/** How current the list is to be; undefined: as usual. */
type Wished = { readonly consistency?: Consistency | undefined }

export type IdentityPage = { readonly accounts: readonly Account[]; readonly more: boolean }

export type Administration = {
  /**
   * Throws Refusal for an unknown schema or a wrong hash, InvalidInput for traits that do not fit
   * the schema, Conflict for a value that must be unique.
   */
  create(wanted: NewIdentity): Promise<Account>
  createMany(wanted: readonly (NewIdentity | undefined)[]): Promise<readonly BatchResult[]>
  /** What `createMany` would answer. Stores nothing, and does not hash passwords. */
  attemptMany(wanted: readonly (NewIdentity | undefined)[]): Promise<readonly BatchResult[]>
  /** Throws Refusal('not-found'). */
  find(id: string): Promise<Account>
  /** Throws Refusal('not-found'). */
  findByExternalId(externalId: string): Promise<Account>
  /**
   * Identifiers of the filter may be in any spelling. `after`: the id of the last identity of the
   * previous page.
   */
  list(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly after?: string } & Wished,
  ): Promise<IdentityPage>
  /** For APIs with page numbers. */
  listByOffset(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly offset: number } & Wished,
  ): Promise<{ readonly accounts: readonly Account[]; readonly total: number }>
  /** As `list`, without credentials, which costs less. */
  listIdentities(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly after?: string } & Wished,
  ): Promise<{ readonly identities: readonly Identity[]; readonly more: boolean }>
  /** As `listByOffset`, without credentials. */
  listIdentitiesByOffset(
    filter: IdentityFilter,
    page: { readonly limit: number; readonly offset: number } & Wished,
  ): Promise<{ readonly identities: readonly Identity[]; readonly total: number }>
  /**
   * `decide` is called with the stored account, again after each change that others make meanwhile.
   * Throws Refusal, InvalidInput, Conflict, StaleVersion.
   */
  change(id: string, decide: (account: Account) => IdentityChanges): Promise<Account>
  /** Throws as `change`. */
  update(id: string, { imported, ...update }: IdentityUpdate): Promise<Account>
  /** Throws Refusal; see removeCredential. */
  removeCredential(
    id: string,
    type: string,
    identifier: string | undefined,
  ): Promise<{ readonly kind: 'done' }>
  /** Deletes the identity with all that belongs to it. Throws Refusal('not-found'). */
  delete(id: string): Promise<{ readonly kind: 'done' }>
}

export function createAdministration(parts: AdministrationParts): Administration {
  const { identities, events } = parts
  const { prepare } = createPrepare(parts)
  const batch = createBatch({ ...parts, prepare })
  const changes = createChanges(parts)
  const change = createChange(identities, (before, wanted) =>
    parts.transact(async () => {
      const stored = await identities.replace(wanted)
      await parts.tellOwner(before, stored, { by: 'administrator' })
      await record(changeEntry(before, stored))
      return stored
    }, 'fail-together'),
  )

  async function changed(
    id: string,
    decide: (account: Account) => IdentityChanges,
  ): Promise<Account> {
    let touched: IdentityChanges = {}
    const { account, changed: isChanged } = await change(id, (before) =>
      changes.apply(before, (touched = decide(before))),
    )
    if (!isChanged) return account
    events({
      kind: 'identity.changed',
      identityId: account.identity.id,
      what: 'updated',
      by: 'admin',
    })
    const types = [
      ...(touched.credentials ?? []).map(({ type }) => type),
      ...(touched.withoutPassword === true ? ['password'] : []),
    ]
    for (const credential of types)
      events({
        kind: 'credential.changed',
        identityId: account.identity.id,
        credential,
        by: 'admin',
      })
    return account
  }

  /** One more than the page has tells whether there are more. */
  async function pageOf<T>(
    filter: IdentityFilter,
    { limit, ...from }: { readonly limit: number; readonly after?: string } & Wished,
    read: (
      filter: IdentityFilter,
      page: { limit: number; after?: string },
    ) => Promise<readonly T[]>,
  ): Promise<{ readonly found: readonly T[]; readonly more: boolean }> {
    const page = { ...from, limit: limit + 1 },
      wanted = inCanonicalForm(filter)
    const first = await read(wanted, page)
    // NOTE subjects of providers are stored as they are, not in canonical form
    const isFinal = first.length > 0 || wanted.identifier === filter.identifier
    const found = isFinal ? first : await read(filter, page)
    return { found: found.slice(0, limit), more: found.length > limit }
  }

  return {
    async create(wanted: NewIdentity): Promise<Account> {
      const account = await prepare(wanted)
      await recorded(
        () => identities.insert(account),
        () => createdEntry(account),
      )
      events({
        kind: 'identity.changed',
        identityId: account.identity.id,
        what: 'created',
        by: 'admin',
      })
      return account
    },

    createMany: batch.create,
    attemptMany: batch.attempt,

    async find(id: string): Promise<Account> {
      const account = await identities.find(id)
      if (!account) throw unknownIdentity()
      return account
    },

    async findByExternalId(externalId: string): Promise<Account> {
      const account = await identities.findByExternalId(externalId)
      if (!account) throw unknownIdentity()
      return account
    },

    async list(
      filter: IdentityFilter,
      page: { readonly limit: number; readonly after?: string } & Wished,
    ): Promise<IdentityPage> {
      const { found, more } = await parts.reading(page.consistency, () =>
        pageOf(filter, page, identities.list),
      )
      return { accounts: found, more }
    },

    async listByOffset(
      filter: IdentityFilter,
      page: { readonly limit: number; readonly offset: number } & Wished,
    ): Promise<{ readonly accounts: readonly Account[]; readonly total: number }> {
      const wanted = inCanonicalForm(filter)
      return parts.reading(page.consistency, async () => ({
        accounts: await identities.listByOffset(wanted, page),
        total: await identities.count(wanted),
      }))
    },

    async listIdentities(
      filter: IdentityFilter,
      page: { readonly limit: number; readonly after?: string } & Wished,
    ): Promise<{ readonly identities: readonly Identity[]; readonly more: boolean }> {
      const { found, more } = await parts.reading(page.consistency, () =>
        pageOf(filter, page, identities.listIdentities),
      )
      return { identities: found, more }
    },

    async listIdentitiesByOffset(
      filter: IdentityFilter,
      page: { readonly limit: number; readonly offset: number } & Wished,
    ): Promise<{ readonly identities: readonly Identity[]; readonly total: number }> {
      const wanted = inCanonicalForm(filter)
      return parts.reading(page.consistency, async () => ({
        identities: await identities.listIdentities(wanted, page),
        total: await identities.count(wanted),
      }))
    },

    change: changed,

    async update(id: string, { imported, ...update }: IdentityUpdate): Promise<Account> {
      const credentials =
        imported === undefined ? undefined : await prepareCredentials(imported, parts)
      return changed(id, () => (credentials === undefined ? update : { ...update, credentials }))
    },

    async removeCredential(
      id: string,
      type: string,
      identifier: string | undefined,
    ): Promise<{ readonly kind: 'done' }> {
      await change(id, (account) => removeCredential(parts, account, type, identifier))
      events({ kind: 'credential.changed', identityId: id, credential: type, by: 'admin' })
      return { kind: 'done' }
    },

    async delete(id: string): Promise<{ readonly kind: 'done' }> {
      if (
        !(await recorded(
          () => identities.delete(id),
          (was) => (was ? deletedEntry(id) : undefined),
        ))
      )
        throw unknownIdentity()
      events({ kind: 'identity.changed', identityId: id, what: 'deleted', by: 'admin' })
      return { kind: 'done' }
    },
  }
}

function inCanonicalForm(filter: IdentityFilter): IdentityFilter {
  const { identifier, similarIdentifier } = filter
  return {
    ...filter,
    ...(identifier === undefined ? {} : { identifier: canonical(identifier) }),
    ...(similarIdentifier === undefined ? {} : { similarIdentifier: canonical(similarIdentifier) }),
  }
}
