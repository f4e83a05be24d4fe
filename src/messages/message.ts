import type { Json } from '#lib/json.ts'
import type { MessageKey, MessageFacts } from './catalogue.ts'

/**
 * Something to be said: which sentence, and the facts in it. The text itself is made by the
 * edition, when the message is shown.
 */
export type Message<K extends MessageKey = MessageKey> = {
  readonly key: K
  readonly facts: { readonly [name: string]: Json }
}

/** `message('validation.required', { property })`: the compiler asks for the right facts. */
export function message<K extends MessageKey>(
  key: K,
  ...[facts]: {} extends MessageFacts<K> ? [facts?: MessageFacts<K>] : [facts: MessageFacts<K>]
): Message<K> {
  return { key, facts: facts ?? {} }
}
