import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { ExplainedNotFound } from './error.ts'

/**
 * Answers an unknown flow like a flow of another browser, so that clients cannot find out which ids
 * exist. Throws Refusal.
 */
export const hideUnknown =
  <I, O>(show: (input: I, caller: Caller) => Promise<O>) =>
  async (input: I, caller: Caller): Promise<O> => {
    try {
      return await show(input, caller)
    } catch (error) {
      if (error instanceof Refusal && (error.kind === 'not-found' || error.kind === 'bad-request'))
        throw unknownOrForeign()
      throw error
    }
  }

/** The refusal for an unknown flow and for a flow of another browser. */
export const unknownOrForeign = (): Refusal =>
  new Refusal('forbidden', {
    reason:
      'This does not exist, or belongs to another browser: ' +
      'the anti-forgery cookie does not fit it.',
  })

/** Says why a flow of the settings is unknown; the other flows leave it at a message. */
export const explainUnknown =
  <I, O>(submit: (input: I, caller: Caller) => Promise<O>) =>
  async (input: I, caller: Caller): Promise<O> => {
    try {
      return await submit(input, caller)
    } catch (error) {
      throw error instanceof Refusal && error.kind === 'not-found'
        ? new ExplainedNotFound(error)
        : error
    }
  }
