import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { PendingRequest } from './federation.ts'

/** Refusals of what a provider answered, or failed to. */
const faults: readonly RefusalKind[] = ['upstream', 'misconfigured', 'bad-request']

/** The request whose faults lead back to the form, where the rules say so. */
export function withFaultsOnForm(
  pending: PendingRequest,
  { providerFaults }: Pick<Rules, 'providerFaults'>,
): PendingRequest {
  if (providerFaults === 'are-refused') return pending
  return {
    ...pending,
    async fetchResult() {
      try {
        return await pending.fetchResult()
      } catch (error) {
        if (!(error instanceof Refusal) || !faults.includes(error.kind)) throw error
        const reason = error.reason ?? 'The provider did not answer as it should.'
        throw new InvalidInput([{ message: message('validation.generic', { reason }) }], {
          cause: error,
        })
      }
    },
  }
}
