// Sessions that support has opened in the place of a person.
import type { Actor } from '#audit/entry.ts'
import { Refusal } from '#errors/refusal.ts'
import type { OpenedBy, Session } from './session.ts'

/** Who has opened the session in the place of its owner; undefined for one of theirs. */
export const openedBy = ({ devices }: Pick<Session, 'devices'>): OpenedBy | undefined =>
  devices.find((one) => one.openedBy !== undefined)?.openedBy

// NOTE the random part of a token has letters and digits only
const usual = 'ory_st_',
  prefix = `${usual}support_`

/** The token of such a session tells what it is, so that pages are marked without a look-up. */
export const supportToken = (token: string): string => prefix + token.slice(usual.length)

export const isSupportToken = (token: string | undefined): boolean =>
  token?.startsWith(prefix) === true

/** Who acts in such a session, for the audit trail. */
export const supportActor = ({ kind, id, name }: OpenedBy): Actor => ({
  kind,
  id,
  name,
  right: 'impersonation',
})

/** Throws Refusal('forbidden') for such a session; `what`: what it cannot do, for its reason. */
export function guardOwn(session: Pick<Session, 'devices'>, what: string): void {
  if (openedBy(session))
    throw new Refusal('forbidden', {
      id: 'session_of_support',
      reason: `Support has opened this session and cannot ${what}.`,
    })
}
