import { readConfig } from '#config/read.ts'
import { createCipher } from '#crypto/cipher.ts'
import { createForeignCipher } from '#crypto/foreign-ciphers.ts'
import { tokenOfSessionId } from '#crypto/token-of-session-id.ts'
import { createTokens } from '#crypto/tokens.ts'
import { systemClock } from '#lib/time.ts'
import { createLookupEncryption } from '#methods/lookup-secret/credential.ts'
import { createTotpEncryption } from '#methods/totp/credential.ts'
import { createMoveReader, type MoveReader } from '#move/reader.ts'
import { openTables } from '#move/tables.ts'
import { openSource } from '#store/source.ts'
import { schemasOf } from '../schemas.ts'
import type { ThreadRequest } from './thread.ts'

/** Opens the other database, to be read as the configuration says. */
export async function openReader({
  from,
  network,
  secrets,
  keeps,
  ...where
}: ThreadRequest): Promise<MoveReader> {
  const reading = readConfig({ ...where, dev: true })
  const schemas = await schemasOf(reading.config),
    cipher = createCipher(reading.secrets.cipher),
    tokens = createTokens()
  const source = await openSource(from)
  try {
    return createMoveReader({
      tables: await openTables(source, network),
      schemas: () => schemas,
      cipher,
      keeps,
      tokenOf: (id) => tokenOfSessionId(reading.secrets.cookie[0] ?? '', id),
      totp: createTotpEncryption(cipher),
      lookup: createLookupEncryption(cipher),
      foreign: createForeignCipher([...secrets, ...reading.secrets.cipher]),
      newId: () => tokens.orderedUuid(systemClock()),
      clock: systemClock,
      close: source.close,
    })
  } catch (error) {
    await source.close()
    throw error
  }
}
