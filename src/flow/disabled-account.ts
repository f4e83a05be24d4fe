import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal, type Remedy } from '#errors/refusal.ts'
import type { Identity } from '#identity/identity.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'

/**
 * The error for whoever has given the right proof for an account that is switched off. `hasForm`:
 * whether there is a form to say so on.
 */
export function disabledAccount(
  { inactiveAccounts }: Pick<Rules, 'inactiveAccounts'>,
  { id }: Pick<Identity, 'id'>,
  { hasForm, remedy }: { readonly hasForm: boolean; readonly remedy?: Remedy },
): Refusal | InvalidInput {
  const facts = {
    reason: 'This account has been deactivated.',
    details: { identity_id: id },
    ...(remedy ? { remedy } : {}),
  }
  if (inactiveAccounts === 'are-refused') return new Refusal('unauthorized', facts)
  return hasForm
    ? new InvalidInput([{ message: message('login.account-disabled') }])
    : new Refusal('bad-request', { id: 'identity_disabled', ...facts })
}
