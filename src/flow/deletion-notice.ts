// Tells somebody, at all addresses, that their account is to be deleted.
import type { Courier, TemplateType } from '#courier/courier.ts'
import type { Deletion } from '#identity/deletion-store.ts'
import type { Account } from '#identity/identity-store.ts'
import { toldEverywhere } from '#identity/owner-changes.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import { incidentData } from './mail-data.ts'

export type DeletionNoticeParts = {
  readonly courier: Courier
  readonly settings: () => { readonly hasSms: boolean; readonly loginUrl: string }
  readonly clock: Clock
}

/** Joins the open transaction. `done`: there is no deletion any more. */
export type TellDeletion = (
  account: Account,
  what: 'requested' | 'soon' | 'cancelled' | 'done',
  deletion: Deletion | undefined,
) => Promise<void>

const templates = {
  requested: 'deletion_requested_valid',
  soon: 'deletion_soon_valid',
  cancelled: 'deletion_cancelled_valid',
  done: 'account_deleted_valid',
} as const satisfies Record<string, TemplateType>

export function createDeletionNotice({
  courier,
  settings,
  clock,
}: DeletionNoticeParts): TellDeletion {
  return async (account, what, deletion) => {
    const { hasSms, loginUrl } = settings()
    for (const { via, value } of toldEverywhere(account, hasSms))
      await courier.queue({
        channel: via,
        recipient: value,
        template: templates[what],
        data: {
          To: value,
          ...(deletion ? { DueAt: toRfc3339(deletion.dueAt) } : {}),
          LoginURL: loginUrl,
          ...(deletion?.requestedBy === 'administrator' && what !== 'cancelled'
            ? { ChangedBy: 'administrator' }
            : {}),
          TransientPayload: {},
          ...incidentData(account, { at: clock(), origin: undefined, recoveryUrl: undefined }),
        },
      })
  }
}
