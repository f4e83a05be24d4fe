// Wrappers that change the refusals of an action to those that v0.6 and v0.7 publish.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { UnknownProvider } from '#flow/federation/federation.ts'
import type { ForeignFlow } from './settings-answer.ts'

/** Removes the reason from a refusal about an unknown flow. */
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
 * When a browser submits the settings flow of another identity, it is redirected to the page of
 * that flow, which will refuse to show it.
 */
export function redirectForeignFlow<I extends { readonly flowId: string | undefined }, O>(
  act: (input: I, caller: Caller) => Promise<O>,
): (input: I, caller: Caller) => Promise<O | ForeignFlow> {
  return async (input, caller) => {
    try {
      return await act(input, caller)
    } catch (error) {
      if (
        error instanceof Refusal &&
        error.id === 'security_identity_mismatch' &&
        caller.accepts === 'html'
      )
        return { kind: 'foreign-flow', id: input.flowId ?? '' }
      throw error
    }
  }
}

/** Refuses unknown and forbidden objects with the same kind. */
export function refuseUnknownAs<I, O>(
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
