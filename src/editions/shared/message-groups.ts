// Groups of messages that older editions tell with one id each, and contexts that they add.
import { toRfc3339 } from '#lib/time.ts'
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import type { Wording } from '#messages/render.ts'

export const noContext = () => undefined
export const emptyContext = () => ({})

/** The id that messages without one of their own share. */
export const sharedId = { id: 4000001, context: noContext }

const withoutOwnId: readonly MessageKey[] = [
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
  'registration.completed',
]
const aboutPasswords: readonly MessageKey[] = [
  'validation.password-similar',
  'validation.password-too-short',
  'validation.password-too-long',
  'validation.password-breached',
  'validation.password-unchanged',
  'validation.password-policy',
]
const expired: readonly MessageKey[] = [
  'login.expired',
  'registration.expired',
  'settings.expired',
  'recovery.expired',
]

const wordingOf = (keys: readonly MessageKey[], entry: (key: MessageKey) => object): Wording =>
  Object.fromEntries(keys.map((key) => [key, entry(key)]))

const reason = (key: MessageKey) => (facts: never) => ({
  reason: (catalogue[key].text as (facts: never) => string)(facts),
})

/** The context of a message about an expired flow. */
export const expiryContext = (facts: { expiredAt: number }) => ({
  expired_at: toRfc3339(facts.expiredAt),
})

/** What v0.4, v0.6 and v0.7 share: fewer ids, and contexts of their own. */
export const groupedWording: Wording = {
  ...wordingOf(withoutOwnId, () => sharedId),
  ...wordingOf(aboutPasswords, (key) => ({ id: 4000005, context: reason(key) })),
  ...wordingOf(expired, () => ({ context: expiryContext })),
  'validation.too-short': {
    context: (f: { min_length: number; actual_length: number }) => ({
      expected_length: f.min_length,
      actual_length: f.actual_length,
    }),
  },
  'validation.pattern': {
    context: ({ pattern }: { pattern: string }) => ({ expected_format: pattern }),
  },
  'validation.invalid-credentials': { context: emptyContext },
  'recovery.link-sent': { context: emptyContext },
  'recovery.link-wrong': { context: emptyContext },
  'recovery.done': {
    type: 'info',
    context: ({ privilegedUntil }: { privilegedUntil: number }) => ({
      privilegedSessionExpiresAt: toRfc3339(privilegedUntil),
    }),
  },
  'verification.link-wrong': { context: emptyContext },
}
