import type { Events } from '#events/events.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Exchange } from '../federation/exchange.ts'
import type { Linking } from '../federation/linking.ts'
import type { ProviderSignIn } from '../federation/provider-sign-in.ts'
import type { FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import type { Method } from '../method.ts'
import type { FlowParts } from '../steps.ts'
import type { SignInParts } from './sign-in.ts'

export type LoginSettings = FlowSettings & { readonly style: 'unified' | 'identifier_first' }

export type LoginParts = FlowParts &
  Omit<SignInParts, 'settings'> & {
    readonly methods: () => readonly Method[]
    readonly schemas: () => IdentitySchemas
    readonly identities: IdentityStore
    readonly sessions: Sessions
    /** Whether somebody with a taken identifier is told how its owner signs in. */
    readonly hints: () => boolean
    readonly settings: () => LoginSettings
    readonly providerSignIn: ProviderSignIn
    readonly linking: Linking
    readonly exchange: Exchange
    readonly returns: () => ReturnSettings
    readonly events: Events
  }

export type StartLogin = {
  readonly type: FlowType
  readonly refresh: boolean
  /** As requested; it need not be a level. */
  readonly aal: string | undefined
  readonly returnTo: string | undefined
  readonly schemaId: string | undefined
  readonly organizationId: string | undefined
  /** The trait with the address that a code is sent to as the second factor. */
  readonly via?: string | undefined
  /** Whether a code may be sent without anything else to be done; false where another site asks. */
  readonly sendsAtOnce?: () => boolean
  /** The login challenge of an OAuth2 server. */
  readonly loginChallenge?: string | undefined
  /** An app will fetch the session that a browser opens for it. */
  readonly exchange?: boolean
}
