import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { AalRule, Assurance } from '#session/assurance.ts'
import type { FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import type { Method } from '../method.ts'
import type { FlowParts } from '../steps.ts'
import type { PendingUpdateParts } from './pending-update.ts'
import type { SaveParts } from './save.ts'

export type SettingsSettings = FlowSettings & {
  readonly privilegedSessionMaxAgeMs: number
  readonly requiredAal: AalRule
}

export type SettingsParts = FlowParts &
  Omit<SaveParts, 'settings'> &
  PendingUpdateParts & {
    /** The methods that are offered. */
    readonly methods: () => readonly Method[]
    readonly schemas: () => IdentitySchemas
    readonly assurance: Assurance
    readonly settings: () => SettingsSettings
    readonly returns: () => ReturnSettings
  }

export type StartSettings = { readonly type: FlowType; readonly returnTo: string | undefined }
