// Adding and removing keys in the settings: what both kinds have in common.
import { InvalidInput } from '#errors/invalid-input.ts'
import { type InputNode, input } from '#flow/ui-node.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import { because, type Because } from '#messages/reasons.ts'
import type { Key } from './keys.ts'

const generic = (why: Because, field?: string) =>
  new InvalidInput([
    {
      ...(field === undefined ? {} : { field }),
      message: message('validation.generic', why),
    },
  ])

const wrongAnswer = (why: Because) =>
  new InvalidInput([{ message: message('validation.key-answer', why) }])

/** The refusal of an answer that makes no key for this form. */
export const notAdded = () => wrongAnswer(because('key-not-added'))

export const alreadyThere = () => wrongAnswer(because('key-there'))

export const notFound = () => generic({ reason: 'There is no such key.' })

export const lastWay = (field: string) => generic(because('last-way-key'), field)

/** The buttons that remove keys, by their ids. */
export const removeNodes = (
  type: 'passkey' | 'webauthn',
  keys: readonly Key[],
): readonly InputNode[] =>
  keys.map((key) =>
    input(type, `${type}_remove`, 'submit', {
      value: hexOf(key),
      label: message(labels[type], {
        displayName: key.displayName === '' ? 'unnamed' : key.displayName,
        addedAt: key.addedAt,
      }),
    }),
  )

const labels = {
  passkey: 'settings.remove-passkey',
  webauthn: 'settings.remove-key',
} as const satisfies Readonly<Record<string, MessageKey>>

/** The key that a button names. */
export const keyToRemove = (keys: readonly Key[], value: string): Key | undefined =>
  keys.find((key) => hexOf(key) === value)

const hexOf = ({ id }: Key): string => Buffer.from(id, 'base64url').toString('hex')
