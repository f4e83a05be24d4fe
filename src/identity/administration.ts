// What an administrator may do with identities.
import type { Events } from '#events/events.ts'
import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { identifiersFor, type Accounts, type NewAccount } from './accounts.ts'
import type { Account, IdentityStore } from './identity-store.ts'

export type ImportedPassword = { readonly password?: string; readonly hashedPassword?: string }

export type NewIdentity = Omit<NewAccount, 'credentials' | 'traits'> & {
  readonly schemaId: string | undefined
  readonly traits: JsonObject
  readonly password?: ImportedPassword
}

export type AdministrationParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly schemas: () => IdentitySchemas
  readonly hasher: { hash(password: string): Promise<string> }
  readonly events: Events
}

export type Administration = ReturnType<typeof createAdministration>

export function createAdministration({ identities, accounts, schemas, hasher, events }: AdministrationParts) {
  const unknown = () => new Refusal('not-found', { reason: 'There is no identity with this id.' })
  return {
    /** Throws Refusal for an unknown schema, InvalidInput for traits that break it, Conflict for what is taken. */
    async create(wanted: NewIdentity): Promise<Account> {
      const all = schemas(), schema = all.find(wanted.schemaId ?? all.defaultId)
      if (!schema) throw new Refusal('bad-request', { reason: 'There is no identity schema with this id.' })
      const identifiers = identifiersFor('password', schema.read(wanted.traits))
      const hash = wanted.password?.hashedPassword ?? (wanted.password?.password === undefined ? undefined : await hasher.hash(wanted.password.password))
      const account = accounts.create(schema, { ...wanted, credentials: hash === undefined ? [] : [{ type: 'password', identifiers, config: { hashed_password: hash } }] })
      await identities.insert(account)
      events({ kind: 'identity.changed', identityId: account.identity.id, what: 'created', by: 'admin' })
      return account
    },

    async find(id: string): Promise<Account> {
      const account = await identities.find(id)
      if (!account) throw unknown()
      return account
    },

    async delete(id: string): Promise<{ readonly kind: 'done' }> {
      if (!(await identities.delete(id))) throw unknown()
      events({ kind: 'identity.changed', identityId: id, what: 'deleted', by: 'admin' })
      return { kind: 'done' }
    },
  }
}
