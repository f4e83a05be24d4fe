import { readConfig } from '#config/read.ts'
import { createCipher } from '#crypto/cipher.ts'
import { createForeignSeal, type ForeignAlgorithm } from '#crypto/foreign-ciphers.ts'
import { createTokens } from '#crypto/tokens.ts'
import { systemClock } from '#lib/time.ts'
import { createLookupEncryption } from '#methods/lookup-secret/credential.ts'
import { createTotpEncryption } from '#methods/totp/credential.ts'
import { moveBack, type BackRequest, type BackResult } from '#move/back/move-back.ts'
import { openTables } from '#move/tables.ts'
import { openDestination } from '#store/destination.ts'
import { withAdministration, type ConfigSource } from '../identities/context.ts'
import type { ForeignSecrets } from './secrets.ts'

export type OutRequest = BackRequest & {
  readonly to: string
  readonly network: string | undefined
  readonly foreign: ForeignSecrets
}

const pingTimeoutMs = 10_000

/** Writes whoever is in the database of the configuration into one of the reference. */
export async function moveOutOf(
  where: ConfigSource,
  { to, network, foreign, ...request }: OutRequest,
): Promise<BackResult> {
  const { secrets } = readConfig({ ...where, dev: true })
  const cipher = createCipher(secrets.cipher),
    tokens = createTokens()
  // NOTE the reference does not encipher unless it is told to
  const seal = (before?: ForeignAlgorithm) =>
    createForeignSeal(foreign.algorithm ?? before ?? 'noop', foreign.secrets)
  seal()
  const destination = await openDestination(to)
  try {
    const tables = await openTables(destination, network)
    return await withAdministration(
      where,
      async (_, { store, identities }) => {
        await store.ping(pingTimeoutMs)
        return moveBack(
          {
            ...store,
            identities,
            destination,
            tables,
            cipher,
            totp: createTotpEncryption(cipher),
            lookup: createLookupEncryption(cipher),
            seal,
            newId: tokens.uuid,
            clock: systemClock,
          },
          request,
        )
      },
      { command: 'move to-kratos' },
    )
  } finally {
    await destination.close()
  }
}
