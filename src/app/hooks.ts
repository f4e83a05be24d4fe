// The hooks of flows, in the order in which they run, and what they are made with. docs/hooks.md has
// the same order in a table, which a test compares with this one.
import type { Events } from '#events/events.ts'
import { runInOrder, type FlowHook, type FlowHooks } from '#flow/hooks.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'
import { requireVerifiedAddress } from '#hooks/require-verified-address.ts'
import { revokeActiveSessions } from '#hooks/revoke-active-sessions.ts'
import { typescriptHooks, type TypescriptHooksParts } from '#hooks/typescript/run.ts'
import { verifyAddresses } from '#hooks/verify-addresses.ts'
import { createPasswordMigration } from '#hooks/web-hook/password-migration.ts'
import type { PasswordMigration } from '#methods/password/migration.ts'
import { webHooks, type WebHookParts } from '#hooks/web-hook/web-hooks.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Programs } from '#lib/programs.ts'
import type { Store } from '#store/store.ts'
import { configOf, type Runtime } from './runtime.ts'

/** What calls to other systems are made with. */
export type CallsParts = Pick<WebHookParts, 'sign' | 'present' | 'limits'> & {
  readonly runtime: Runtime
  readonly programs: Programs
  /** With limits, and where configured without private networks. */
  readonly fetch: typeof fetch
  readonly newId: () => string
  readonly events: Events
}

export type HooksParts = CallsParts &
  Pick<WebHookParts, 'enqueue'> &
  Pick<TypescriptHooksParts, 'loaded'> & {
    readonly store: Pick<Store, 'sessions' | 'transact'>
    readonly accounts: Accounts
    readonly clock: () => number
  }

/** What hooks need of the edition whose flows they take part in. */
export type EditionHooksParts = { readonly verification: VerificationBegin }

/** All hooks, in the order in which they run. */
export function flowHooks(
  { runtime, store, ...given }: HooksParts,
  { verification }: EditionHooksParts,
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
    typescriptHooks(parts),
    webHooks(parts),
    revokeActiveSessions({ sessions: store.sessions, events: parts.events }),
    verifyAddresses({
      verification,
      alwaysShown: () => flags().legacyContinueWithVerificationUi,
    }),
  ]
}

export const hooksFor =
  (parts: HooksParts) =>
  (edition: EditionHooksParts): FlowHooks =>
    runInOrder(flowHooks(parts, edition))

export function createMigration({ runtime, ...parts }: CallsParts): PasswordMigration {
  return createPasswordMigration({
    ...parts,
    allowedHeaders: () => configOf(runtime).clients.hookHeaders,
    settings: () => configOf(runtime).selfservice.methods.password.migrateHook,
  })
}
