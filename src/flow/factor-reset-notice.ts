// Tells somebody, at all addresses, that an administrator removes their second factors.
import type { Courier, TemplateType } from '#courier/courier.ts'
import type { FactorReset } from '#identity/factor-reset-store.ts'
import type { Account } from '#identity/identity-store.ts'
import { toldEverywhere } from '#identity/owner-changes.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import { incidentData } from './mail-data.ts'
import type { NoticeSettings } from './notices.ts'

export type FactorResetNoticeParts = {
  readonly courier: Courier
  readonly settings: () => Pick<NoticeSettings, 'hasSms' | 'recoveryUrl'> & {
    /** The page that stops a reset; whoever has its address may stop it. */
    readonly cancelUrl: (reset: FactorReset) => string
  }
  readonly clock: Clock
}

/** Joins the transaction that begins the reset, or carries it out. */
export type TellFactorReset = (
  account: Account,
  what: 'begun' | 'done',
  reset: FactorReset,
) => Promise<void>

const templates = {
  begun: 'second_factor_reset_begun_valid',
  done: 'second_factor_reset_done_valid',
} as const satisfies Record<string, TemplateType>

export function createFactorResetNotice(parts: FactorResetNoticeParts): TellFactorReset {
  return async (account, what, reset) => {
    const { hasSms, recoveryUrl, cancelUrl } = parts.settings()
    for (const { via, value } of toldEverywhere(account, hasSms))
      await parts.courier.queue({
        channel: via,
        recipient: value,
        template: templates[what],
        data: {
          To: value,
          ...(what === 'begun'
            ? { DueAt: toRfc3339(reset.dueAt), CancelURL: cancelUrl(reset) }
            : {}),
          ChangedBy: 'administrator',
          TransientPayload: {},
          ...incidentData(account, { at: parts.clock(), origin: undefined, recoveryUrl }),
        },
      })
  }
}
