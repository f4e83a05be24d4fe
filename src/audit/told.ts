// What a person is told of an entry of the audit trail about their account: what it was, and by whom
// in general, never which administrator.
import type { Timestamp } from '#lib/time.ts'
import type { Actor, AuditAction, AuditEntry } from './entry.ts'

/** Entries of the others are about no account, or about one that is gone. */
export const toldActions = [
  'identity.created',
  'identity.updated',
  'credential.changed',
  'credential.revealed',
  'address.verified',
  'verification.sent',
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
  'shield.cleared',
  'deletion.requested',
  'deletion.cancelled',
  'data.requested',
  'data.exported',
  'operator.added',
  'operator.removed',
  'console.signed-in',
  'console.signed-out',
] as const satisfies readonly AuditAction[]
export type ToldAction = (typeof toldActions)[number]

export const toldActors = ['person', 'administrator', 'support', 'server', 'unknown'] as const
/** `person`: whose account it is; `unknown`: nobody who was signed in. */
export type ToldActor = (typeof toldActors)[number]

export const toldThings = [
  'password',
  'code',
  'link',
  'oidc',
  'totp',
  'lookup_secret',
  'webauthn',
  'passkey',
  'profile',
  'addresses',
  'sessions',
  'state',
  'rest',
] as const
export type ToldThing = (typeof toldThings)[number]

export const toldTurns = ['added', 'changed', 'removed'] as const
export type ToldChange = { readonly what: ToldThing; readonly turn: (typeof toldTurns)[number] }

/** Something that has happened to an account, once or several times in a row. */
export type Happening = {
  /** Of the last time. */
  readonly id: string
  readonly at: Timestamp
  /** When it happened first. */
  readonly since: Timestamp
  readonly times: number
  readonly action: ToldAction
  readonly by: ToldActor
  /** What was proved, tried, or looked at. */
  readonly methods: readonly ToldThing[]
  readonly changes: readonly ToldChange[]
  /** How many sessions have ended. */
  readonly count: number | undefined
  /** From where, unless it was an administrator or the server. `device`: see `deviceKind`. */
  readonly device: string | undefined
  readonly client: string | undefined
  /** Whether its owner can say that it was not them. */
  readonly canBeReported: boolean
}

/** Undefined for what the person is not told. */
export function happeningOf(entry: AuditEntry, identityId: string): Happening | undefined {
  const { id, at, action } = entry
  if (!isTold(action)) return undefined
  const by = toldActor(entry.actor, identityId)
  const fromOwnSide = by === 'person' || by === 'unknown'
  return {
    id,
    at,
    since: at,
    times: 1,
    action,
    by,
    methods: methodsOf(entry),
    changes: changesOf(action, entry.fields),
    count: entry.count,
    device: fromOwnSide ? entry.device : undefined,
    client: fromOwnSide ? entry.client : undefined,
    canBeReported: fromOwnSide && !harmless.has(action),
  }
}

/** Failed sign-ins of one kind in a row as one; undefined for what is not to be joined. */
export function joined(newer: Happening, older: Happening): Happening | undefined {
  const isSame =
    newer.action === 'login.failed' &&
    older.action === newer.action &&
    older.by === newer.by &&
    older.device === newer.device &&
    older.client === newer.client &&
    older.methods[0] === newer.methods[0]
  return isSame ? { ...newer, since: older.since, times: newer.times + older.times } : undefined
}

const told: ReadonlySet<string> = new Set(toldActions)
const isTold = (action: AuditAction): action is ToldAction => told.has(action)

/** By which nobody has got anything, or which was there before the account had an owner. */
const harmless: ReadonlySet<AuditAction> = new Set([
  'login.failed',
  'identity.created',
  'factor-reset.cancelled',
  'activity.reported',
])

function toldActor({ kind, id, right }: Actor, identityId: string): ToldActor {
  if (right === 'impersonation') return 'support'
  if (kind === 'server') return 'server'
  if (kind === 'person' || kind === 'operator')
    return id === identityId ? 'person' : 'administrator'
  return kind === 'anonymous' && right === 'none' ? 'unknown' : 'administrator'
}

const things: ReadonlySet<string> = new Set(toldThings)
/** `link_recovery` is a link. */
export const thingOf = (type: string): ToldThing => {
  const name = type.replace(/_recovery$/, '')
  return things.has(name) ? (name as ToldThing) : 'rest'
}

function methodsOf({ action, actor, fields }: AuditEntry): readonly ToldThing[] {
  if (action === 'login.succeeded' || action === 'recovery.succeeded')
    return actor.kind === 'person' ? [thingOf(actor.right)] : []
  return action === 'login.failed' || action === 'credential.revealed'
    ? fields.flatMap((field) => {
        const type = credential.exec(field)?.[1]
        return type === undefined ? [] : [thingOf(type)]
      })
    : []
}

const credential = /^credentials\.(\w+)(?:\.(added|changed|removed))?$/

const unchanging: ReadonlySet<ToldAction> = new Set([
  'login.failed',
  'identity.created',
  'credential.revealed',
])

/** By which sessions come and go anyway. */
const ofSessions: ReadonlySet<ToldAction> = new Set([
  'login.succeeded',
  'recovery.succeeded',
  'sessions.revoked',
  'activity.reported',
])

function changesOf(action: ToldAction, fields: readonly string[]): readonly ToldChange[] {
  if (unchanging.has(action)) return []
  const turns = new Map<ToldThing, ToldChange['turn']>()
  const add = (what: ToldThing, turn: ToldChange['turn']) => {
    const known = turns.get(what)
    turns.set(what, known === undefined || known === turn ? turn : 'changed')
  }
  // NOTE identifiers of credentials change with the traits; what else has changed is then named
  const isNamed = action === 'login.succeeded' || fields.some((one) => one.startsWith('traits.'))
  const explicit = fields.filter((field) => /\.(?:added|changed|removed)$/.test(field))
  const isExplicit = (name: string) => explicit.some((field) => field.startsWith(`${name}.`))
  for (const field of fields) {
    const [, type, turn] = credential.exec(field) ?? []
    if (type !== undefined) {
      if (turn !== undefined) add(thingOf(type), turn as ToldChange['turn'])
      else if (!isNamed && !isExplicit(field)) add(thingOf(type), 'changed')
    } else if (field.startsWith('traits.')) add('profile', 'changed')
    else if (field.startsWith('addresses')) {
      if (field !== 'addresses') add('addresses', field.slice(10) as ToldChange['turn'])
      else if (action !== 'address.verified' && !isExplicit(field)) add('addresses', 'changed')
    } else if (field === 'sessions') {
      if (!ofSessions.has(action)) add('sessions', 'removed')
    } else if (field === 'state') add('state', 'changed')
    else if (columns.has(field)) add('rest', 'changed')
  }
  return [...turns].map(([what, turn]) => ({ what, turn }))
}

const columns: ReadonlySet<string> = new Set([
  'schema_id',
  'external_id',
  'organization_id',
  'metadata_public',
  'consents',
])
