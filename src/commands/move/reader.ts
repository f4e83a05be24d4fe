import type { Config } from '#config/config.ts'
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

/** What is read, and with what; can be passed to a thread. */
export type ReaderRequest = {
  readonly from: string
  readonly network: string | undefined
  /** Whether what the way back needs is kept. */
  readonly keeps: boolean
  readonly schemas: Pick<Config, 'identity' | 'clients'>
  readonly secrets: {
    readonly cipher: readonly string[]
    /** The newest one. */
    readonly cookie: string
    /** Those of the reference, for its cipher. */
    readonly foreign: readonly string[]
  }
}

/** Opens the other database, to be read as the configuration says. */
export async function openReader(request: ReaderRequest): Promise<MoveReader> {
  const { from, network, keeps, secrets } = request
  const schemas = await schemasOf(request.schemas),
    cipher = createCipher(secrets.cipher),
    tokens = createTokens()
  const source = await openSource(from)
  try {
    return createMoveReader({
      tables: await openTables(source, network),
      schemas: () => schemas,
      cipher,
      keeps,
      tokenOf: (id) => tokenOfSessionId(secrets.cookie, id),
      totp: createTotpEncryption(cipher),
      lookup: createLookupEncryption(cipher),
      foreign: createForeignCipher([...secrets.foreign, ...secrets.cipher]),
      newId: () => tokens.orderedUuid(systemClock()),
      clock: systemClock,
      close: source.close,
    })
  } catch (error) {
    await source.close()
    throw error
  }
}
