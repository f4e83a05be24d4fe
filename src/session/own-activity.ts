// What people see of what has happened to their account.
import { recorded } from '#audit/record.ts'
import type { AuditAdministration } from '#audit/administration.ts'
import { happeningOf, joined, thingOf, type Happening } from '#audit/told.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Origin } from '#identity/owner-changes.ts'
import { deviceKind } from '#lib/device-name.ts'
import { isUuid } from '#lib/uuid.ts'
import { reportedEntry } from './audit-entries.ts'
import { guardOwn, openedBy } from './impersonation.ts'
import type { OwnSessions } from './own-sessions.ts'
import type { PresentedTokens } from './presented.ts'
import type { Remembered } from './remembered.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'

export type ActivityPage = {
  /** `sessions`: nothing is recorded, so these are the sessions that are usable. */
  readonly source: 'trail' | 'sessions'
  /** Newest first. */
  readonly shown: readonly Happening[]
  /** The id after which the next page begins, where there is one. */
  readonly last: string | undefined
}

export type OwnActivity = {
  /** Throws as OwnSessions.whoami. */
  list(
    page: { readonly limit: number; readonly after: string | undefined },
    caller: PresentedTokens,
  ): Promise<ActivityPage>
  /**
   * The person says that something was not them: all their sessions end, also that of the caller,
   * and no device is known or remembered any more. They are told of it, as the trail is. Throws
   * Refusal for what is not theirs, and as OwnSessions.whoami.
   */
  report(
    input: { readonly id: string },
    caller: PresentedTokens & { readonly device: Origin },
  ): Promise<Reported>
}

export type Reported = {
  /** How many sessions have ended. */
  readonly ended: number
  /** An address with which the person can get back in, where they have one. */
  readonly recoveryAddress: string | undefined
}

/** Tells the owner of an account that it was reported. Joins the transaction that ends the sessions. */
export type TellReported = (account: Account, origin: Origin) => Promise<void>

export type OwnActivityParts = {
  readonly ownSessions: Pick<OwnSessions, 'whoami' | 'list'>
  readonly trail: Pick<AuditAdministration, 'list' | 'find' | 'isRecording'>
  readonly sessions: Pick<Sessions, 'find' | 'listByOffset' | 'usable' | 'disown' | 'revokeAll'>
  readonly remembered: Pick<Remembered, 'forget'>
  readonly identities: Pick<IdentityStore, 'find'>
  readonly tellReported: TellReported
  readonly events: Events
}

/** Of so many entries one page is made at most, however many of them are told as one. */
const chunk = 50,
  mostChunks = 10
const mostSessions = 100

export function createOwnActivity(parts: OwnActivityParts): OwnActivity {
  const { ownSessions, trail, sessions } = parts

  async function fromTrail(
    identityId: string,
    { limit, after }: { readonly limit: number; readonly after: string | undefined },
  ): Promise<Pick<ActivityPage, 'shown' | 'last'>> {
    const shown: Happening[] = []
    let last = after
    for (let read = 0; read < mostChunks; read++) {
      const page = await trail.list({ targetId: identityId }, { limit: chunk, after: last })
      for (const entry of page.shown) {
        const one = happeningOf(entry, identityId)
        const newer = shown.at(-1)
        const both = one && newer && joined(newer, one)
        if (both) shown[shown.length - 1] = both
        else if (one && shown.length === limit) return { shown, last }
        else if (one) shown.push(one)
        last = entry.id
      }
      if (page.last === undefined) return { shown, last: undefined }
    }
    return { shown, last }
  }

  /** What is reported, as an entry names it. Throws Refusal for what cannot be. */
  async function reportable(id: string, identityId: string): Promise<string> {
    const unknown = new Refusal('not-found', {
      reason: 'Nothing with this id has happened to this account that can be reported.',
    })
    if (!isUuid(id)) throw unknown
    if (!trail.isRecording()) {
      if ((await sessions.find(id))?.identity.id !== identityId) throw unknown
      return `sessions.${id}`
    }
    const entry = await trail.find({ id }).catch((error: unknown) => {
      throw error instanceof Refusal ? unknown : error
    })
    const isTheirs = entry.target.kind === 'identity' && entry.target.id === identityId
    if (!isTheirs || happeningOf(entry, identityId)?.canBeReported !== true) throw unknown
    return `entries.${id}`
  }

  /** Ends all sessions. NOTE devices of the others say nothing about what is new at a sign-in */
  async function endAll(own: Session): Promise<number> {
    const { identityId, id } = own
    const filter = { identityId, exceptId: id, active: sessions.usable(true) }
    const others = await sessions.listByOffset(filter, { limit: mostSessions, offset: 0 })
    for (const { session } of others) await sessions.disown(session)
    return others.length + (await sessions.revokeAll(identityId))
  }

  return {
    async report({ id }, caller) {
      const { session, identity } = await ownSessions.whoami(undefined, caller)
      guardOwn(session, 'report what has happened')
      const what = await reportable(id, identity.id)
      const ended = await recorded(
        async () => {
          const count = await endAll(session)
          await parts.remembered.forget(identity.id)
          const account = await parts.identities.find(identity.id)
          if (account) await parts.tellReported(account, caller.device)
          return count
        },
        (count) => reportedEntry(identity.id, what, count),
      )
      parts.events({ kind: 'sessions.revoked', identityId: identity.id, count: ended, by: 'owner' })
      return { ended, recoveryAddress: identity.recoveryAddresses[0]?.value }
    },

    async list(page, caller) {
      const { session, identity } = await ownSessions.whoami(undefined, caller)
      if (trail.isRecording()) return { source: 'trail', ...(await fromTrail(identity.id, page)) }
      const { sessions: others } = await ownSessions.list(
        { limit: mostSessions, offset: 0 },
        caller,
      )
      const all = [session, ...others.map((one) => one.session)]
      return {
        source: 'sessions',
        shown: all.map(signInOf).toSorted((one, other) => other.at - one.at),
        last: undefined,
      }
    },
  }
}

/** The sign-in with which a session began, as far as the session tells. */
function signInOf(session: Session): Happening {
  const { id, authenticatedAt, methods, devices } = session
  const device = devices.at(-1)
  const isSupport = openedBy(session) !== undefined
  return {
    id,
    at: authenticatedAt,
    since: authenticatedAt,
    times: 1,
    action: 'login.succeeded',
    by: isSupport ? 'support' : 'person',
    methods: methods.map(({ method }) => thingOf(method)),
    changes: [],
    count: undefined,
    device: isSupport ? undefined : deviceKind(device?.userAgent ?? ''),
    client: isSupport ? undefined : device?.ipAddress,
    canBeReported: !isSupport,
  }
}
