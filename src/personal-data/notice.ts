// Tells people, by mail, that their data can be fetched, and that it was.
import type { Courier } from '#courier/courier.ts'
import { incidentData } from '#flow/mail-data.ts'
import type { NoticeSettings } from '#flow/notices.ts'
import type { Account } from '#identity/identity-store.ts'
import { toldAt, toldEverywhere, type Origin } from '#identity/owner-changes.ts'
import type { Clock } from '#lib/time.ts'

export type DataNoticeParts = {
  readonly courier: Courier
  readonly settings: () => Pick<NoticeSettings, 'hasSms' | 'recoveryUrl'>
  readonly clock: Clock
}

/** Both join the open transaction. */
export type DataNotice = {
  /** Whether a link can be sent to the person. */
  reaches(account: Account): boolean
  /** Sends the link to one address, so that it is in one place only. */
  ready(account: Account, url: string, lifespanMs: number): Promise<void>
  /** Tells, at all addresses, that the data was fetched. */
  downloaded(account: Account, origin: Origin): Promise<void>
}

export function createDataNotice({ courier, settings, clock }: DataNoticeParts): DataNotice {
  const facts = (account: Account, origin: Origin | undefined) =>
    incidentData(account, { at: clock(), origin, recoveryUrl: settings().recoveryUrl })
  return {
    reaches: (account) => toldAt(account, settings().hasSms).length > 0,
    async ready(account, url, lifespanMs) {
      const [address] = toldAt(account, settings().hasSms)
      if (!address) return
      await courier.queue({
        channel: address.via,
        recipient: address.value,
        template: 'data_ready_valid',
        data: {
          To: address.value,
          DownloadURL: url,
          ExpiresInMinutes: Math.round(lifespanMs / 60_000),
          TransientPayload: {},
          ...facts(account, undefined),
        },
      })
    },
    async downloaded(account, origin) {
      for (const { via, value } of toldEverywhere(account, settings().hasSms))
        await courier.queue({
          channel: via,
          recipient: value,
          template: 'data_downloaded_valid',
          data: { To: value, TransientPayload: {}, ...facts(account, origin) },
        })
    },
  }
}
