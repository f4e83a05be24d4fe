// Builds the methods of passkeys and security keys.
import type { Signer } from '#crypto/signer.ts'
import type { Tokens } from '#crypto/tokens.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Clock } from '#lib/time.ts'
import { createPasskey } from '#methods/passkey/passkey.ts'
import { createKeyUses } from '#methods/shared/webauthn/key-use.ts'
import { createWebauthn } from '#methods/webauthn/webauthn.ts'
import type { Shield } from '#shield/shield.ts'
import type { Store } from '#store/store.ts'
import { canSignInWith } from './can-sign-in.ts'
import { configOf, type Runtime } from './runtime.ts'

export type KeyMethodsParts = {
  readonly runtime: Runtime
  readonly store: Pick<Store, 'identities' | 'flows'>
  readonly accounts: Accounts
  readonly signer: Signer
  readonly shield: Shield
  readonly tokens: Tokens
  readonly events: Events
  readonly clock: Clock
  /** The enabled methods. */
  readonly methods: () => readonly Method[]
}

export function createKeyMethods({
  runtime,
  store: { identities, flows },
  tokens,
  methods,
  ...parts
}: KeyMethodsParts): { readonly passkey: Method; readonly webauthn: Method } {
  const { accounts, signer, shield, events, clock } = parts
  const common = {
    identities,
    accounts,
    signer,
    events,
    clock,
    keyUses: createKeyUses({ identities, accounts, flows, signer }),
    canSignIn: canSignInWith(methods),
    random: tokens.random,
    newId: tokens.uuid,
  }
  return {
    passkey: createPasskey({
      ...common,
      party: () => configOf(runtime).selfservice.methods.passkey.party,
      options: () => configOf(runtime).selfservice.methods.passkey.options,
      takesSecurityKeys: () => configOf(runtime).selfservice.methods.webauthn.passwordless,
    }),
    webauthn: createWebauthn({
      ...common,
      shield,
      settings: () => ({
        ...configOf(runtime).selfservice.methods.webauthn,
        hidesUnknown: configOf(runtime).security.mitigateEnumeration,
      }),
    }),
  }
}
