import type { Identity } from '#identity/identity.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Session } from '#session/session.ts'
import type { Flow } from '../flow.ts'
import type { FollowUp, LazyForm, ShowForm } from '../outcome.ts'

export type ShowSettings = ShowForm & {
  readonly identity: Identity
  /** What has to be done before the change is made. */
  readonly followUps?: readonly FollowUp[]
}

/**
 * The caller has to prove something first: who they are, a second factor, or once more who they are
 * because the last proof is too old.
 */
export type ProofNeeded = {
  readonly kind: 'proof-needed'
  readonly need: 'session' | 'second-factor' | 'recent'
  /** Where the browser goes afterwards, as requested. */
  readonly returnTo: string | undefined
  /** The flow that goes on afterwards, where there is one. */
  readonly flow?: Flow
  /** The token that finishes the stored update. */
  readonly continuityToken?: { readonly token: string; readonly expiresAt: Timestamp }
}

export type SettingsSaved = {
  readonly kind: 'saved'
  readonly flow: Flow
  readonly form: LazyForm
  readonly identity: Identity
  readonly session: Session
  readonly followUps: readonly FollowUp[]
  /** Where the browser goes; undefined: to the form. */
  readonly returnTo: string | undefined
  /** A pending update was finished, so that its token is used up. */
  readonly pendingUpdateDone?: boolean
}
