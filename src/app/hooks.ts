// Builds the flow hooks, in the order in which they run. docs/hooks.md has the same order in a
// table, which a test compares with this list.
import type { Courier } from '#courier/courier.ts'
import type { Events } from '#events/events.ts'
import { runInOrder, type FlowHook, type FlowHooks } from '#flow/hooks.ts'
import type { AddressChangeWaiting } from '#flow/verification/address-change.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'
import { notifyPreviousAddresses } from '#hooks/notify-previous-addresses.ts'
import { requireVerifiedAddress } from '#hooks/require-verified-address.ts'
import { revokeActiveSessions } from '#hooks/revoke-active-sessions.ts'
import { typescriptHooks, type TypescriptHooksParts } from '#hooks/typescript/run.ts'
import { verifyAddresses } from '#hooks/verify-addresses.ts'
import { verifyNewAddress } from '#hooks/verify-new-address.ts'
import { verifyAtLogin } from '#hooks/verify-at-login.ts'
import { createPasswordMigration } from '#hooks/web-hook/password-migration.ts'
import type { PasswordMigration } from '#methods/password/migration.ts'
import { webHooks, type WebHookParts } from '#hooks/web-hook/web-hooks.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Programs } from '#lib/programs.ts'
import type { Store } from '#store/store.ts'
import { hasSms, recoveryUrlOf } from './notices.ts'
import { configOf, type Runtime } from './runtime.ts'

/** What web hooks and other outgoing calls need. */
export type CallsParts = Pick<WebHookParts, 'sign' | 'present' | 'limits'> & {
  readonly runtime: Runtime
  readonly programs: Programs
  /** Fetch with limits on response size and time, and without private networks if so configured. */
  readonly fetch: typeof fetch
  readonly newId: () => string
  readonly events: Events
}

export type HooksParts = CallsParts &
  Pick<WebHookParts, 'enqueue'> &
  Pick<TypescriptHooksParts, 'loaded'> & {
    readonly store: Pick<Store, 'identities' | 'sessions' | 'transact'>
    readonly courier: Courier
    /** Whether text messages can be sent. */
    readonly accounts: Accounts
    readonly clock: () => number
  }

/** What hooks need from the edition whose flows they extend. */
export type EditionHooksParts = {
  readonly verification: VerificationBegin
  readonly addressChange: AddressChangeWaiting
}

/** All hooks, in the order in which they run. */
export function flowHooks(
  { runtime, store, ...given }: HooksParts,
  { verification, addressChange }: EditionHooksParts,
): readonly FlowHook[] {
  const parts = {
    ...given,
    schemas: () => runtime.schemas,
    allowedHeaders: () => configOf(runtime).clients.hookHeaders,
  }
  const flags = () => configOf(runtime).featureFlags
  return [
    requireVerifiedAddress({
      verification,
      transact: store.transact,
      onForm: () => flags().legacyRequireVerifiedLoginError,
    }),
    verifyNewAddress({ addressChange, identities: store.identities }),
    typescriptHooks(parts),
    webHooks(parts),
    notifyPreviousAddresses({
      courier: parts.courier,
      settings: () => ({
        hasSms: hasSms(configOf(runtime)),
        recoveryUrl: recoveryUrlOf(configOf(runtime)),
      }),
      clock: parts.clock,
    }),
    revokeActiveSessions({ sessions: store.sessions, events: parts.events }),
    verifyAtLogin({ verification }),
    verifyAddresses({
      verification,
      alwaysShown: () => flags().legacyContinueWithVerificationUi,
    }),
  ]
}

/** Builds the hooks for the flows of an edition. */
export const hooksFor =
  (parts: HooksParts) =>
  (edition: EditionHooksParts): FlowHooks =>
    runInOrder(flowHooks(parts, edition))

/** The web hook that checks passwords against the previous system (password migration). */
export function createMigration({ runtime, ...parts }: CallsParts): PasswordMigration {
  return createPasswordMigration({
    ...parts,
    allowedHeaders: () => configOf(runtime).clients.hookHeaders,
    settings: () => configOf(runtime).selfservice.methods.password.migrateHook,
  })
}
