import { error, expired, info, success } from '../entry.ts'

export const verification = {
  'verification.link-sent': info(
    1080001,
    'A message with a link is on its way to this address, if it is known here.',
  ),
  'verification.done': success(1080002, 'Thank you. This address is yours.'),
  'verification.code-sent': info(
    1080003,
    'A message with a code is on its way to this address, if it is known here.',
  ),
  'verification.text-sent': info(
    1080004,
    'A text message with a code is on its way to this number, if it is known here.',
  ),
  'verification.phone-done': success(1080005, 'Thank you. This phone number is yours.'),
  'verification.no-method': error(4010006, 'Please choose a way to confirm your address.'),
  'verification.link-wrong': error(
    4070001,
    'This link is wrong, or it has been used. Where you have used it, your address is confirmed; ' +
      'otherwise please ask for a new one.',
  ),
  'verification.completed': error(
    4070002,
    'This address has been confirmed already. Here is a new form.',
  ),
  'verification.start-again': error(4070003, 'That did not work. Please start again.'),
  'verification.expired': expired(4070005),
  'verification.code-wrong': error(4070006, 'This code is wrong, or it has been used.'),
} as const
