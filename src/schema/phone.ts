import parsePhoneNumber from 'libphonenumber-js/min'

// Longer than any spelling of a number of at most 15 digits that somebody would type.
const maxLength = 64

/** A phone number in international spelling (with a plus) as E.164, undefined when there is no such number. */
export function e164(text: string): string | undefined {
  if (text.length > maxLength || !text.trimStart().startsWith('+')) return undefined
  const number = parsePhoneNumber(text, { extract: false })
  return number?.isValid() && number.ext === undefined ? number.number : undefined
}
