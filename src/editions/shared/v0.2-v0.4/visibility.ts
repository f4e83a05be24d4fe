import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'

/**
 * A public reading that tells nobody which ids exist: what is not there is refused as what belongs
 * to another browser. Throws Refusal.
 */
export const hidden =
  <I, O>(show: (input: I, caller: Caller) => Promise<O>) =>
  async (input: I, caller: Caller): Promise<O> => {
    try {
      return await show(input, caller)
    } catch (error) {
      if (error instanceof Refusal && (error.kind === 'not-found' || error.kind === 'bad-request'))
        throw notYours()
      throw error
    }
  }

/** What a browser is told that asks for what another browser began, or for what does not exist. */
export const notYours = (): Refusal =>
  new Refusal('forbidden', {
    reason:
      'This does not exist, or belongs to another browser: the anti-forgery cookie does not fit it.',
  })
