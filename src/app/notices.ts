// Builds what tells owners of accounts of changes and sign-ins.
import type { Config } from '#config/config.ts'
import type { Courier } from '#courier/courier.ts'
import { createNotices } from '#flow/notices.ts'
import { createReportedNotice } from '#flow/reported-notice.ts'
import { createSignInNotice, type TellSignIn } from '#flow/sign-in-notice.ts'
import type { TellReported } from '#session/own-activity.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { Clock } from '#lib/time.ts'
import { endSessionUrl } from '#pages/end-session.ts'
import type { Sessions } from '#session/sessions.ts'
import type { BudgetStore } from '#shield/budget-store.ts'
import { configOf, type Runtime } from './runtime.ts'

/** Whether text messages can be sent. */
export const hasSms = ({ mail }: Config): boolean =>
  mail.sms !== undefined || mail.transport.kind === 'mailbox'

/** The page where a recovery begins; undefined where there is none. */
export const recoveryUrlOf = ({ selfservice: { flows } }: Config): string | undefined =>
  flows.recovery.enabled ? flows.recovery.uiUrl : undefined

export type NoticesAppParts = {
  readonly runtime: Runtime
  readonly courier: Courier
  readonly budgets: Pick<BudgetStore, 'take'>
  readonly sessions: Sessions
  readonly clock: Clock
}

export function createNoticesApp({ runtime, sessions, ...parts }: NoticesAppParts): {
  readonly tellOwner: TellOwner
  readonly tellSignIn: TellSignIn
  readonly tellReported: TellReported
} {
  const settings = () => {
    const config = configOf(runtime)
    const { pallas, public: open } = config
    return {
      ...pallas.notices,
      hasSms: hasSms(config),
      recoveryUrl: recoveryUrlOf(config),
      endSessionUrl: (id: string) => endSessionUrl(open.baseUrl, id, sessions.endingToken(id)),
    }
  }
  return {
    tellOwner: createNotices({ ...parts, settings }),
    tellReported: createReportedNotice({ ...parts, settings }),
    tellSignIn: createSignInNotice({ ...parts, sessions, settings }),
  }
}
