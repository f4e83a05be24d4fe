import type { Identity } from '#identity/identity.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Session } from '#session/session.ts'
import type { Flow } from '../flow.ts'
import type { FollowUp, LazyForm, ShowForm } from '../outcome.ts'

export type ShowSettings = ShowForm & { readonly identity: Identity }

/**
 * The caller has to prove something first: who it is at all, a second factor, or once more who it
 * is because the last proof is too long ago.
 */
export type ProofNeeded = {
  readonly kind: 'proof-needed'
  readonly need: 'session' | 'second-factor' | 'recent'
  /** Where to go on afterwards, as it was asked for. */
  readonly returnTo: string | undefined
  /** The flow that goes on afterwards, where there is one. */
  readonly flow?: Flow
  /** What the caller must bring to have its update finished, when it was kept. */
  readonly continuityToken?: { readonly token: string; readonly expiresAt: Timestamp }
}

export type SettingsSaved = {
  readonly kind: 'saved'
  readonly flow: Flow
  readonly form: LazyForm
  readonly identity: Identity
  readonly session: Session
  readonly followUps: readonly FollowUp[]
  /** Where the browser goes; undefined: back to the form. */
  readonly returnTo: string | undefined
  /** Whether a pending update was finished by this, so that its token is of no use any more. */
  readonly pendingUpdateDone?: boolean
}
