// How messages of v0.4 differ from the catalogue: fewer ids, other contexts.
import { catalogue } from '#messages/catalogue.ts'
import type { Message } from '#messages/message.ts'
import type { MessageRenderer, Wording } from '#messages/render.ts'
import { emptyContext, groupedWording, sharedId } from '../shared/message-groups.ts'
import type { WireMessages } from '../shared/v0.2-v0.4/wire.ts'
import type { Text } from './wire.ts'

export const wording: Wording = {
  ...groupedWording,
  'validation.no-identifier': sharedId,
  'login.no-method': sharedId,
  'registration.no-method': sharedId,
  // an expired link is reported like an invalid one
  'verification.expired': { ...catalogue['verification.link-wrong'], context: emptyContext },
  'validation.required': { context: ({ property }: { property: string }) => ({ property }) },
  'validation.empty': {
    id: 4000002,
    context: ({ property }: { property: string }) => ({ property }),
  },
  'validation.identifier-taken': { context: emptyContext },
}

/** A message as JSON. v0.4 knows only the types `info` and `error`. */
export const messageText =
  (render: MessageRenderer) =>
  (one: Message): Text => {
    const { type, ...text } = render(one)
    return { ...text, type: type === 'error' ? 'error' : 'info' }
  }

/** Messages as JSON, under the key `messages`. */
export const renderMessages =
  (render: MessageRenderer) =>
  (messages: readonly Message[]): WireMessages =>
    messages.length > 0 ? { messages: messages.map(messageText(render)) } : {}
