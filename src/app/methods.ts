import type { Cipher } from '#crypto/cipher.ts'
import type { Hasher } from '#crypto/hasher.ts'
import type { Signer } from '#crypto/signer.ts'
import { sha256, type Tokens } from '#crypto/tokens.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import type { Accounts } from '#identity/accounts.ts'
import { typesFromTraits } from '#identity/credential-types.ts'
import type { Clock } from '#lib/time.ts'
import { createIdentifierFirst } from '#methods/identifier-first/identifier-first.ts'
import { createLookupSecret } from '#methods/lookup-secret/lookup-secret.ts'
import type { PasswordMigration } from '#methods/password/migration.ts'
import type { PasswordPolicy } from '#methods/password/parts.ts'
import { createPassword } from '#methods/password/password.ts'
import { createProfile } from '#methods/profile/profile.ts'
import { createRememberedMethod } from '#methods/remembered/remembered.ts'
import { createTerms } from '#methods/terms/terms.ts'
import { createTotp } from '#methods/totp/totp.ts'
import type { Programs } from '#lib/programs.ts'
import type { Store } from '#store/store.ts'
import type { Remembered } from '#session/remembered.ts'
import type { Shield } from '#shield/shield.ts'
import { configOf, ofConfig, type Runtime } from './runtime.ts'
import { createKeyMethods } from './key-methods.ts'
import { createOidcApp } from './providers.ts'

export type MethodsParts = {
  readonly runtime: Runtime
  readonly store: Store
  readonly accounts: Accounts
  readonly hasher: Hasher
  readonly policy: PasswordPolicy
  readonly shield: Shield
  readonly migration: PasswordMigration
  readonly remembered: Remembered
  readonly signer: Signer
  readonly cipher: Cipher
  readonly tokens: Tokens
  /** The methods that send codes and links to an address. */
  readonly mailed: { readonly code: Method; readonly link: Method }
  /** Fetch with limits on response size and time, and without private networks if so configured. */
  readonly fetch: typeof fetch
  readonly programs: Programs
  readonly events: Events
  readonly clock: Clock
}

/**
 * Creates all methods. The returned function gives those that the current configuration enables.
 */
export function createMethods(parts: MethodsParts): () => readonly Method[] {
  const {
    runtime,
    store: { identities },
    accounts,
    hasher,
    policy,
    shield,
    cipher,
    signer,
    tokens,
    events,
    clock,
  } = parts
  const password = createPassword({
    identities,
    accounts,
    hasher,
    policy,
    shield,
    migration: parts.migration,
    sign: signer.sign,
    events,
    clock,
  })
  const rememberedDevice = createRememberedMethod(parts.remembered)
  const profile = createProfile({ accounts })
  const second = { identities, accounts, cipher, shield, events, clock }
  const totp = createTotp({
    ...second,
    issuer: () => configOf(runtime).selfservice.methods.totp.issuer,
  })
  const lookupSecret = createLookupSecret({ ...second, newCode: tokens.letters })
  const identifierFirst = createIdentifierFirst({
    identities,
    types: typesFromTraits,
    hidesUnknown: () => configOf(runtime).security.mitigateEnumeration,
  })
  const { passkey, webauthn } = createKeyMethods({ ...parts, methods: () => methodsNow() })
  const oidc: Method = createOidcApp({
    runtime,
    accounts,
    cipher,
    events,
    clock,
    fetch: parts.fetch,
    programs: parts.programs,
    newSecret: () => tokens.random(24),
    hashSecret: sha256,
    methods: () => methodsNow(),
  })
  const terms = createTerms({
    identities,
    flows: parts.store.flows,
    schemas: () => runtime.schemas,
    clock,
  })
  const methodsNow = ofConfig(runtime, ({ selfservice: { methods, flows } }) => [
    // NOTE first, since its step is the last of a login
    terms,
    ...(flows.login.style === 'identifier_first' ? [identifierFirst] : []),
    ...(methods.password.enabled ? [password] : []),
    ...(methods.profile.enabled ? [profile] : []),
    ...(methods.code.enabled ? [parts.mailed.code] : []),
    ...(methods.link.enabled ? [parts.mailed.link] : []),
    ...(methods.lookupSecret.enabled ? [lookupSecret] : []),
    ...(methods.totp.enabled ? [totp] : []),
    ...(parts.remembered.isOn() ? [rememberedDevice] : []),
    ...(methods.oidc.enabled ? [oidc] : []),
    ...(methods.webauthn.enabled ? [webauthn] : []),
    ...(methods.passkey.enabled ? [passkey] : []),
  ])
  return methodsNow
}
