// All credential types, and what differs between them. Code that treats some types unlike others
// asks this table.
import { credentialNames, type CredentialName } from '#schema/credential-uses.ts'

/**
 * A place in a form, smallest first; places below 0 come before the fields that belong to no
 * method.
 */
type Place = number

type Row = {
  /**
   * Which factor it can be. `either`: each of its keys says which. `as-configured`: all of them are
   * what the configuration says. `none`: it does not sign in.
   */
  readonly factor: 'first' | 'second' | 'either' | 'as-configured' | 'none'
  /**
   * Where its identifiers come from: the traits, or whoever makes the credential (`own`).
   */
  readonly identifiers: 'traits' | 'own'
  /** Whether the traits alone make a credential, which reserves its identifiers. */
  readonly fromTraits: boolean
  /** Whether using it proves that its owner has an address. */
  readonly provesAddress: boolean
  /**
   * What an administrator can remove: the whole credential, its secret (the identifiers stay), one
   * account at a provider, or nothing.
   */
  readonly removal: 'whole' | 'secret' | 'account' | 'none'
  readonly importable: boolean
  /** What its owner is told that has changed; undefined where it is told as something else. */
  readonly notice?: 'password' | 'second-factor' | 'way-in'
  /** Where its content is a list of things that are added and removed by themselves. */
  readonly entries?: EntriesIn
  readonly places: Places
}

/**
 * `list`: the member that has them; `id`: the members by which one is known. `isWayIn`: the member
 * that says whether one is enough to sign in.
 */
export type EntriesIn = {
  readonly list: string
  readonly id: readonly string[]
  readonly isWayIn?: string
}

/** The places of a method's nodes in the forms; undefined where it has none. */
export type Places = {
  readonly login?: Place
  /** In a login that asks for the identifier first. */
  readonly loginByIdentifier?: Place
  /** The same, once the identifier is known. */
  readonly loginOfKnown?: Place
  readonly secondFactor?: Place
  readonly registration?: Place
  readonly settings?: Place
}

/** In the order in which a typed identifier is looked up. */
const table = {
  password: {
    factor: 'first',
    identifiers: 'traits',
    fromTraits: true,
    provesAddress: false,
    removal: 'secret',
    importable: true,
    notice: 'password',
    places: { login: 40, loginOfKnown: 30, registration: 40, settings: 20 },
  },
  code: {
    factor: 'as-configured',
    identifiers: 'traits',
    fromTraits: true,
    provesAddress: true,
    removal: 'none',
    importable: true,
    notice: 'way-in',
    places: { login: 30, loginOfKnown: 40, secondFactor: 7, registration: 30 },
  },
  totp: {
    factor: 'second',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: true,
    notice: 'second-factor',
    places: { secondFactor: 10, settings: 70 },
  },
  lookup_secret: {
    factor: 'second',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: true,
    notice: 'second-factor',
    places: { secondFactor: 20, settings: 40 },
  },
  webauthn: {
    factor: 'either',
    identifiers: 'traits',
    fromTraits: true,
    provesAddress: false,
    removal: 'secret',
    importable: true,
    notice: 'second-factor',
    entries: { list: 'credentials', id: ['id'], isWayIn: 'is_passwordless' },
    places: {
      login: 10,
      loginByIdentifier: 10,
      loginOfKnown: 50,
      secondFactor: 5,
      registration: 10,
      settings: 50,
    },
  },
  passkey: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'whole',
    importable: true,
    notice: 'way-in',
    entries: { list: 'credentials', id: ['id'] },
    places: { login: 20, loginByIdentifier: 20, loginOfKnown: 60, registration: 20, settings: 60 },
  },
  oidc: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'account',
    importable: true,
    notice: 'way-in',
    entries: { list: 'providers', id: ['provider', 'subject'] },
    places: {
      login: -10,
      loginByIdentifier: -3,
      loginOfKnown: 25,
      registration: -10,
      settings: 30,
    },
  },
  saml: {
    factor: 'first',
    identifiers: 'own',
    fromTraits: false,
    provesAddress: false,
    removal: 'account',
    importable: true,
    notice: 'way-in',
    entries: { list: 'providers', id: ['provider', 'subject'] },
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

type TypesWith<Column extends keyof (typeof table)[CredentialType], Value> = {
  [T in CredentialType]: (typeof table)[T][Column] extends Value ? T : never
}[CredentialType]

/** Types whose credentials are lists of provider accounts. */
export type ProviderType = TypesWith<'removal', 'account'>
export type ImportableType = TypesWith<'importable', true>

/** The rows of all types. */
export const credentialTable: Readonly<Record<CredentialType, Row>> = table

/** All types, in the order of documents and messages. */
export const credentialTypes: readonly CredentialType[] = credentialNames

const where = (holds: (row: Row) => boolean): readonly CredentialType[] =>
  (Object.keys(table) as CredentialType[]).filter((type) => holds(table[type]))

/** Types that can be a second factor. */
export const secondFactors = where(({ factor }) => factor !== 'first' && factor !== 'none')

/** Those among them that people set up; the others follow from their addresses. */
export const setUpSecondFactors = secondFactors.filter(
  (type) => table[type].factor !== 'as-configured',
)

/** Types whose identifiers people type to sign in. */
export const typedIdentifiers = where(({ identifiers }) => identifiers !== 'own')

/** Types that the traits alone make. */
export const typesFromTraits = where(({ fromTraits }) => fromTraits)

/** Types that an administrator can remove: whole ones, then secrets, then accounts. */
export const removableTypes = (['whole', 'secret', 'account'] as const).flatMap((kind) =>
  where(({ removal }) => removal === kind),
)

export const importableTypes = where(({ importable }) => importable) as readonly ImportableType[]

/** Types that people can change in the settings. */
export const typesInSettings = where(({ places }) => places.settings !== undefined)

export const isProviderType = (type: CredentialType): type is ProviderType =>
  table[type].removal === 'account'
