// Builds what tells owners of accounts of changes and sign-ins.
import type { Courier } from '#courier/courier.ts'
import { createNotices } from '#flow/notices.ts'
import { createSignInNotice, type TellSignIn } from '#flow/sign-in-notice.ts'
import type { TellOwner } from '#identity/owner-changes.ts'
import type { Clock } from '#lib/time.ts'
import { endSessionUrl } from '#pages/end-session.ts'
import type { Sessions } from '#session/sessions.ts'
import type { BudgetStore } from '#shield/budget-store.ts'
import { configOf, type Runtime } from './runtime.ts'

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
} {
  const settings = () => {
    const { mail, pallas, selfservice, public: open } = configOf(runtime)
    const { recovery } = selfservice.flows
    return {
      ...pallas.notices,
      hasSms: mail.sms !== undefined || mail.transport.kind === 'mailbox',
      recoveryUrl: recovery.enabled ? recovery.uiUrl : undefined,
      endSessionUrl: (id: string) => endSessionUrl(open.baseUrl, id, sessions.endingToken(id)),
    }
  }
  return {
    tellOwner: createNotices({ ...parts, settings }),
    tellSignIn: createSignInNotice({ ...parts, sessions, settings }),
  }
}
