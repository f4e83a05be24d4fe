// Takes over what a provider tells of somebody at each login, where it is configured so.
import { isDeepStrictEqual } from 'node:util'
import type { Events } from '#events/events.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { takenProblem, type Accounts } from '#identity/accounts.ts'
import { withVerified } from '#identity/address-status.ts'
import { createChange } from '#identity/change.ts'
import { createChanges, knownSchema } from '#identity/changes.ts'
import { Conflict, type Account, type IdentityStore } from '#identity/identity-store.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { Json } from '#lib/json.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Profile, ProviderResult } from './federation.ts'
import { mergeTraits } from './merge-traits.ts'

export type LoginUpdateParts = {
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  readonly accounts: Accounts
  readonly schemas: () => IdentitySchemas
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly tellOwner: TellOwner
  readonly clock: () => number
  readonly events: Events
}

/**
 * The account with what the provider tells of its owner now, which is stored. Throws InvalidInput
 * when that does not fit the schema, or belongs to somebody else.
 */
export type LoginUpdate = (account: Account, result: ProviderResult) => Promise<Account>

export function createLoginUpdate(parts: LoginUpdateParts): LoginUpdate {
  const changes = createChanges(parts)
  const change = createChange(parts.identities, (before, wanted) =>
    parts.transact(async () => {
      const stored = await parts.identities.replace(wanted)
      await parts.tellOwner(before, stored, { by: 'owner' })
      return stored
    }),
  )

  function updated(before: Account, profile: Profile): Account {
    const { identity } = before
    const traits = mergeTraits(identity.traits, profile.traits)
    const differs = {
      ...(isDeepStrictEqual(traits, identity.traits) ? {} : { traits }),
      ...changed('metadataPublic', identity.metadataPublic, profile.metadataPublic),
      ...changed('metadataAdmin', identity.metadataAdmin, profile.metadataAdmin),
    }
    if (Object.keys(differs).length === 0) return before
    // NOTE an address that stays keeps its state; a new one may have been verified by the provider
    const added = profile.verified.filter(
      ({ via, value }) =>
        !identity.verifiableAddresses.some((one) => one.via === via && one.value === value),
    )
    return added.reduce(
      (account, address) => withVerified(account, address, parts.clock()),
      changes.apply(before, differs),
    )
  }

  return async (account, result) => {
    const profile = await result.profile(knownSchema(parts.schemas(), account.identity.schemaId))
    try {
      const { account: stored, changed: isChanged } = await change(account.identity.id, (latest) =>
        updated(latest, profile),
      )
      if (isChanged)
        parts.events({
          kind: 'identity.changed',
          identityId: stored.identity.id,
          what: 'updated',
          by: 'owner',
        })
      return stored
    } catch (error) {
      if (error instanceof Conflict) throw new InvalidInput([takenProblem], { cause: error })
      throw error
    }
  }
}

const changed = (name: 'metadataPublic' | 'metadataAdmin', before: Json, after: Json | undefined) =>
  after === undefined || isDeepStrictEqual(before, after) ? {} : { [name]: after }
