import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { Flow } from '../flow.ts'
import type { PendingRequest, ProviderResult } from './federation.ts'

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

/** The key in the memory of a flow that names the provider whose missing traits it has asked for. */
export const askedBy = 'traits_asked_by'

/** Mistakes in the traits of somebody who comes from a provider, as often as they are told. */
export function asTold(
  problems: readonly Problem[],
  { memory }: Flow,
  { provider }: Pick<ProviderResult, 'provider'>,
  { mistakesInTraitsAskedFor }: Pick<Rules, 'mistakesInTraitsAskedFor'>,
): readonly Problem[] {
  return memory[askedBy] === provider.id && mistakesInTraitsAskedFor === 'are-told-twice'
    ? problems.flatMap((problem) => [problem, problem])
    : problems
}
