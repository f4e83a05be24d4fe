// Changes of an account that its owner is told of, since whoever takes it over makes them.
import type { JsonObject } from '#lib/json.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { entryChanges, turnOf, type Turn } from './credential-changes.ts'
import { credentialTable, type CredentialType } from './credential-types.ts'
import type { Identity } from './identity.ts'
import type { Account } from './identity-store.ts'

export type OwnerChange =
  | { readonly kind: 'password'; readonly turn: Turn }
  /** `provider`: whose account it is, where it is one at a provider. */
  | {
      readonly kind: 'second-factor' | 'way-in'
      readonly type: CredentialType
      readonly turn: Turn
      readonly provider?: string
    }
  /** The addresses that are gone, and those that are new. */
  | {
      readonly kind: 'address'
      readonly gone: readonly string[]
      readonly added: readonly string[]
    }

/** Where a request came from, as far as it is known. `userAgent`: the header of that name. */
export type Origin = { readonly userAgent: string; readonly ipAddress: string }

/** Who made a change, and where. */
export type ChangedBy = {
  readonly by: 'owner' | 'administrator'
  readonly origin?: Origin
  /** The session in which it was made. */
  readonly sessionId?: string
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
  const addresses = addressChange(before.identity, after.identity)
  // NOTE codes are sent to the addresses, which are told of already
  const told = types.filter((type) => !(addresses && credentialTable[type].provesAddress))
  return [
    ...(addresses ? [addresses] : []),
    ...told.flatMap((type) => changesOf(before, after, type)),
  ]
}

const types = (Object.keys(credentialTable) as CredentialType[]).filter(
  (type) => credentialTable[type].notice !== undefined,
)

function changesOf(before: Account, after: Account, type: CredentialType): readonly OwnerChange[] {
  const { notice: kind, entries } = credentialTable[type]
  if (kind === undefined) return []
  if (entries && kind !== 'password')
    return entryChanges(before, after, type, entries).map(({ isWayIn, ...change }) => ({
      kind: isWayIn ? 'way-in' : kind,
      type,
      ...change,
    }))
  const turn = turnOf(before, after, type)
  if (turn === undefined || (type === 'code' && turn === 'changed')) return []
  return kind === 'password' ? [{ kind, turn }] : [{ kind, type, turn }]
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

/** As `toldAt`, but where addresses are verified, at all of them, of mail and of telephones. */
export function toldEverywhere(account: Account, hasSms: boolean): readonly Address[] {
  const verified = account.identity.verifiableAddresses.filter((one) => one.verified)
  const all = [...via(verified, 'email'), ...(hasSms ? via(verified, 'sms') : [])]
  return all.length > 0 ? all : toldAt(account, hasSms)
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
