// What is recorded of accounts.
import type { NewEntry, Target } from '#audit/entry.ts'
import { personActor } from '#audit/record.ts'
import type { Json } from '#lib/json.ts'
import type { Subject } from '#shield/keys.ts'
import type { CredentialType } from './credential-types.ts'
import type { Identity } from './identity.ts'
import type { Account } from './identity-store.ts'
import { ownerChanges } from './owner-changes.ts'

const targetOf = (id: string | undefined): Target => ({ kind: 'identity', id })

/** Columns of an identity, as the APIs name them. */
const parts: Readonly<Record<string, (identity: Identity) => Json | undefined>> = {
  schema_id: ({ schemaId }) => schemaId,
  state: ({ state }) => state,
  external_id: ({ externalId }) => externalId,
  organization_id: ({ organizationId }) => organizationId,
  metadata_public: ({ metadataPublic }) => metadataPublic,
  metadata_admin: ({ metadataAdmin }) => metadataAdmin,
  consents: ({ consents }) => consents,
}
const differ = (one: unknown, other: unknown) =>
  one !== other && JSON.stringify(one) !== JSON.stringify(other)

function changedTraits({ traits: before }: Identity, { traits: after }: Identity) {
  if (!differ(before, after)) return []
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => differ(before[name], after[name]))
    .map((name) => `traits.${name}`)
}

const ofAddresses = ({ verifiableAddresses, recoveryAddresses }: Identity) => [
  verifiableAddresses.map(({ value, via, verified, status }) => [value, via, verified, status]),
  recoveryAddresses.map(({ value, via }) => [value, via]),
]

const credentialText = ({ credentials }: Account, type: string) =>
  JSON.stringify(
    credentials.flatMap((one) => (one.type === type ? [[one.identifiers, one.config]] : [])),
  )

function changedCredentials(before: Account, after: Account): readonly string[] {
  const types = new Set([...before.credentials, ...after.credentials].map(({ type }) => type))
  return [...types]
    .filter((type) => credentialText(before, type) !== credentialText(after, type))
    .map((type) => `credentials.${type}`)
}

/**
 * What was added and what was removed, beside the names of what has changed; where identifiers of
 * credentials have changed with traits, also whose content has.
 */
function turns(before: Account, after: Account): readonly string[] {
  if (before === after) return []
  const withTraits = differ(before.identity.traits, after.identity.traits)
  const names = ownerChanges(before, after).flatMap((change) => {
    if (change.kind === 'address')
      return [
        ...(change.added.length > 0 ? ['addresses.added'] : []),
        ...(change.gone.length > 0 ? ['addresses.removed'] : []),
      ]
    const type = change.kind === 'password' ? change.kind : change.type
    return change.turn === 'changed' && !withTraits ? [] : [`credentials.${type}.${change.turn}`]
  })
  return [...new Set(names)]
}

/** The names of what differs between two states of an account. */
function changedFields(before: Account, after: Account) {
  if (before === after) return { ofIdentity: [], others: [] }
  const [old, now] = [before.identity, after.identity]
  const ofIdentity = [
    ...changedTraits(old, now),
    ...Object.entries(parts).flatMap(([name, of]) => (differ(of(old), of(now)) ? [name] : [])),
  ]
  const addresses = differ(ofAddresses(old), ofAddresses(now)) ? ['addresses'] : []
  return { ofIdentity, others: [...addresses, ...changedCredentials(before, after)] }
}

/** `endsSessions`: whether other sessions have ended by it. */
export function changeEntry(before: Account, after: Account, endsSessions = false): NewEntry {
  const { ofIdentity, others } = changedFields(before, after)
  return {
    action:
      ofIdentity.length === 0 && others.some((name) => name.startsWith('credentials.'))
        ? 'credential.changed'
        : 'identity.updated',
    target: targetOf(after.identity.id),
    fields: [
      ...ofIdentity,
      ...others,
      ...turns(before, after),
      ...(endsSessions ? ['sessions'] : []),
    ],
  }
}

export const resetEntry = (step: 'begun' | 'cancelled', id: string): NewEntry => ({
  action: `factor-reset.${step}`,
  target: targetOf(id),
})

/** Second factors were removed, and with them all sessions. */
export const resetDoneEntry = (before: Account, after: Account): NewEntry => ({
  ...changeEntry(before, after, true),
  action: 'factor-reset.done',
})

/** Something that looks wrong with a credential is noted by the server, whoever sent it. */
export const suspectedEntry = (before: Account, after: Account): NewEntry => ({
  ...changeEntry(before, after),
  actor: { kind: 'server', right: 'server' },
})

export const createdEntry = ({ identity, credentials }: Account): NewEntry => ({
  action: 'identity.created',
  target: targetOf(identity.id),
  fields: [
    ...Object.keys(identity.traits).map((name) => `traits.${name}`),
    ...credentials.map(({ type }) => `credentials.${type}`),
    ...(identity.consents.length > 0 ? ['consents'] : []),
  ],
})

/** `endsSessions`: whether sessions have ended by it. */
export const deletionEntry = (
  step: 'requested' | 'cancelled',
  id: string,
  endsSessions: boolean,
): NewEntry => ({
  action: `deletion.${step}`,
  target: targetOf(id),
  fields: endsSessions ? ['sessions'] : [],
})

export const deletedEntry = (id: string): NewEntry => ({
  action: 'identity.deleted',
  target: targetOf(id),
})

/** A sign-up with what belongs to somebody else, which seems to succeed. */
export const takenEntry: NewEntry = { action: 'registration.refused', target: targetOf(undefined) }

/** A sign-in, with what it has changed of the account. */
export function signedInEntry(before: Account, after: Account, method: string): NewEntry {
  const { ofIdentity, others } = changedFields(before, after)
  const { id } = after.identity
  return {
    action: 'login.succeeded',
    target: targetOf(id),
    actor: personActor(id, method),
    fields: ['sessions', ...ofIdentity, ...others, ...turns(before, after)],
  }
}

export const recoveredEntry = ({ identity: { id } }: Account, by: CredentialType): NewEntry => ({
  action: 'recovery.succeeded',
  target: targetOf(id),
  actor: personActor(id, by),
  fields: ['sessions'],
})

export const handedOutEntry = ({ identity: { id } }: Account, by: 'code' | 'link'): NewEntry => ({
  action: 'recovery.handed-out',
  target: targetOf(id),
  fields: [by],
})

export const verifiedEntry = ({ identity: { id } }: Account): NewEntry => ({
  action: 'address.verified',
  target: targetOf(id),
  fields: ['addresses'],
})

export const sentVerificationEntry = ({ identity: { id } }: Account): NewEntry => ({
  action: 'verification.sent',
  target: targetOf(id),
  fields: ['addresses'],
})

export const sentRecoveryEntry = ({ identity: { id } }: Account): NewEntry => ({
  action: 'recovery.sent',
  target: targetOf(id),
})

export const revealedEntry = (
  id: string | undefined,
  types: readonly CredentialType[],
  count?: number,
): NewEntry => ({
  action: 'credential.revealed',
  target: targetOf(id),
  fields: types.map((type) => `credentials.${type}`),
  count,
})

// NOTE an address is left out, since nobody could delete it from here
export const clearedEntry = (subject: Subject): NewEntry => ({
  action: 'shield.cleared',
  target:
    subject.kind === 'account'
      ? targetOf(subject.identityId)
      : { kind: subject.kind, id: subject.kind === 'network' ? subject.network : undefined },
})
