// Sessions in a table, those of one person or of all.
import type { FormToken } from '../routes.ts'
import { deviceName } from '#lib/device-name.ts'
import type { Timestamp } from '#lib/time.ts'
import { breakable, html, type Html, type Words } from '#pages/html.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { shortTitleOf } from '../people/name.ts'
import { ago, badge, button, post, table, urlOf, type Column, listed } from '../tags.ts'
import { texts } from '../texts.ts'

const labels = texts.sessions

export type ShownSession = SessionWithIdentity & { readonly isActive: boolean }

/** `back`: which list the browser returns to after a session was ended. */
export function sessionTable(
  sessions: readonly ShownSession[],
  {
    back,
    token,
    now,
  }: { readonly back: 'all' | 'person'; readonly token: FormToken; readonly now: Timestamp },
): Html {
  const person: Column<ShownSession> = {
    label: labels.person,
    cell: ({ identity }) =>
      html`<a href="${urlOf(`/people/${identity.id}/sessions`)}"
        >${breakable(shortTitleOf(identity))}</a
      >`,
  }
  const device: Column<ShownSession> = {
    label: labels.device,
    cell: ({ session }) => html`${deviceOf(session)}<span class="sub">${placeOf(session)}</span>`,
  }
  return table(
    labels.caption,
    [
      ...(back === 'all' ? [person, device] : [device]),
      {
        label: labels.state,
        cell: ({ isActive }) =>
          isActive ? badge('good', labels.active) : badge('plain', labels.ended),
      },
      {
        label: labels.methods,
        cell: ({ session }) =>
          html`${listed(
            session.methods.map(
              ({ method, provider }) => provider ?? texts.person.methodNames[method],
            ),
          )}<span class="sub">${session.aal}</span>`,
        isMinor: true,
      },
      { label: labels.begun, cell: ({ session }) => ago(session.issuedAt, now), isMinor: true },
      { label: labels.expires, cell: ({ session }) => ago(session.expiresAt, now), isMinor: true },
      {
        label: html`<span class="unseen">${texts.actions}</span>`,
        cell: ({ session, identity, isActive }) =>
          isActive &&
          post(
            `/sessions/${session.id}/end`,
            token,
            { back },
            button('secondary', labels.end, html`${deviceOf(session)}, ${shortTitleOf(identity)}`),
          ),
      },
    ],
    sessions,
  )
}

type Session = ShownSession['session']

const deviceOf = ({ devices }: Session): Words =>
  deviceName(devices.at(-1)?.userAgent ?? '', labels.browserOn) ?? labels.unknownDevice

const placeOf = ({ devices }: Session): string =>
  [devices.at(-1)?.location, devices.at(-1)?.ipAddress].filter((part) => part).join(', ')
