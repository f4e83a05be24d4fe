import type { Message } from '#messages/message.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Said } from '../shared/v0.2-v0.4/wire.ts'

/**
 * This edition says what is wrong in sentences, without ids; what is to be said otherwise is seen
 * from the request itself.
 */
export const sayErrors =
  (render: MessageRenderer) =>
  (messages: readonly Message[]): Said => {
    const errors = messages
      .map(render)
      .filter(({ type }) => type === 'error')
      .map(({ text }) => ({ message: text }))
    return errors.length > 0 ? { errors } : {}
  }
