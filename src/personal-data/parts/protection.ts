import { toRfc3339 } from '#lib/time.ts'
import type { DataPart } from '../part.ts'

/** What is counted against guessing: failed sign-ins and codes, and how many devices are known. */
export const guessing: DataPart = {
  name: 'guessing',
  tables: ['budgets'],
  async one({ account: { identity } }, { shield }) {
    const { held, devices } = await shield.find({ identityId: identity.id })
    return {
      known_devices: devices ?? 0,
      spent: held.map(({ kind, spent, tries }) => ({ kind, spent, of: tries })),
    }
  },
}

/** Second factors that an administrator is about to remove. */
export const secondFactorReset: DataPart = {
  name: 'second_factor_reset',
  tables: ['factor_resets'],
  async one({ account: { identity } }, { factorResets }) {
    const reset = await factorResets.find(identity.id)
    return reset && { requested_at: toRfc3339(reset.requestedAt), due_at: toRfc3339(reset.dueAt) }
  },
}

/** That the account is going to be deleted. */
export const accountDeletion: DataPart = {
  name: 'deletion',
  tables: ['deletions'],
  async one({ account: { identity } }, { deletions }) {
    const deletion = await deletions.find(identity.id)
    return (
      deletion && {
        requested_by: deletion.requestedBy,
        requested_at: toRfc3339(deletion.requestedAt),
        due_at: toRfc3339(deletion.dueAt),
      }
    )
  },
}

/** The role of somebody who looks after others. */
export const operatorRole: DataPart = {
  name: 'operator_role',
  tables: ['operators'],
  async one({ account: { identity } }, { operators }) {
    const operator = await operators.find(identity.id)
    return operator && { role: operator.role, created_at: toRfc3339(operator.createdAt) }
  },
}
