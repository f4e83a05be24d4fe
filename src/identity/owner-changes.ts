// Changes of an account that its owner is told of, since whoever takes it over makes them.
import type { JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { credentialOf } from './accounts.ts'
import { secondFactors, type CredentialType } from './credential-types.ts'
import type { Identity } from './identity.ts'
import type { Account } from './identity-store.ts'

export type Turn = 'added' | 'changed' | 'removed'

export type OwnerChange =
  | { readonly kind: 'password'; readonly turn: Turn }
  | { readonly kind: 'second-factor'; readonly factor: CredentialType; readonly turn: Turn }
  /** The addresses that are gone, and those that are new. */
  | {
      readonly kind: 'address'
      readonly gone: readonly string[]
      readonly added: readonly string[]
    }

/** Who made a change, and on what device as far as that is known. */
export type ChangedBy = {
  readonly by: 'owner' | 'administrator'
  /** The header `User-Agent`. */
  readonly userAgent?: string
  /** What came with the form. */
  readonly transientPayload?: JsonObject | undefined
  /** Changes that the owner is told of in another way. */
  readonly toldOtherwise?: readonly OwnerChange['kind'][]
}

/**
 * Tells the owner of an account what has changed, if anything that they are told of has. Joins the
 * transaction that stores the change.
 */
export type TellOwner = (before: Account, after: Account, who: ChangedBy) => Promise<void>

type Address = { readonly via: AddressChannel; readonly value: string }

/** What an owner is told of, of the difference between two states of their account. */
export function ownerChanges(before: Account, after: Account): readonly OwnerChange[] {
  const password = turnOf(before, after, 'password')
  const addresses = addressChange(before.identity, after.identity)
  return [
    ...(addresses ? [addresses] : []),
    ...(password ? [{ kind: 'password' as const, turn: password }] : []),
    ...secondFactors.flatMap((factor) => {
      const turn = turnOf(before, after, factor)
      return turn ? [{ kind: 'second-factor' as const, factor, turn }] : []
    }),
  ]
}

/**
 * Where an owner is told: at the addresses that the account had before and that were verified, or
 * at all of these when none was. `hasSms`: whether text messages can be sent; they are when there is
 * no mail address.
 */
export function toldAt({ identity }: Account, hasSms: boolean): readonly Address[] {
  const all = addressesOf(identity),
    verified = identity.verifiableAddresses.filter((one) => one.verified)
  const lists: readonly (readonly Address[])[] = [
    via(verified, 'email'),
    hasSms ? via(verified, 'sms') : [],
    via(all, 'email'),
    hasSms ? via(all, 'sms') : [],
  ]
  return lists.find((one) => one.length > 0) ?? []
}

const via = (addresses: readonly Address[], channel: AddressChannel): readonly Address[] =>
  addresses.filter((one) => one.via === channel)

/** Each address once, whatever it is used for. */
function addressesOf({ verifiableAddresses, recoveryAddresses }: Identity): readonly Address[] {
  const all = [...verifiableAddresses, ...recoveryAddresses]
  return [...new Map(all.map((one) => [`${one.via}:${one.value}`, one])).values()]
}

function addressChange(before: Identity, after: Identity): OwnerChange | undefined {
  const uses = (identity: Identity) =>
    new Map(
      (['verifiableAddresses', 'recoveryAddresses'] as const).flatMap((use) =>
        identity[use].map((one) => [`${use}:${one.via}:${one.value}`, one.value] as const),
      ),
    )
  const [old, next] = [uses(before), uses(after)]
  const without = (some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>) => [
    ...new Set([...some].flatMap(([use, value]) => (others.has(use) ? [] : [value]))),
  ]
  const gone = without(old, next),
    added = without(next, old)
  return gone.length + added.length === 0 ? undefined : { kind: 'address', gone, added }
}

function turnOf(before: Account, after: Account, type: CredentialType): Turn | undefined {
  const [old, next] = [before, after].map((one) => secretOf(one, type))
  if (old === next) return undefined
  return old === undefined ? 'added' : next === undefined ? 'removed' : 'changed'
}

/** What a credential holds; undefined for one that only reserves identifiers. */
function secretOf(account: Account, type: CredentialType): string | undefined {
  const config = credentialOf(account, type)?.config ?? {}
  return Object.keys(config).length === 0 ? undefined : JSON.stringify(config)
}
