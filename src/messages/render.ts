import type { Json } from '#lib/json.ts'
import { catalogue, type MessageKey } from './catalogue.ts'
import type { Entry, MessageType } from './entry.ts'
import type { Message } from './message.ts'

export type Rendered = {
  readonly id: number
  readonly type: MessageType
  readonly text: string
  readonly context?: { readonly [name: string]: Json }
}

/** What an edition says otherwise than the catalogue. */
export type Wording = { readonly [K in MessageKey]?: Partial<Entry<never>> }

/** Finds the words for a message. */
export type MessageRenderer = (message: Message) => Rendered

export function createMessageRenderer(wording: Wording = {}): MessageRenderer {
  return ({ key, facts }) => {
    const entry = { ...catalogue[key], ...wording[key] } as Entry<Message['facts']>
    const context = entry.context
      ? entry.context(facts)
      : Object.keys(facts).length > 0
        ? facts
        : undefined
    const rendered = {
      id: entry.id,
      type: entry.type,
      text: entry.text(facts),
      ...entry.foreign?.(facts),
    }
    return context === undefined ? rendered : { ...rendered, context }
  }
}
