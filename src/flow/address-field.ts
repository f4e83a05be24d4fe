import { InvalidInput } from '#errors/invalid-input.ts'
import { message } from '#messages/message.ts'
import { canonical } from '#schema/canonical.ts'
import { isEmail } from '#schema/email.ts'
import { e164 } from '#schema/phone.ts'
import type { MailAddress } from './mailed-method.ts'
import { requiredField } from './required-field.ts'
import { stringField, type Submission } from './submission.ts'

/**
 * The same, where everything that is no email address counts as a phone number, also one that nobody
 * can have: the answer is as for every other that is not known. Throws InvalidInput without any text.
 */
export function readAnyAddress(submission: Submission, field: string): MailAddress {
  const typed = stringField(submission, field),
    text = (typed ?? '').trim().slice(0, maxAddressLength)
  if (text === '')
    throw new InvalidInput([requiredField(field, typed === undefined ? undefined : '')])
  if (isEmail(text)) return { value: canonical(text), via: 'email' }
  return { value: e164(text) ?? text, via: 'sms' }
}

const maxAddressLength = 254

/**
 * The address in a field: an email address, or a phone number with its country code where
 * `takesNumber` accepts it. Throws InvalidInput.
 */
export function readAddress(
  submission: Submission,
  field: string,
  takesNumber: (number: string) => boolean = () => true,
): MailAddress {
  const typed = stringField(submission, field),
    text = (typed ?? '').trim()
  if (text === '')
    throw new InvalidInput([requiredField(field, typed === undefined ? undefined : '')])
  const number = e164(text)
  if (number !== undefined && takesNumber(number)) return { value: number, via: 'sms' }
  if (!isEmail(text))
    throw new InvalidInput([
      { field, message: message('validation.not-an-email', { value: text.slice(0, 254) }) },
    ])
  return { value: canonical(text), via: 'email' }
}
