import type { Events } from '#events/events.ts'
import type { Sessions } from '#session/sessions.ts'
import type { FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import type { Method } from '../method.ts'
import type { FinishParts } from './finish.ts'

export type RecoverySettings = FlowSettings & { readonly use: 'link' | 'code' }

export type RecoveryParts = Omit<FinishParts, 'settings'> & {
  readonly methods: () => readonly Method[]
  readonly sessions: Sessions
  readonly returns: () => ReturnSettings
  readonly settings: () => RecoverySettings
  readonly events: Events
}

export type StartRecovery = {
  readonly type: FlowType
  readonly returnTo: string | undefined
  /** The address that the form has filled in. */
  readonly address?: string | undefined
}
