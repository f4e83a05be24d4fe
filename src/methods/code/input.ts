import { InvalidInput } from '#errors/invalid-input.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import { message } from '#messages/message.ts'

const longest = 64

/** The code as it was typed: spaces do not count. Undefined when nothing was typed. */
export function readCode(submission: Submission): string | undefined {
  const text = (stringField(submission, 'code') ?? '').slice(0, longest).replaceAll(/\s/g, '')
  return text === '' ? undefined : text
}

/** Throws InvalidInput when nothing was typed. */
export function requiredCode(submission: Submission): string {
  const text = readCode(submission)
  if (text === undefined) throw new InvalidInput([requiredField('code')])
  return text
}

/** No further code is compared in this flow. */
export const tooManyCodes = (): InvalidInput =>
  new InvalidInput([
    {
      message: message('validation.generic', {
        reason: 'There were too many wrong codes. Please start again.',
      }),
    },
  ])
