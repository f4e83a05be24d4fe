import { readConfig } from '#config/read.ts'
import { createMessageEncryption } from '#courier/encryption.ts'
import { createCipher } from '#crypto/cipher.ts'
import { systemClock } from '#lib/time.ts'
import { createLookupEncryption } from '#methods/lookup-secret/credential.ts'
import { createTotpEncryption } from '#methods/totp/credential.ts'
import { move, type MoveRequest, type MoveResult } from '#move/move.ts'
import type { MoveReader } from '#move/reader.ts'
import { withAdministration, type ConfigSource } from '../identities/context.ts'

const pingTimeoutMs = 10_000

/** Brings what is read into the database of the configuration. */
export async function moveInto(
  where: ConfigSource,
  reader: MoveReader,
  request: MoveRequest,
): Promise<MoveResult> {
  const { config, secrets } = readConfig({ ...where, dev: true })
  const cipher = createCipher(secrets.cipher)
  // NOTE what cannot be read must be known before anything is made here
  await reader.source()
  return withAdministration(
    where,
    async (_, { store, identities }) => {
      await store.ping(pingTimeoutMs)
      return move(
        {
          ...store,
          reader,
          identities,
          encryption: createMessageEncryption(() => cipher),
          domain: config.mail.senderDomain,
          clock: systemClock,
          secrets: {
            cipher,
            totp: createTotpEncryption(cipher),
            lookup: createLookupEncryption(cipher),
          },
        },
        request,
      )
    },
    // NOTE who was deleted there may have signed up there again
    { bulk: true, reservesIdentifiers: false, command: 'move from-kratos' },
  )
}
