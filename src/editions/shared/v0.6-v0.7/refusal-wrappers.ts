// Actions whose refusals these editions answer in another way.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { UnknownProvider } from '#flow/federation/federation.ts'
import type { SomebodyElses } from './settings-answer.ts'

/** Leaves the reason out of a refusal that says that a flow does not exist. */
export function withoutReason<I, O>(
  act: (input: I, caller: Caller) => Promise<O>,
): (input: I, caller: Caller) => Promise<O> {
  return async (input, caller) => {
    try {
      return await act(input, caller)
    } catch (error) {
      if (
        error instanceof Refusal &&
        error.kind === 'not-found' &&
        !(error instanceof UnknownProvider)
      )
        throw new Refusal('not-found', { cause: error })
      throw error
    }
  }
}

/**
 * A browser that sends the flow of somebody else is sent to the page of that flow, which will not
 * be shown to it.
 */
export function notOfSomebodyElse<I extends { readonly flowId: string | undefined }, O>(
  act: (input: I, caller: Caller) => Promise<O>,
): (input: I, caller: Caller) => Promise<O | SomebodyElses> {
  return async (input, caller) => {
    try {
      return await act(input, caller)
    } catch (error) {
      if (
        error instanceof Refusal &&
        error.id === 'security_identity_mismatch' &&
        caller.accepts === 'html'
      )
        return { kind: 'of-somebody-else', id: input.flowId ?? '' }
      throw error
    }
  }
}

/** Refuses with this kind what does not exist and what the caller may not see. */
export function unknownAs<I, O>(
  kind: 'forbidden' | 'not-found',
  act: (input: I, caller: Caller) => Promise<O>,
): (input: I, caller: Caller) => Promise<O> {
  const other = kind === 'forbidden' ? 'not-found' : 'forbidden'
  return async (input, caller) => {
    try {
      return await act(input, caller)
    } catch (error) {
      if (error instanceof Refusal && error.kind === other)
        throw new Refusal(kind, {
          ...(error.reason === undefined ? {} : { reason: error.reason }),
          cause: error,
        })
      throw error
    }
  }
}
