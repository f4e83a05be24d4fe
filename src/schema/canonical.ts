import { e164 } from './phone.ts'

/**
 * The one form in which identifiers and addresses are stored, compared and sent to: Unicode NFKC,
 * no spaces around, lower case; a phone number in international spelling is in E.164. Applying it
 * twice changes nothing.
 */
export function canonical(identifier: string): string {
  // NOTE lower case can need composing again (as with İ), so that the normal form comes last as
  // well
  const plain = identifier.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
  return plain.startsWith('+') ? (e164(plain) ?? plain) : plain
}
