import type { Cipher } from '#crypto/cipher.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { AddressChangeStore } from '#identity/address-change-store.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Events } from '#events/events.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Shield } from '#shield/shield.ts'
import type { FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import type { FlowHooks } from '../hooks.ts'
import type { Transact } from '../mailed-flow.ts'
import type { Method } from '../method.ts'
import type { FlowParts } from '../steps.ts'

export type VerificationSettings = FlowSettings & { readonly use: 'link' | 'code' }

/** What the verification of a new address needs besides. */
type FinishChangeParts = {
  readonly cipher: Cipher
  readonly addressChanges: AddressChangeStore
  readonly accounts: Accounts
  readonly identities: Pick<
    IdentityStore,
    'find' | 'findByIdentifier' | 'findByAddress' | 'replace'
  >
  readonly schemas: () => IdentitySchemas
  readonly everyMethod: () => readonly Method[]
  readonly tellOwner: TellOwner
  /** The settings in which the change was asked for. */
  readonly changedIn: () => FlowSettings
}

export type VerificationParts = FlowParts &
  FinishChangeParts & {
    readonly hooks: FlowHooks
    readonly methods: () => readonly Method[]
    readonly addressStatuses: AddressStatuses
    readonly sessions: Pick<Sessions, 'ofCaller' | 'find' | 'isActive'>
    readonly shield: Pick<Shield, 'isKnown'>
    readonly returns: () => ReturnSettings
    readonly settings: () => VerificationSettings
    readonly transact: Transact
    readonly events: Events
  }

export type StartVerification = { readonly type: FlowType; readonly returnTo: string | undefined }
