import { credentialOf } from '#identity/accounts.ts'
import type { ImportedKeys, Importer } from '#identity/imported-secrets.ts'
import type { Clock } from '#lib/time.ts'
import { checkKeys, mergedKeys } from '#methods/shared/webauthn/import.ts'

/** Takes over security keys. The identifiers of the credential are those of the traits. */
export const importSecurityKeys = (clock: Clock): Importer<ImportedKeys> => ({
  check: checkKeys,
  credential: (imported, account) => ({
    type: 'webauthn',
    identifiers: credentialOf(account, 'webauthn')?.identifiers ?? [],
    ...mergedKeys('webauthn', account, imported, { isPasswordless: false, now: clock() }),
  }),
})
