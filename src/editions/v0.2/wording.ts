import type { Message } from '#messages/message.ts'
import type { Voice } from '#messages/render.ts'
import type { Said } from '../shared/v0.2-v0.4/wire.ts'

/**
 * This edition says what is wrong in sentences, without ids; what is to be said otherwise is seen
 * from the request itself.
 */
export const sayErrors =
  (voice: Voice) =>
  (messages: readonly Message[]): Said => {
    const errors = messages
      .map(voice)
      .filter(({ type }) => type === 'error')
      .map(({ text }) => ({ message: text }))
    return errors.length > 0 ? { errors } : {}
  }
