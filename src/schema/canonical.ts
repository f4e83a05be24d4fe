import { withoutInvisible } from '#lib/invisible.ts'
import { e164 } from './phone.ts'

/** No account has longer identifiers; longer ones are not looked up. */
export const maxIdentifierLength = 1024

const plainText = /^[\x20-\x7e]*$/

/**
 * The form in which identifiers and addresses are stored, compared and written to: Unicode NFKC,
 * lower case, without what nobody sees and without spaces around; phone numbers in international
 * format become E.164. The canonical form of a canonical form is the same.
 */
export function canonical(identifier: string): string {
  const plain = plainText.test(identifier)
    ? identifier.toLowerCase().trim()
    : composed(identifier).trim()
  return plain.startsWith('+') ? (e164(plain) ?? plain) : plain
}

// NOTE lower case can need composition again (İ does), and so can what stood on both sides of
// something invisible
const composed = (text: string): string =>
  withoutInvisible(text.normalize('NFKC').toLowerCase()).normalize('NFKC')
