import { InvalidInput } from '#errors/invalid-input.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { NewAccount } from './accounts.ts'
import { withAddressStates, type AddressState } from './address-states.ts'
import { createChanges, knownSchema, type ChangeParts } from './changes.ts'
import type { Account } from './identity-store.ts'
import {
  checkCredentials,
  prepareCredentials,
  type ImportedCredentials,
  type ImportParts,
} from './imports.ts'

export type NewIdentity = Omit<NewAccount, 'credentials' | 'traits'> & {
  /** A given UUID; undefined for a new one. */
  readonly id?: string
  /** Undefined for the default schema. */
  readonly schemaId: string | undefined
  readonly traits: JsonObject
  /** The values of the traits are texts, as of a form; their types are those of the schema. */
  readonly traitsAreTexts?: true
  readonly credentials?: ImportedCredentials
  readonly addressStates?: readonly AddressState[]
}

export type PrepareParts = ChangeParts & ImportParts

/** Makes accounts of what administrators describe. Stores nothing. */
export function createPrepare(parts: PrepareParts) {
  const { accounts, schemas, clock } = parts
  const changes = createChanges(parts)
  return {
    /**
     * Throws Refusal for an unknown schema or a wrong hash, InvalidInput for traits that do not fit
     * the schema.
     */
    async prepare({
      id,
      schemaId,
      traits,
      traitsAreTexts,
      credentials,
      addressStates = [],
      ...wanted
    }: NewIdentity): Promise<Account> {
      const all = schemas()
      const schema = knownSchema(all, schemaId ?? all.defaultId)
      const plain = accounts.create(schema, {
        ...wanted,
        traits: typed(schema, traits, traitsAreTexts),
        credentials: [],
      })
      const named = id === undefined ? plain : { ...plain, identity: { ...plain.identity, id } }
      const account = withAddressStates(named, addressStates, clock())
      return credentials === undefined
        ? account
        : changes.withCredentials(account, await prepareCredentials(credentials, parts))
    },

    /** Throws as `prepare`, and hashes nothing. */
    async check({ schemaId, traits, traitsAreTexts, credentials }: NewIdentity): Promise<void> {
      const all = schemas()
      const schema = knownSchema(all, schemaId ?? all.defaultId)
      const problems = schema.check(typed(schema, traits, traitsAreTexts))
      if (problems.length > 0) throw new InvalidInput(problems)
      if (credentials !== undefined) await checkCredentials(credentials, parts.importers)
    },
  }
}

const typed = (schema: IdentitySchema, traits: JsonObject, areTexts: true | undefined) =>
  areTexts ? schema.fromForm(traits) : traits
