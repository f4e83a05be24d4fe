import { InvalidInput } from '#errors/invalid-input.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import { typedCode } from '#lib/typed-code.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'

const maxLength = 64

/** The code that was typed, see `typedCode`. Undefined when nothing was typed. */
export function readCode(submission: Submission): string | undefined {
  const text = typedCode((stringField(submission, 'code') ?? '').slice(0, maxLength))
  return text === '' ? undefined : text
}

/** As `readCode`. Throws InvalidInput when nothing was typed. */
export function requiredCode(submission: Submission): string {
  const text = readCode(submission)
  if (text === undefined) throw new InvalidInput([requiredField('code')])
  return text
}

/** The error after too many wrong codes: no further code is compared in this flow. */
export const tooManyCodes = (): InvalidInput =>
  new InvalidInput([
    {
      message: message('validation.generic', because('wrong-codes-start')),
    },
  ])
