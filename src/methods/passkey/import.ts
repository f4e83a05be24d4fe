import { credentialOf } from '#identity/accounts.ts'
import type { ImportedKeys, Importer } from '#identity/imported-secrets.ts'
import { distinct } from '#lib/distinct.ts'
import type { Clock } from '#lib/time.ts'
import { bytesOf, checkKeys, mergedKeys, refused } from '#methods/shared/webauthn/import.ts'
import { identifierOf } from './parts.ts'

/** Takes over passkeys. Their user handle is how their owner is found. */
export const importPasskeys = (clock: Clock): Importer<ImportedKeys> => ({
  async check(imported) {
    if (imported.userHandle === undefined) throw refused('passkeys need their user_handle')
    if (imported.keys.length === 0) throw refused('there is none')
    await checkKeys(imported)
  },
  credential: (imported, account) => ({
    type: 'passkey',
    identifiers: distinct([
      ...(credentialOf(account, 'passkey')?.identifiers ?? []),
      identifierOf(bytesOf(imported.userHandle ?? '') ?? Buffer.of()),
    ]),
    ...mergedKeys('passkey', account, imported, { isPasswordless: true, now: clock() }),
    version: 1,
  }),
})
