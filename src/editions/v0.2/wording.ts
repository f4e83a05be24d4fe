import type { Message } from '#messages/message.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { WireMessages } from '../shared/v0.2-v0.4/wire.ts'

/** Errors as texts without ids. Info messages are left out; the flow's properties tell the same. */
export const renderErrors =
  (render: MessageRenderer) =>
  (messages: readonly Message[]): WireMessages => {
    const errors = messages
      .map(render)
      .filter(({ type }) => type === 'error')
      .map(({ text }) => ({ message: text }))
    return errors.length > 0 ? { errors } : {}
  }
