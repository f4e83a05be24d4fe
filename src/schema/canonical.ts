/**
 * The one form in which identifiers and addresses are stored, compared and sent to: Unicode NFKC, no spaces around,
 * lower case. Phone numbers are brought into E.164 by the schema before they come here.
 */
export function canonical(identifier: string): string {
  return identifier.normalize('NFKC').trim().toLowerCase()
}
