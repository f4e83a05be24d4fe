// Tells the owner of an account of a sign-in on a device, or from a network, that is new.
import type { Courier } from '#courier/courier.ts'
import type { Account } from '#identity/identity-store.ts'
import { toldAt } from '#identity/owner-changes.ts'
import { deviceName } from '#lib/device-name.ts'
import { isLocal, networkOf } from '#lib/network.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { Device, Session } from '#session/session.ts'
import type { Sessions } from '#session/sessions.ts'
import type { BudgetStore } from '#shield/budget-store.ts'
import { incidentData } from './mail-data.ts'
import { noticeDelayMs, type NoticeSettings } from './notices.ts'

export type SignInNoticeParts = {
  readonly courier: Courier
  readonly budgets: Pick<BudgetStore, 'take'>
  readonly sessions: Pick<Sessions, 'earlierDevices'>
  readonly settings: () => NoticeSettings & { readonly signIns: boolean }
  readonly clock: Clock
}

/**
 * Tells of a new session, if it is on a device or from a network that the account was not used on
 * or from before. Joins the transaction that stores it. `isIncomplete`: the second factor is
 * missing. `transientPayload`: what came with the form.
 */
export type TellSignIn = (
  account: Account,
  session: Session,
  state: {
    readonly isIncomplete: boolean
    readonly transientPayload: JsonObject | undefined
  },
) => Promise<void>

/** Of so many sign-ins an account is told in an hour. */
const limit = { tries: 10, refillMs: 360_000 }

export function createSignInNotice(parts: SignInNoticeParts): TellSignIn {
  return async (account, session, { isIncomplete, transientPayload }) => {
    const { enabled, signIns, hasSms, recoveryUrl, endSessionUrl } = parts.settings()
    const device = session.devices.at(-1)
    if (!enabled || !signIns || !device) return
    const recipients = toldAt(account, hasSms)
    if (recipients.length === 0) return
    const news = newsOf(device, await parts.sessions.earlierDevices(session))
    if (news === undefined) return
    const key = `sign-in:${account.identity.id}`
    if ((await parts.budgets.take({ kind: 'notice', key, ...limit }, parts.clock())) > 0) return
    for (const { via, value } of recipients)
      await parts.courier.queue({
        channel: via,
        recipient: value,
        template: 'new_sign_in_valid',
        data: {
          To: value,
          New: news,
          Incomplete: isIncomplete,
          EndSessionURL: endSessionUrl(session.id),
          TransientPayload: transientPayload ?? {},
          ...incidentData(account, { at: parts.clock(), origin: device, recoveryUrl }),
        },
        delayMs: noticeDelayMs,
      })
  }
}

/**
 * What is new about a device. Nothing for an account that was not used before: there is nothing to
 * compare.
 */
export function newsOf(
  device: Pick<Device, 'userAgent' | 'ipAddress'>,
  earlier: readonly Pick<Device, 'userAgent' | 'ipAddress'>[],
): 'device' | 'network' | undefined {
  if (earlier.length === 0) return undefined
  const isSeen = (what: (one: typeof device) => string) =>
    earlier.some((one) => what(one) === what(device))
  if (!isSeen(kindOf)) return 'device'
  return isLocal(device.ipAddress) || isSeen(({ ipAddress }) => networkOf(ipAddress))
    ? undefined
    : 'network'
}

/** NOTE versions change with every update, so they say nothing. */
const kindOf = ({ userAgent }: Pick<Device, 'userAgent'>): string =>
  deviceName(userAgent, (browser, system) => `${browser}, ${system}`) ??
  userAgent.replaceAll(/\d[\d.]*/g, '')
