// What an entry of the audit trail says. It never has values, traits, secrets or tokens in it.
import type { Timestamp } from '#lib/time.ts'

/** Everything that is recorded. What stands behind the dot is done already. */
export const actions = [
  'identity.created',
  'identity.updated',
  'identity.deleted',
  'identities.imported',
  'credential.changed',
  'credential.revealed',
  'address.verified',
  'verification.sent',
  'registration.refused',
  'login.succeeded',
  'login.failed',
  'recovery.succeeded',
  'recovery.handed-out',
  'recovery.sent',
  'impersonation.begun',
  'impersonation.opened',
  'session.exchanged',
  'session.extended',
  'session.revoked',
  'sessions.revoked',
  'devices.forgotten',
  'activity.reported',
  'factor-reset.begun',
  'factor-reset.cancelled',
  'factor-reset.done',
  'deletion.requested',
  'deletion.cancelled',
  'shield.cleared',
  'outbox.replayed',
  'message.requeued',
  'mailbox.cleared',
  'data.requested',
  'data.exported',
  'secrets.resealed',
  'database.backed-up',
  'database.restored',
  'token.created',
  'token.revoked',
  'operator.added',
  'operator.removed',
  'console.signed-in',
  'console.signed-out',
  'job.begun',
  'job.cancelled',
] as const
export type AuditAction = (typeof actions)[number]

export const actorKinds = ['person', 'operator', 'token', 'command', 'server', 'anonymous'] as const
export type ActorKind = (typeof actorKinds)[number]

/** Who does something. `name`: of an operator, a token or a command; never an address. */
export type Actor = {
  readonly kind: ActorKind
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** With what right: `self`, `admin`, a role, a scope, or `none`. */
  readonly right: string
}

export type TargetKind =
  | 'message'
  | 'identity'
  | 'call'
  | 'address'
  | 'network'
  | 'server'
  | 'audit'
  | 'token'
  | 'job'

/** To whom or what something is done. */
export type Target = { readonly kind: TargetKind; readonly id?: string | undefined }

/** What has happened, as the place says that records it. */
export type NewEntry = {
  readonly action: AuditAction
  readonly target: Target
  /** Who does it, where that is another than who makes the request. */
  readonly actor?: Actor
  /** Names of what has changed: `traits.email`, `credentials.password`, `sessions`. */
  readonly fields?: readonly string[]
  /** How many, where it is done to several. */
  readonly count?: number | undefined
}

/** An entry as it is kept. */
export type AuditEntry = {
  readonly id: string
  readonly at: Timestamp
  readonly action: AuditAction
  readonly actor: Actor
  readonly target: Target
  /** The address that the request came from; undefined also once it was taken out. */
  readonly client: string | undefined
  /** Its browser and system without versions, as `deviceKind` names them. */
  readonly device?: string | undefined
  /**
   * Of the address of a person: a random text, and the digest of both, which stands in the chain, so that
   * the address can be taken out when they leave.
   */
  readonly clientSalt?: string | undefined
  readonly clientDigest?: string | undefined
  readonly requestId: string | undefined
  readonly fields: readonly string[]
  readonly count: number | undefined
}

/** An entry in its place in a stream. `mac` is over all of it and the `mac` of the one before. */
export type ChainedEntry = AuditEntry & {
  readonly stream: number
  readonly position: number
  readonly keyId: string
  readonly mac: string
}

/** The end of a stream. The anchor is the last entry that retention has deleted; 0: none. */
export type Head = {
  readonly stream: number
  readonly position: number
  readonly mac: string
  readonly anchorPosition: number
  readonly anchorMac: string
  readonly keyId: string
  readonly seal: string
}
