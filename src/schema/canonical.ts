import { e164 } from './phone.ts'

/** No account has longer identifiers; longer ones are not looked up. */
export const maxIdentifierLength = 1024

/**
 * The form in which identifiers and addresses are stored, compared and written to: Unicode NFKC,
 * lower case, no spaces around; phone numbers in international format become E.164. The canonical
 * form of a canonical form is the same.
 */
export function canonical(identifier: string): string {
  // NOTE lower case can need composition again (İ does), so the text is normalized twice
  const plain = identifier.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
  return plain.startsWith('+') ? (e164(plain) ?? plain) : plain
}
