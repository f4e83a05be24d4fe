// The fields in which a new key is named and sent.
import type { Problem } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import { input, type UiNode } from '#flow/ui-node.ts'
import type { JsonObject } from '#lib/json.ts'
import { message, type Message } from '#messages/message.ts'
import { buttonNode } from '#methods/shared/webauthn/nodes.ts'

const nameField = 'webauthn_register_displayname'
const maxNameLength = 256

export const enrolmentNodes = (
  flow: Flow,
  options: JsonObject,
  label: Message,
): readonly UiNode[] => [
  input('webauthn', nameField, 'text', { value: '', label: message('settings.key-name') }),
  input('webauthn', 'webauthn_register', 'hidden', { value: '' }),
  buttonNode(flow, {
    group: 'webauthn',
    name: 'webauthn_register_trigger',
    calls: 'oryWebAuthnRegistration',
    label,
    options,
  }),
]

export const sentName = (submission: Submission): string => stringField(submission, nameField) ?? ''

export function nameProblems(submission: Submission): readonly Problem[] {
  const { length } = [...sentName(submission)]
  return length <= maxNameLength
    ? []
    : [
        {
          field: nameField,
          message: message('validation.too-long', {
            max_length: maxNameLength,
            actual_length: length,
          }),
        },
      ]
}
