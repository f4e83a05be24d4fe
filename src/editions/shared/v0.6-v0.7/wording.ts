// How messages of v0.6 and v0.7 differ from the catalogue: fewer ids, other contexts.
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import type { Wording } from '#messages/render.ts'
import { emptyContext, expiryContext, groupedWording, noContext } from '../message-groups.ts'

const providerContext = ({ provider }: { provider: string }) => ({ provider })

export const wording: Wording = {
  ...groupedWording,
  'verification.expired': { context: expiryContext },
  'node.trait': { context: noContext },
  'login.sign-in': { context: emptyContext },
  'login.sign-in-with-password': {
    id: 1010001,
    text: catalogue['login.sign-in'].text,
    context: emptyContext,
  },
  'registration.sign-up': { context: emptyContext },
  'settings.saved': { type: 'info' },
  'login.with-provider': { context: providerContext },
  'registration.with-provider': { context: providerContext },
  'node.continue': { id: 1070005, text: catalogue['node.submit'].text, context: noContext },
  'verification.link-sent': { id: 1070001, context: emptyContext },
  'validation.identifier-taken': { context: emptyContext },
  'validation.required': {
    context: ({ property }: { property: string }) => ({
      property: property === 'identifier' ? 'password_identifier' : property,
    }),
  },
}

/** Messages that these editions do not have; the flow's state tells the same. */
export const omittedMessages: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'login.confirm',
  'login.second-factor',
  'verification.done',
])
