// Every type of credential there is, and what is true of it. Whatever treats some types otherwise
// than others asks this table.
import { credentialNames, type CredentialName } from '#schema/credential-uses.ts'

/** Place in a form, smaller first; below 0 stands before the fields that belong to no method. */
type Place = number

type Row = {
  /**
   * Which factor it can be. `either`: each of its keys says so for itself. `none`: it stands in
   * forms and sessions, and signs nobody in.
   */
  readonly factor: 'first' | 'second' | 'either' | 'none'
  /**
   * Where its identifiers come from: the traits, or whoever makes the credential (`own`).
   * `traits-if-any`: it keeps its own where the traits name none.
   */
  readonly identifiers: 'traits' | 'traits-if-any' | 'own'
  /** Whether traits alone make one, so that its identifiers belong to the identity at once. */
  readonly fromTraits: boolean
  /** Whether using it proves that an address is one's own. */
  readonly provesAddress: boolean
  /**
   * What an administrator can remove: all of it, the secret (its identifiers stay with the
   * identity), one account at a provider at a time, or nothing.
   */
  readonly removal: 'whole' | 'secret' | 'account' | 'none'
  readonly importable: boolean
  readonly places: Places
}

/** Where what a method offers stands in each form; undefined where it offers nothing. */
export type Places = {
  readonly login?: Place
  /** In a login that asks for the identifier first. */
  readonly loginByIdentifier?: Place
  readonly secondFactor?: Place
  readonly registration?: Place
  readonly settings?: Place
}

/** In the order in which an identifier that somebody types is looked up. */
const table = {
  password: {
    factor: 'first',
    identifiers: 'traits',
    fromTraits: true,
    provesAddress: false,
    removal: 'secret',
    importable: true,
    places: { login: 40, loginByIdentifier: 30, registration: 40, settings: 20 },
  },
  code: {
    factor: 'first',
    identifiers: 'traits',
    fromTraits: true,
    provesAddress: true,
    removal: 'none',
    importable: false,
    places: { login: 30, loginByIdentifier: 40, secondFactor: 40, registration: 30 },
  },
  totp: {
    factor: 'second',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: false,
    places: { secondFactor: 10, settings: 70 },
  },
  lookup_secret: {
    factor: 'second',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: false,
    places: { secondFactor: 20, settings: 40 },
  },
  webauthn: {
    factor: 'either',
    identifiers: 'traits',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: false,
    places: { login: 10, loginByIdentifier: 10, secondFactor: 30, registration: 10, settings: 50 },
  },
  passkey: {
    factor: 'first',
    identifiers: 'traits-if-any',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: false,
    places: { login: 20, loginByIdentifier: 20, registration: 20, settings: 60 },
  },
  oidc: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'account',
    importable: true,
    places: { login: -10, loginByIdentifier: -10, registration: -10, settings: 30 },
  },
  saml: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'account',
    importable: true,
    places: {},
  },
  profile: {
    factor: 'none',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'none',
    importable: false,
    places: { registration: 50, settings: 10 },
  },
  link_recovery: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: true,
    removal: 'none',
    importable: false,
    places: {},
  },
  code_recovery: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: true,
    removal: 'none',
    importable: false,
    places: {},
  },
} as const satisfies Readonly<Record<CredentialName, Row>>

export type CredentialType = keyof typeof table

type TypesWith<Column extends keyof Row, Value> = {
  [T in CredentialType]: (typeof table)[T][Column] extends Value ? T : never
}[CredentialType]

/** Types whose credentials are lists of accounts at providers. */
export type ProviderType = TypesWith<'removal', 'account'>
export type ImportableType = TypesWith<'importable', true>

/** What is true of each type. */
export const credentialTable: Readonly<Record<CredentialType, Row>> = table

/** All types, in the order in which documents name them. */
export const credentialTypes: readonly CredentialType[] = credentialNames

const where = (holds: (row: Row) => boolean): readonly CredentialType[] =>
  (Object.keys(table) as CredentialType[]).filter((type) => holds(table[type]))

/** Types that can prove somebody for the second time. */
export const secondFactors = where(({ factor }) => factor === 'second' || factor === 'either')

/** Types whose identifiers people type to say who they are. */
export const typedIdentifiers = where(({ identifiers }) => identifiers !== 'own')

/** Types that traits alone make. */
export const typesFromTraits = where(({ fromTraits }) => fromTraits)

/** Types that an administrator can remove: whole ones, then secrets, then accounts. */
export const removableTypes = (['whole', 'secret', 'account'] as const).flatMap((kind) =>
  where(({ removal }) => removal === kind),
)

export const importableTypes = where(({ importable }) => importable) as readonly ImportableType[]

/** Types with something to change in the settings. */
export const typesInSettings = where(({ places }) => places.settings !== undefined)

export const isProviderType = (type: CredentialType): type is ProviderType =>
  table[type].removal === 'account'
