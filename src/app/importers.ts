import type { Cipher } from '#crypto/cipher.ts'
import type { Importers } from '#identity/imported-secrets.ts'
import type { Clock } from '#lib/time.ts'
import { importCodeAddresses } from '#methods/code/import.ts'
import { createLookupEncryption } from '#methods/lookup-secret/credential.ts'
import { importLookupCodes } from '#methods/lookup-secret/import.ts'
import { importPasskeys } from '#methods/passkey/import.ts'
import { createTotpEncryption } from '#methods/totp/credential.ts'
import { importTotp } from '#methods/totp/import.ts'
import { importSecurityKeys } from '#methods/webauthn/import.ts'

/** How credentials of each method are taken over, whether the method is switched on or not. */
export const createImporters = (cipher: Cipher, clock: Clock): Importers => ({
  totp: importTotp(createTotpEncryption(cipher)),
  lookup_secret: importLookupCodes(createLookupEncryption(cipher)),
  webauthn: importSecurityKeys(clock),
  passkey: importPasskeys(clock),
  code: importCodeAddresses,
})
