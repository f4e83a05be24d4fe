// What people do with the data that is held about them: look whether it can be fetched, ask for it,
// fetch it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import { secondFactorNeeded, type AalRule, type Assurance } from '#session/assurance.ts'
import { guardOwn } from '#session/impersonation.ts'
import type { Session } from '#session/session.ts'
import type { Sessions } from '#session/sessions.ts'
import type { DataExport } from './export-store.ts'
import type { DataExports, ExportLink, Requested } from './exports.ts'

export type PersonalDataParts = {
  readonly exports: Pick<DataExports, 'latest' | 'request' | 'claim'>
  readonly sessions: Pick<Sessions, 'required'>
  readonly identities: Pick<IdentityStore, 'find'>
  readonly assurance: Assurance
  /** The level that a session must have where people see what is theirs. */
  readonly sessionAal: () => AalRule
  readonly settings: () => {
    readonly isEnabled: boolean
    /** How long ago a sign-in may be, as for changes in the settings. */
    readonly privilegedSessionMaxAgeMs: number
  }
  readonly clock: Clock
}

export type Fetched =
  | { readonly kind: 'file'; readonly pieces: AsyncIterable<string> }
  | { readonly kind: 'gone' }

type Tokens = Pick<
  Caller,
  'sessionToken' | 'cookieToken' | 'bearerToken' | 'device' | 'nextCookieToken'
>

export type PersonalData = {
  /** The latest export of the person. Throws Refusal as OwnSessions.whoami. */
  latest(input: undefined, caller: Tokens): Promise<DataExport | undefined>
  /**
   * Asks for the data. Throws Refusal: `unauthorized`, `forbidden` in a session of support, and with
   * a remedy where the second factor is missing or the sign-in is too long ago.
   */
  request(input: { readonly withCredentials: boolean }, caller: Tokens): Promise<Requested>
  /** Fetches the file of a link, once. Throws Refusal as `request`, but a sign-in may be old. */
  fetch(link: ExportLink, caller: Tokens): Promise<Fetched>
}

export function createPersonalData(parts: PersonalDataParts): PersonalData {
  const { exports, assurance } = parts

  function guardEnabled(): void {
    if (!parts.settings().isEnabled)
      throw new Refusal('not-found', { reason: 'Exports of personal data are switched off.' })
  }

  /** The person of the session, with the second factor where they have one, whatever is configured. */
  async function person(caller: Tokens): Promise<{ account: Account; session: Session }> {
    guardEnabled()
    const { session } = await parts.sessions.required(caller)
    guardOwn(session, 'take the data of the account along')
    const account = await parts.identities.find(session.identityId)
    if (!account) throw new Refusal('unauthorized')
    if (assurance.lacks(session, account.credentials, 'highest_available'))
      throw secondFactorNeeded()
    return { account, session }
  }

  return {
    async latest(_, caller) {
      guardEnabled()
      const found = await parts.sessions.required(caller)
      await assurance.demand(found, parts.sessionAal())
      return exports.latest(found.identity.id)
    },

    async request({ withCredentials }, caller) {
      const { account, session } = await person(caller)
      if (session.authenticatedAt + parts.settings().privilegedSessionMaxAgeMs <= parts.clock())
        throw new Refusal('forbidden', {
          id: 'session_refresh_required',
          reason: 'The sign-in is too long ago for this. Please sign in again.',
          remedy: { start: 'login', refresh: true },
        })
      return exports.request(account, withCredentials, caller.device)
    },

    async fetch(link, caller) {
      const { account } = await person(caller)
      const pieces = await exports.claim(account, link, caller.device)
      return pieces ? { kind: 'file', pieces } : { kind: 'gone' }
    },
  }
}
