import type { Events } from '#events/events.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Shield } from '#shield/shield.ts'
import type { FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import type { FlowHooks } from '../hooks.ts'
import type { Transact } from '../mailed-flow.ts'
import type { Method } from '../method.ts'
import type { FlowParts } from '../steps.ts'

export type VerificationSettings = FlowSettings & { readonly use: 'link' | 'code' }

export type VerificationParts = FlowParts & {
  readonly hooks: FlowHooks
  readonly methods: () => readonly Method[]
  readonly addressStatuses: AddressStatuses
  readonly identities: Pick<IdentityStore, 'find'>
  readonly sessions: Pick<Sessions, 'ofCaller'>
  readonly shield: Pick<Shield, 'isKnown'>
  readonly returns: () => ReturnSettings
  readonly settings: () => VerificationSettings
  readonly transact: Transact
  readonly events: Events
}

export type StartVerification = { readonly type: FlowType; readonly returnTo: string | undefined }
