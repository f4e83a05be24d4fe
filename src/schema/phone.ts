import type * as Numbers from 'libphonenumber-js/min'
import { createRequire } from 'node:module'

// NOTE the tables of all countries are large, and most installations have no phone numbers
const load = createRequire(import.meta.url)
let numbers: typeof Numbers | undefined

// Longer than any spelling of a number, which has at most 15 digits.
const maxLength = 64

/**
 * A phone number in international format (with a plus) as E.164; undefined for a number that cannot
 * exist.
 */
export function e164(text: string): string | undefined {
  if (text.length > maxLength || !text.trimStart().startsWith('+')) return undefined
  numbers ??= load('libphonenumber-js/min') as typeof Numbers
  const number = numbers.default(text, { extract: false })
  return number?.isValid() && number.ext === undefined ? number.number : undefined
}
