// Tells somebody, at all addresses, that it was reported from their account that something was not them.
import type { Courier } from '#courier/courier.ts'
import { toldEverywhere } from '#identity/owner-changes.ts'
import type { Clock } from '#lib/time.ts'
import type { TellReported } from '#session/own-activity.ts'
import { incidentData } from './mail-data.ts'
import type { NoticeSettings } from './notices.ts'

export type ReportedNoticeParts = {
  readonly courier: Courier
  readonly settings: () => NoticeSettings
  readonly clock: Clock
}

export function createReportedNotice({
  courier,
  settings,
  clock,
}: ReportedNoticeParts): TellReported {
  return async (account, origin) => {
    const { enabled, hasSms, recoveryUrl } = settings()
    if (!enabled) return
    for (const { via, value } of toldEverywhere(account, hasSms))
      await courier.queue({
        channel: via,
        recipient: value,
        template: 'activity_reported_valid',
        data: {
          To: value,
          TransientPayload: {},
          ...incidentData(account, { at: clock(), origin, recoveryUrl }),
        },
      })
  }
}
