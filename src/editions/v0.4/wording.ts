// How messages of v0.4 differ from the catalogue: fewer ids, other contexts.
import { toRfc3339 } from '#lib/time.ts'
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import type { Message } from '#messages/message.ts'
import type { MessageRenderer, Wording } from '#messages/render.ts'
import type { WireMessages } from '../shared/v0.2-v0.4/wire.ts'
import type { Text } from './wire.ts'

const none = () => undefined
const empty = () => ({})

/** Messages that have no id of their own share this one. */
const generic = { id: 4000001, context: none }
const genericMessages: readonly MessageKey[] = [
  'validation.generic',
  'validation.empty',
  'validation.too-long',
  'validation.minimum',
  'validation.exclusive-minimum',
  'validation.maximum',
  'validation.exclusive-maximum',
  'validation.multiple-of',
  'validation.too-many-items',
  'validation.too-few-items',
  'validation.unique-items',
  'validation.type',
  'validation.constant',
  'validation.constant-hidden',
  'validation.not-an-email',
  'validation.not-a-phone-number',
  'validation.address-not-verified',
  'validation.no-identifier',
  'registration.completed',
  'login.no-method',
  'registration.no-method',
]

/** Messages about a password share id 4000005. */
const passwordMessages: readonly MessageKey[] = [
  'validation.password-similar',
  'validation.password-too-short',
  'validation.password-too-long',
  'validation.password-breached',
  'validation.password-unchanged',
  'validation.password-policy',
]
const reason = (key: MessageKey) => (facts: never) => ({
  reason: (catalogue[key].text as (facts: never) => string)(facts),
})

const expiry = (facts: { expiredAt: number }) => ({ expired_at: toRfc3339(facts.expiredAt) })
const expired: readonly MessageKey[] = [
  'login.expired',
  'registration.expired',
  'settings.expired',
  'recovery.expired',
]
/** An expired verification link is reported like an invalid one. */
const lateLink: Partial<Record<MessageKey, MessageKey>> = {
  'verification.expired': 'verification.link-wrong',
}

export const wording: Wording = {
  ...Object.fromEntries(genericMessages.map((key) => [key, generic])),
  ...Object.fromEntries(
    passwordMessages.map((key) => [key, { id: 4000005, context: reason(key) }]),
  ),
  ...Object.fromEntries(expired.map((key) => [key, { context: expiry }])),
  ...Object.fromEntries(
    Object.entries(lateLink).map(([key, as]) => [key, { ...catalogue[as], context: empty }]),
  ),
  'validation.required': { context: ({ property }: { property: string }) => ({ property }) },
  'validation.empty': {
    id: 4000002,
    context: ({ property }: { property: string }) => ({ property }),
  },
  'validation.too-short': {
    context: (f: { min_length: number; actual_length: number }) => ({
      expected_length: f.min_length,
      actual_length: f.actual_length,
    }),
  },
  'validation.pattern': {
    context: ({ pattern }: { pattern: string }) => ({ expected_format: pattern }),
  },
  'validation.invalid-credentials': { context: empty },
  'validation.identifier-taken': { context: empty },
  'recovery.done': {
    type: 'info',
    context: ({ privilegedUntil }: { privilegedUntil: number }) => ({
      privilegedSessionExpiresAt: toRfc3339(privilegedUntil),
    }),
  },
  'recovery.link-sent': { context: empty },
  'recovery.link-wrong': { context: empty },
  'verification.link-wrong': { context: empty },
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
