// How messages of v0.6 and v0.7 differ from the catalogue: fewer ids, other contexts.
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import type { Wording } from '#messages/render.ts'
import { toRfc3339 } from '#lib/time.ts'

const none = () => undefined
const empty = () => ({})
const providerContext = ({ provider }: { provider: string }) => ({ provider })

/** Validation messages that have no id of their own share this one. */
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
  'verification.expired',
]

export const wording: Wording = {
  ...Object.fromEntries(genericMessages.map((key) => [key, generic])),
  ...Object.fromEntries(
    passwordMessages.map((key) => [key, { id: 4000005, context: reason(key) }]),
  ),
  ...Object.fromEntries(expired.map((key) => [key, { context: expiry }])),
  'node.trait': { context: none },
  'login.sign-in': { context: empty },
  'login.sign-in-with-password': {
    id: 1010001,
    text: catalogue['login.sign-in'].text,
    context: empty,
  },
  'registration.sign-up': { context: empty },
  'registration.completed': generic,
  'settings.saved': { type: 'info' },
  'login.with-provider': { context: providerContext },
  'registration.with-provider': { context: providerContext },
  'node.continue': { id: 1070005, text: catalogue['node.submit'].text, context: none },
  'recovery.link-sent': { context: empty },
  'recovery.link-wrong': { context: empty },
  'recovery.done': {
    type: 'info',
    context: ({ privilegedUntil }: { privilegedUntil: number }) => ({
      privilegedSessionExpiresAt: toRfc3339(privilegedUntil),
    }),
  },
  'verification.link-sent': { id: 1070001, context: empty },
  'verification.link-wrong': { context: empty },
  'validation.required': {
    context: ({ property }: { property: string }) => ({
      property: property === 'identifier' ? 'password_identifier' : property,
    }),
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
}

/** Messages that these editions do not have; the flow's state tells the same. */
export const omittedMessages: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'login.confirm',
  'login.second-factor',
  'verification.done',
])
