import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import { isReplaced, levelOf } from './level.ts'
import { extendedEntry, revokedEntry } from './audit-entries.ts'
import { createSessionFinder, isActive, type SessionFinder } from './find-session.ts'
import { guardOwn, openedBy } from './impersonation.ts'
import type { PresentedTokens } from './presented.ts'
import type { AuthenticationMethod, Device, Session } from './session.ts'
import type {
  HowToEnd,
  SessionChoice,
  SessionStore,
  SessionWithIdentity,
  TokenHash,
  SessionFilter,
} from './session-store.ts'

export type SessionSettings = {
  readonly lifespanMs: number
  /** A session can be extended in this time before its end; undefined: at any time. */
  readonly earliestPossibleExtendMs: number | undefined
}

export type SessionParts = {
  readonly store: SessionStore
  readonly settings: () => SessionSettings
  readonly clock: Clock
  readonly newId: () => string
  readonly newToken: () => string
  readonly hash: (token: string) => TokenHash
  /** Signs and verifies tokens that are made of a session and not stored. */
  readonly signer: { sign(text: string): string; verify(text: string, signature: string): boolean }
}

/** How many sessions back a device is remembered. */
const mostRemembered = 100

export type Sessions = Omit<SessionFinder, 'isUsable' | 'actAs'> & {
  /** The usable session of the caller; throws Refusal('unauthorized') without one. */
  required(caller: PresentedTokens, id?: string): Promise<SessionWithIdentity>
  /** A new session and its token; nothing is stored. */
  begin(
    identityId: string,
    proofs: readonly AuthenticationMethod[],
    device: Omit<Device, 'id'>,
  ): { readonly session: Session; readonly token: string }
  store(session: Session, token: string): Promise<void>
  /** Gives the usable session with this id a new token; the old one stops working. */
  withNewToken(id: string): Promise<(SessionWithIdentity & { readonly token: string }) | undefined>
  /**
   * Adds an authentication to a session. The answer has the current device last; a known device
   * is stored once. Throws Refusal('forbidden') for a session that support has opened.
   */
  confirm(
    session: Session,
    proof: AuthenticationMethod,
    device: Omit<Device, 'id'>,
  ): Promise<Session>
  /**
   * Extends a session by its lifespan from now. Throws Refusal('not-found') when it has ended,
   * and by default when it is too early.
   */
  extend(id: string, whenEarly?: 'refuse' | 'leave'): Promise<SessionWithIdentity>
  /** The token that a browser must send to sign out of this session. */
  logoutToken(session: Session): string
  isLogoutToken(session: Session, token: string): boolean
  /** What the link has that ends this session, whoever opens it. */
  endingToken(id: string): string
  isEndingToken(id: string, token: string): boolean
  /** The devices that an account was used on before a session, without those that were disowned. */
  earlierDevices(session: Session): Promise<readonly Device[]>
  /** Ends a session that is not of its owner. True when it was active. */
  disown(session: Session): Promise<boolean>
  revoke(id: string): Promise<boolean>
  /** Ends all of an account, and forgets the devices that are known for it. */
  revokeAll(identityId: string): Promise<number>
  /** `devices`: whether the devices that are known for the account stay known. */
  revokeOthers(identityId: string, exceptId: string, devices?: 'kept'): Promise<number>
  /**
   * Revokes the session of a token. False for an unknown token, true also for a session that has
   * ended.
   */
  revokeToken(token: string): Promise<boolean>
  find(id: string): Promise<SessionWithIdentity | undefined>
  deleteOfIdentity(identityId: string): Promise<number>
  endMany(which: SessionChoice, how: HowToEnd, limit: number): Promise<number>
  list(
    filter: SessionFilter,
    page: {
      readonly limit: number
      readonly after?: { readonly issuedAt: Timestamp; readonly id: string }
    },
  ): Promise<readonly SessionWithIdentity[]>
  listByOffset(
    filter: SessionFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly SessionWithIdentity[]>
  count(filter: SessionFilter): Promise<number>
  isActive(session: Session): boolean
  /** The filter for sessions that are, or are not, usable now. */
  usable(is: boolean): { readonly is: boolean; readonly at: Timestamp }
}

/** Begins, finds, confirms, extends and ends sessions. */
export function createSessions(parts: SessionParts): Sessions {
  const { store, clock } = parts
  const logoutPrefix = 'ory_lo_'

  const { isUsable, actAs, ofToken, known, ofCookie, ofCaller } = createSessionFinder(parts)

  return {
    ofToken,
    known,
    ofCookie,
    ofCaller,

    async required(caller: PresentedTokens, id?: string): Promise<SessionWithIdentity> {
      const found = await ofCaller(caller)
      if (!found)
        throw new Refusal('unauthorized', {
          ...(id === undefined ? {} : { id }),
          reason: 'No valid session cookie or session token came with this request.',
        })
      return found
    },

    begin(
      identityId: string,
      proofs: readonly AuthenticationMethod[],
      device: Omit<Device, 'id'>,
    ): { session: Session; token: string } {
      const now = clock()
      return {
        token: parts.newToken(),
        session: {
          id: parts.newId(),
          identityId,
          active: true,
          issuedAt: now,
          authenticatedAt: now,
          expiresAt: now + parts.settings().lifespanMs,
          aal: levelOf(proofs),
          methods: proofs,
          devices: [{ id: parts.newId(), ...device }],
        },
      }
    },

    async store(session: Session, token: string): Promise<void> {
      await store.insert(session, parts.hash(token))
    },

    async withNewToken(
      id: string,
    ): Promise<(SessionWithIdentity & { readonly token: string }) | undefined> {
      const found = await store.find(id)
      if (!isUsable(found)) return undefined
      const token = parts.newToken()
      await store.update(found.session, parts.hash(token))
      return { ...found, token }
    },

    async confirm(
      session: Session,
      proof: AuthenticationMethod,
      device: Omit<Device, 'id'>,
    ): Promise<Session> {
      guardOwn(session, 'confirm it')
      const now = clock()
      const methods = [...session.methods.filter((one) => !isReplaced(one, proof)), proof]
      const seen = session.devices.some(
        (d) => d.ipAddress === device.ipAddress && d.userAgent === device.userAgent,
      )
      const confirmed = {
        ...session,
        methods,
        aal: levelOf(methods),
        authenticatedAt: now,
        expiresAt: Math.max(session.expiresAt, now + parts.settings().lifespanMs),
      }
      const devices = [...session.devices, { id: parts.newId(), ...device }]
      await store.update({ ...confirmed, devices: seen ? session.devices : devices })
      return { ...confirmed, devices }
    },

    async extend(
      id: string,
      whenEarly: 'refuse' | 'leave' = 'refuse',
    ): Promise<SessionWithIdentity> {
      const now = clock(),
        settings = parts.settings()
      const found = await store.find(id)
      // NOTE as published, one that was ended stays as it is
      if (found && !found.session.active) return found
      if (!found || !isActive(found.session, now))
        throw new Refusal('not-found', { reason: 'There is no such session, or it is over.' })
      if (whenEarly === 'leave' && openedBy(found.session)) return found
      guardOwn(found.session, 'extend it')
      if (
        settings.earliestPossibleExtendMs !== undefined &&
        found.session.expiresAt - now > settings.earliestPossibleExtendMs
      ) {
        if (whenEarly === 'leave') return found
        throw new Refusal('not-found', { reason: 'It is too early to extend this session.' })
      }
      const session = { ...found.session, expiresAt: now + settings.lifespanMs }
      await recorded(
        () => store.update(session),
        () => extendedEntry(found),
      )
      return { ...found, session }
    },

    logoutToken(session: Session): string {
      return logoutPrefix + parts.signer.sign(`logout:${session.id}`)
    },
    isLogoutToken(session: Session, token: string): boolean {
      return (
        token.startsWith(logoutPrefix) &&
        parts.signer.verify(`logout:${session.id}`, token.slice(logoutPrefix.length))
      )
    },

    endingToken: (id: string): string => parts.signer.sign(`end session:${id}`),
    isEndingToken: (id: string, token: string): boolean =>
      parts.signer.verify(`end session:${id}`, token),

    async earlierDevices({ id, identityId }: Session): Promise<readonly Device[]> {
      const all = await store.devicesOf(identityId, id, mostRemembered)
      return all.filter((one) => one.disowned !== true && one.openedBy === undefined)
    },
    disown: (session: Session): Promise<boolean> => store.disown(session),
    revoke: (id: string): Promise<boolean> => store.revoke(id),
    revokeAll: (identityId: string): Promise<number> => store.revokeOfIdentity(identityId),
    revokeOthers: (identityId: string, exceptId: string, devices?: 'kept'): Promise<number> =>
      store.revokeOfIdentity(identityId, exceptId, devices),

    async revokeToken(token: string): Promise<boolean> {
      const found = token.length > 256 ? undefined : await store.findByToken(parts.hash(token))
      if (!found) return false
      const { id } = found.session
      actAs(found)
      await recorded(
        () => store.revoke(id),
        (was) => (was ? revokedEntry(found) : undefined),
      )
      return true
    },

    find: (id: string): Promise<SessionWithIdentity | undefined> => store.find(id),
    deleteOfIdentity: (identityId: string): Promise<number> => store.deleteOfIdentity(identityId),
    endMany: store.endMany,
    list: store.list,
    listByOffset: store.listByOffset,
    count: store.count,
    isActive: (session: Session): boolean => isActive(session, clock()),
    usable: (is: boolean): { is: boolean; at: Timestamp } => ({ is, at: clock() }),
  }
}
