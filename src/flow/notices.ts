// Messages that tell the owner of an account of a change, at the addresses it had before.
import type { Courier, TemplateType } from '#courier/courier.ts'
import { ownerChanges, toldAt } from '#identity/owner-changes.ts'
import type { ChangedBy, OwnerChange, TellOwner } from '#identity/owner-changes.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import type { BudgetStore } from '#shield/budget-store.ts'
import { incidentData } from './mail-data.ts'

export type NoticeSettings = {
  readonly enabled: boolean
  readonly hasSms: boolean
  /** The page for those who cannot get into their account; undefined where there is none. */
  readonly recoveryUrl: string | undefined
  /** The page that ends a session; whoever has its address may end it. */
  readonly endSessionUrl: (sessionId: string) => string
}

export type NoticeParts = {
  readonly courier: Courier
  readonly budgets: Pick<BudgetStore, 'take'>
  readonly settings: () => NoticeSettings
  readonly clock: Clock
}

/**
 * A notice leaves a little later, so that a code which somebody asks for and waits for comes first,
 * and is what programs find that read the next message.
 */
export const noticeDelayMs = 60_000

const hourMs = 3_600_000
/** An account is told of so many changes in an hour, and then once that there are more. */
const single = { tries: 10, refillMs: hourMs / 10 },
  summary = { tries: 1, refillMs: hourMs }

/** Each kind of change with its message. */
const templates = {
  password: 'password_changed_valid',
  'second-factor': 'second_factor_changed_valid',
  'way-in': 'sign_in_method_changed_valid',
  address: 'address_changed_valid',
} as const satisfies Record<OwnerChange['kind'], TemplateType>

export function createNotices({ courier, budgets, settings, clock }: NoticeParts): TellOwner {
  /** The message for one more change of an account; undefined when its owner knows that there are more. */
  async function templateFor(
    { kind }: OwnerChange,
    { identity: { id } }: Account,
  ): Promise<TemplateType | undefined> {
    if ((await budgets.take({ kind: 'notice', key: id, ...single }, clock())) === 0)
      return templates[kind]
    return (await budgets.take({ kind: 'notice-summary', key: id, ...summary }, clock())) === 0
      ? 'account_changed_valid'
      : undefined
  }

  return async (before, after, who) => {
    const { enabled, hasSms } = settings()
    if (!enabled) return
    const recipients = toldAt(before, hasSms)
    if (recipients.length === 0) return
    for (const change of ownerChanges(before, after)) {
      if (who.toldOtherwise?.includes(change.kind) === true) continue
      const template = await templateFor(change, before)
      if (template === undefined) return
      const data = dataOf(change, before, who)
      for (const { via, value } of recipients)
        await courier.queue({
          channel: via,
          recipient: value,
          template,
          data: { To: value, ...data },
          delayMs: noticeDelayMs,
        })
    }
  }

  /** The variables of the templates. */
  function dataOf(
    change: OwnerChange,
    before: Account,
    { by, origin, sessionId, transientPayload }: ChangedBy,
  ): JsonObject {
    const { recoveryUrl, endSessionUrl } = settings()
    return {
      Change:
        change.kind !== 'address'
          ? change.turn
          : change.added.length === 0
            ? 'removed'
            : change.gone.length === 0
              ? 'added'
              : 'changed',
      ...('type' in change ? { Factor: change.type, Provider: change.provider ?? '' } : {}),
      ...(sessionId === undefined ? {} : { EndSessionURL: endSessionUrl(sessionId) }),
      ...(change.kind === 'address'
        ? { AddressesBefore: change.gone.join(', '), AddressesAfter: change.added.join(', ') }
        : {}),
      ChangedBy: by,
      TransientPayload: transientPayload ?? {},
      ...incidentData(before, { at: clock(), origin, recoveryUrl }),
    }
  }
}
