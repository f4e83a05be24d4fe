/**
 * Events for operators, written to the log and counted in the metrics. They never contain secrets,
 * traits or tokens.
 */
export type Event =
  | { readonly kind: 'flow.opened'; readonly flow: string; readonly type: 'browser' | 'api' }
  | {
      readonly kind: 'login.succeeded'
      readonly identityId: string
      readonly sessionId: string
      readonly method: string
      /** The factor that was proved now. */
      readonly aal: 'aal0' | 'aal1' | 'aal2' | 'aal3'
      readonly refreshed: boolean
    }
  | {
      readonly kind: 'login.failed'
      readonly method: string
      readonly identityId: string | undefined
      readonly throttled: boolean
    }
  | { readonly kind: 'provider.failed'; readonly provider: string; readonly reason: string }
  | {
      readonly kind: 'registration.succeeded'
      readonly identityId: string
      readonly method: string
      readonly schemaId: string
    }
  | { readonly kind: 'registration.failed'; readonly reason: 'taken' | 'invalid' }
  | {
      readonly kind: 'recovery.succeeded'
      readonly identityId: string
      readonly sessionId: string
      readonly method: string
    }
  | {
      readonly kind: 'recovery.failed'
      readonly method: string
      readonly reason: 'wrong' | 'exhausted' | 'expired'
    }
  | {
      readonly kind: 'verification.succeeded'
      readonly identityId: string
      readonly method: string
    }
  | {
      readonly kind: 'verification.failed'
      readonly method: string
      readonly reason: 'wrong' | 'exhausted' | 'expired'
    }
  | {
      readonly kind: 'recovery.handed-out'
      readonly identityId: string
      readonly method: string
      readonly by: 'admin'
    }
  | {
      readonly kind: 'message.sent'
      readonly messageId: string
      readonly channel: string
      readonly template: string
      readonly tries: number
    }
  | {
      readonly kind: 'message.delayed' | 'message.abandoned'
      readonly messageId: string
      readonly channel: string
      readonly template: string
      readonly tries: number
      readonly obstacle: string
      readonly reason: string | undefined
    }
  | { readonly kind: 'hook.failed'; readonly url: string; readonly reason: string }
  | {
      readonly kind: 'session.revoked'
      readonly identityId: string
      readonly sessionId: string
      readonly by: 'logout' | 'owner' | 'hook' | 'admin'
    }
  | {
      readonly kind: 'sessions.revoked'
      readonly identityId: string
      readonly count: number
      readonly by: 'owner' | 'hook' | 'admin'
    }
  /** Many sessions were revoked or deleted at once: these, those of these identities, or all. */
  | {
      readonly kind: 'sessions.ended'
      readonly how: 'revoke' | 'delete'
      readonly of: 'sessions' | 'identities' | 'all'
      readonly ids: readonly string[]
      readonly count: number
      readonly by: 'admin'
    }
  | {
      readonly kind: 'credential.changed'
      readonly identityId: string
      readonly credential: string
      readonly by: 'owner' | 'rehash' | 'admin'
    }
  /** The removal of somebody's second factors, which waits before it is done. */
  | {
      readonly kind: 'factor-reset.begun' | 'factor-reset.cancelled' | 'factor-reset.done'
      readonly identityId: string
      readonly by: 'owner' | 'admin'
    }
  /** The deletion of somebody's account, which waits before it is done. */
  | {
      readonly kind: 'deletion.requested' | 'deletion.cancelled'
      readonly identityId: string
      readonly by: 'owner' | 'admin'
    }
  | {
      readonly kind: 'identity.changed'
      readonly identityId: string
      readonly what: 'created' | 'updated' | 'deleted'
      readonly by: 'owner' | 'admin'
    }
  /** The shield's answer to a guess or to a message that was asked for; `on`: the kind of budget. */
  | {
      readonly kind: 'shield.verdict'
      readonly on: 'account' | 'code' | 'second-factor' | 'network-messages' | 'recipient'
      readonly verdict: 'go-on' | 'again' | 'prove-work' | 'wait'
    }

/** Who looks for an event in the log: who reviews access to accounts, or who runs the server. */
export const audiences = {
  'flow.opened': 'application',
  'login.succeeded': 'audit',
  'login.failed': 'audit',
  'provider.failed': 'application',
  'registration.succeeded': 'audit',
  'registration.failed': 'audit',
  'recovery.succeeded': 'audit',
  'recovery.failed': 'audit',
  'recovery.handed-out': 'audit',
  'verification.succeeded': 'audit',
  'verification.failed': 'audit',
  'message.sent': 'application',
  'message.delayed': 'application',
  'message.abandoned': 'application',
  'hook.failed': 'application',
  'session.revoked': 'audit',
  'sessions.revoked': 'audit',
  'sessions.ended': 'audit',
  'credential.changed': 'audit',
  'factor-reset.begun': 'audit',
  'factor-reset.cancelled': 'audit',
  'factor-reset.done': 'audit',
  'deletion.requested': 'audit',
  'deletion.cancelled': 'audit',
  'identity.changed': 'audit',
  'shield.verdict': 'audit',
} as const satisfies Readonly<Record<Event['kind'], 'audit' | 'application'>>

const ofAttempts: ReadonlySet<Event['kind']> = new Set<Event['kind']>([
  'login.failed',
  'provider.failed',
  'registration.failed',
  'recovery.failed',
  'verification.failed',
  'hook.failed',
  'message.sent',
  'message.delayed',
  'message.abandoned',
  'shield.verdict',
])

/**
 * Whether an event tells of something that is stored, so that it is not true when that could not be
 * stored. All others tell of what has happened in any case: an attempt, an answer, a message.
 */
export const tellsOfChange = ({ kind }: Pick<Event, 'kind'>): boolean => !ofAttempts.has(kind)

/** Receives events (log, metrics). Must not throw or block. */
export type Events = (event: Event) => void
