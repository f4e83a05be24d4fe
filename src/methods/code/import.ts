import { Refusal } from '#errors/refusal.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { ImportedSecrets, Importer } from '#identity/imported-secrets.ts'
import { canonical } from '#schema/canonical.ts'

/** Takes over addresses of codes. They follow the traits, so that there is nothing to be added. */
export const importCodeAddresses: Importer<ImportedSecrets['code']> = {
  check: () => Promise.resolve(),
  credential({ addresses }, account) {
    const credential = credentialOf(account, 'code')
    const isOfTraits = ({ address }: { readonly address: string }) =>
      credential?.identifiers.includes(canonical(address)) === true
    if (!credential || !addresses.every(isOfTraits))
      throw new Refusal('bad-request', {
        reason:
          'The addresses of codes cannot be taken: they are those of the traits that the schema ' +
          'has for them.',
      })
    const { type, identifiers, config, version } = credential
    return { type, identifiers, config, version }
  },
}
