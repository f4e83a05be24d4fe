import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { distinct } from '#lib/distinct.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema, TraitUses } from '#schema/identity-schema.ts'
import { reachable, recovery, verifiable } from './addresses-of-traits.ts'
import { withConsents } from './consents.ts'
import { credentialTable, typesFromTraits, type CredentialType } from './credential-types.ts'
import type { Credential } from './credential.ts'
import type { Consent, Identity, IdentityState } from './identity.ts'
import type { Account } from './identity-store.ts'

export type NewCredential = {
  readonly type: CredentialType
  readonly identifiers: readonly string[]
  readonly config: JsonObject
  readonly version?: number
}

export type NewAccount = {
  readonly traits: JsonObject
  readonly credentials: readonly NewCredential[]
  readonly state?: IdentityState
  readonly externalId?: string
  readonly organizationId?: string
  readonly metadataPublic?: Json
  readonly metadataAdmin?: Json
  /** What the person has typed of the traits; consents in it are theirs. */
  readonly typed?: JsonObject
  /** Those of another server. */
  readonly consents?: readonly Consent[]
}

export type AccountParts = { readonly clock: Clock; readonly newId: () => string }

export type Accounts = {
  /** Throws InvalidInput when the traits do not fit the schema. */
  create(schema: IdentitySchema, wanted: NewAccount): Account
  /**
   * The account with new traits (phone numbers in E.164), perhaps of another schema: addresses that remain keep their
   * state, new ones are unverified. `by`: consents are given by the owner alone. Throws InvalidInput.
   */
  withTraits(
    account: Account,
    schema: IdentitySchema,
    traits: JsonObject,
    by?: 'owner' | 'others',
  ): Account
  /**
   * The account as the schema makes it of the same traits, of which some may not fit it; the
   * account itself when nothing differs.
   */
  followed(account: Account, schema: IdentitySchema): Account
  withCredential(account: Account, credential: NewCredential): Account
  withoutCredential(account: Account, type: CredentialType): Account
  /** The account without the secret of a credential, whose identifiers remain. */
  withoutSecret(account: Account, type: CredentialType): Account
  withState(account: Account, state: IdentityState): Account
}

/**
 * Makes and changes accounts so that addresses and identifiers always follow the traits. Stores
 * nothing.
 */
export function createAccounts({ clock, newId }: AccountParts): Accounts {
  /** The account with the addresses and identifiers of these uses. */
  const withUses = ({ identity, credentials: old }: Account, uses: TraitUses): Account => {
    const now = clock()
    const credentials = old.map((c) => withIdentifiers(c, uses, now))
    const added = reserved(uses, credentials)
    return {
      identity: {
        ...identity,
        verifiableAddresses: verifiable(identity.verifiableAddresses, uses, now, newId),
        recoveryAddresses: recovery(identity.recoveryAddresses, uses, now, newId),
      },
      credentials: [
        ...credentials,
        ...added.map((c) => ({ ...c, version: c.version ?? 0, createdAt: now, updatedAt: now })),
      ],
    }
  }
  return {
    create(schema: IdentitySchema, wanted: NewAccount): Account {
      refuse(schema.check(wanted.traits))
      const now = clock(),
        traits = schema.withPhoneNumbers(wanted.traits),
        uses = schema.read(traits)
      const identity: Identity = {
        id: newId(),
        schemaId: schema.id,
        traits,
        state: wanted.state ?? 'active',
        stateChangedAt: now,
        externalId: wanted.externalId,
        organizationId: wanted.organizationId,
        metadataPublic: wanted.metadataPublic ?? null,
        metadataAdmin: wanted.metadataAdmin ?? null,
        verifiableAddresses: verifiable([], uses, now, newId),
        recoveryAddresses: recovery([], uses, now, newId),
        consents: withConsents(wanted.consents ?? [], schema, {
          before: {},
          after: traits,
          ...(wanted.typed ? { touched: wanted.typed } : {}),
          at: now,
        }),
        createdAt: now,
        updatedAt: now,
        version: 1,
      }
      const credentials = [...wanted.credentials, ...reserved(uses, wanted.credentials)]
      return {
        identity,
        credentials: credentials.map((c) => ({
          type: c.type,
          identifiers: c.identifiers,
          config: c.config,
          version: c.version ?? 0,
          createdAt: now,
          updatedAt: now,
        })),
      }
    },

    withTraits(account, schema, given, by = 'others'): Account {
      refuse(schema.check(given))
      const now = clock(),
        traits = schema.withPhoneNumbers(given)
      const consents = withConsents(account.identity.consents, schema, {
        before: account.identity.traits,
        after: traits,
        ...(by === 'owner' ? { touched: given } : {}),
        at: now,
      })
      const next = { ...account.identity, schemaId: schema.id, traits, consents, updatedAt: now }
      return withUses({ ...account, identity: next }, schema.read(traits))
    },

    followed(account: Account, schema: IdentitySchema): Account {
      const next = withUses(account, reachable(schema.read(account.identity.traits)))
      return madeOf(next) === madeOf(account)
        ? account
        : { ...next, identity: { ...next.identity, updatedAt: clock() } }
    },

    withCredential(account: Account, credential: NewCredential): Account {
      const now = clock(),
        old = account.credentials.find((c) => c.type === credential.type)
      const next: Credential = {
        type: credential.type,
        identifiers: credential.identifiers,
        config: credential.config,
        version: credential.version ?? old?.version ?? 0,
        createdAt: old?.createdAt ?? now,
        updatedAt: now,
      }
      return {
        identity: { ...account.identity, updatedAt: now },
        credentials: [...account.credentials.filter((c) => c.type !== credential.type), next],
      }
    },

    withoutCredential(account: Account, type: CredentialType): Account {
      return {
        identity: { ...account.identity, updatedAt: clock() },
        credentials: account.credentials.filter((c) => c.type !== type),
      }
    },

    withoutSecret(account: Account, type: CredentialType): Account {
      const now = clock()
      return {
        identity: { ...account.identity, updatedAt: now },
        credentials: account.credentials.map((c) =>
          c.type === type ? { ...c, config: {}, updatedAt: now } : c,
        ),
      }
    },

    withState(account: Account, state: IdentityState): Account {
      if (account.identity.state === state) return account
      return {
        ...account,
        identity: { ...account.identity, state, stateChangedAt: clock(), updatedAt: clock() },
      }
    },
  }
}

/** What of an account its traits and its schema make. */
const madeOf = ({ identity, credentials }: Account): string =>
  JSON.stringify([
    [identity.verifiableAddresses, identity.recoveryAddresses].map((list) =>
      list.map(({ via, value }) => [via, value]),
    ),
    credentials.map(({ type, identifiers, config }) => [
      type,
      identifiers,
      type === 'code' ? config : undefined,
    ]),
  ])

/** The identifiers that a credential of this type takes from the traits. */
export function identifiersFor(type: CredentialType, uses: TraitUses): readonly string[] {
  return distinct(uses.identifiers.filter((one) => one.type === type).map((one) => one.value))
}

export function credentialOf(
  account: Account | undefined,
  type: CredentialType,
): Credential | undefined {
  return account?.credentials.find((one) => one.type === type)
}

/**
 * Credentials that reserve the identifiers of the traits, also before there is a secret; none where
 * there is one of the type already.
 */
export function reserved(
  uses: TraitUses,
  there: readonly Pick<Credential, 'type'>[] = [],
): readonly NewCredential[] {
  return typesFromTraits
    .filter((type) => !there.some((one) => one.type === type))
    .map((type) => ({ type, identifiers: identifiersFor(type, uses), ...ofTraits(type, uses) }))
    .filter((one) => one.identifiers.length > 0)
}

/**
 * The content of a credential that the traits alone make: the addresses of codes, and nothing for
 * other types.
 */
function ofTraits(
  type: CredentialType,
  uses: TraitUses,
): Pick<NewCredential, 'config' | 'version'> {
  return type === 'code'
    ? { config: { addresses: codeAddresses(uses) }, version: 1 }
    : { config: {} }
}

/** The addresses that codes are sent to. */
function codeAddresses(uses: TraitUses): JsonObject[] {
  return uses.identifiers
    .filter((one) => one.type === 'code')
    .map((one) => ({ channel: one.via ?? 'email', address: one.value }))
}

function withIdentifiers(credential: Credential, uses: TraitUses, now: number): Credential {
  const from = credentialTable[credential.type].identifiers
  const identifiers = identifiersFor(credential.type, uses)
  if (from === 'own') return credential
  const same =
    identifiers.length === credential.identifiers.length &&
    identifiers.every((one) => credential.identifiers.includes(one))
  // NOTE no more codes are sent to an address that is gone
  const config =
    credential.type === 'code'
      ? { ...credential.config, addresses: codeAddresses(uses) }
      : credential.config
  return same ? credential : { ...credential, identifiers, config, updatedAt: now }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInput(problems)
}

/** The problem of an identifier or address that belongs to another account. */
export const takenProblem: Problem = { message: message('validation.identifier-taken') }
