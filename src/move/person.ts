// A person of the reference as one of our accounts, with ids and times as they are.
import { reserved } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import type { AddressStatus, RecoveryAddress, VerifiableAddress } from '#identity/identity.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { canonical } from '#schema/canonical.ts'
import type { IdentitySchemas, TraitUses } from '#schema/identity-schema.ts'
import { channelOf, credentialsOf, type CredentialParts } from './credentials.ts'
import type { Loss } from './losses.ts'
import type { FoundPerson } from './people.ts'
import { jsonOf, objectOf, textOf, timeOf, truthOf, type TextRow } from './values.ts'

export type PersonParts = CredentialParts & {
  readonly schemas: () => IdentitySchemas
  readonly newId: () => string
  readonly clock: Clock
}

/**
 * `completed`: with the addresses and identifiers that the traits make here besides those that were
 * stored there, as of a time when the reference knew no recovery addresses.
 */
export type Extent = 'as-stored' | 'completed'

export type MappedPerson = { readonly account: Account; readonly losses: readonly Loss[] }

/** The account, and what of it is lost. */
export function accountOf(
  person: FoundPerson,
  parts: PersonParts,
  extent: Extent = 'completed',
): MappedPerson {
  const losses: Loss[] = []
  const tell = (loss: Loss): void => void losses.push(loss)
  const { id, identity: row } = person
  const createdAt = timeOf(row['created_at']) ?? 0,
    updatedAt = timeOf(row['updated_at']) ?? createdAt
  const account: Account = {
    identity: {
      id,
      schemaId: row['schema_id'] ?? '',
      traits: objectOf(row['traits']),
      state: row['state'] === 'inactive' ? 'inactive' : 'active',
      stateChangedAt: timeOf(row['state_changed_at']) ?? createdAt,
      externalId: textOf(row['external_id']),
      organizationId: textOf(row['organization_id']),
      metadataPublic: jsonOf(row['metadata_public']),
      consents: [],
      metadataAdmin: jsonOf(row['metadata_admin']),
      verifiableAddresses: unlike(person.verifiable.map(verifiableOf)),
      recoveryAddresses: unlike(person.recovery.map(recoveryOf)),
      createdAt,
      updatedAt,
      version: 1,
    },
    credentials: credentialsOf(person, parts, tell),
  }
  const schema = parts.schemas().find(account.identity.schemaId)
  if (schema === undefined)
    tell({
      kind: 'note',
      person: id,
      what: account.identity.schemaId,
      reason: 'the configuration has no such identity schema',
    })
  return {
    account:
      schema === undefined || extent === 'as-stored'
        ? account
        : completed(account, schema.read(account.identity.traits), parts),
    losses,
  }
}

const verifiableOf = (row: TextRow): VerifiableAddress => {
  const verified = truthOf(row['verified']),
    createdAt = timeOf(row['created_at']) ?? 0
  return {
    ...addressOf(row),
    verified,
    status: verified ? 'completed' : statusOf(row['status']),
    verifiedAt: verified ? timeOf(row['verified_at']) : undefined,
    createdAt,
    updatedAt: timeOf(row['updated_at']) ?? createdAt,
  }
}

const recoveryOf = (row: TextRow): RecoveryAddress => {
  const createdAt = timeOf(row['created_at']) ?? 0
  return { ...addressOf(row), createdAt, updatedAt: timeOf(row['updated_at']) ?? createdAt }
}

const addressOf = (row: TextRow) => ({
  id: row['id'] ?? '',
  value: canonical(row['value'] ?? ''),
  via: channelOf(row['via'] ?? ''),
})

/** NOTE what is not verified was not completed, whatever is written there */
const statusOf = (status: string | null | undefined): AddressStatus =>
  status === 'sent' ? 'sent' : 'pending'

/** Of two addresses that are the same in canonical form the verified one, or the first. */
function unlike<
  T extends Pick<VerifiableAddress, 'via' | 'value'> & { readonly verified?: boolean },
>(addresses: readonly T[]): readonly T[] {
  if (addresses.length < 2) return addresses
  const kept = new Map<string, T>()
  for (const address of addresses) {
    const key = `${address.via} ${address.value}`,
      known = kept.get(key)
    if (!known || (address.verified === true && known.verified === false)) kept.set(key, address)
  }
  return [...kept.values()]
}

function completed(account: Account, uses: TraitUses, { newId, clock }: PersonParts): Account {
  const { identity, credentials } = account
  const verification = missing(identity.verifiableAddresses, uses.verification),
    recovery = missing(identity.recoveryAddresses, uses.recovery),
    made = reserved(uses, credentials)
  if (verification.length + recovery.length + made.length === 0) return account
  const now = clock()
  return {
    identity: {
      ...identity,
      verifiableAddresses: [
        ...identity.verifiableAddresses,
        ...verification.map((one) => ({
          ...fresh(one, newId(), now),
          verified: false,
          status: 'pending' as const,
          verifiedAt: undefined,
        })),
      ],
      recoveryAddresses: [
        ...identity.recoveryAddresses,
        ...recovery.map((one) => fresh(one, newId(), now)),
      ],
    },
    credentials: [
      ...credentials,
      ...made.map(({ version = 0, ...one }) => ({
        ...one,
        version,
        createdAt: now,
        updatedAt: now,
      })),
    ],
  }
}

const fresh = <T extends object>(address: T, id: string, now: Timestamp) => ({
  id,
  ...address,
  createdAt: now,
  updatedAt: now,
})

type Address = Pick<RecoveryAddress, 'via' | 'value'>

const missing = <T extends Address>(there: readonly Address[], wanted: readonly T[]) =>
  wanted.filter(({ via, value }) => !there.some((one) => one.via === via && one.value === value))
