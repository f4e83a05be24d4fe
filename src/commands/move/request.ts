import { readConfig } from '#config/read.ts'
import type { ConfigSource } from '../identities/context.ts'
import type { ReaderRequest } from './reader.ts'

type Wanted = Pick<ReaderRequest, 'from' | 'network' | 'keeps'> & {
  /** The cipher secrets of the reference. */
  readonly secrets: readonly string[]
}

/**
 * What a reader needs of the configuration, so that threads do not read that themselves. Generated
 * secrets are stored.
 */
export function readerRequest(
  where: ConfigSource,
  { secrets: foreign, ...wanted }: Wanted,
): ReaderRequest {
  const { config, secrets } = readConfig({ ...where, dev: true })
  const { identity, clients } = config
  return {
    ...wanted,
    schemas: { identity, clients },
    secrets: { cipher: secrets.cipher, cookie: secrets.cookie[0] ?? '', foreign },
  }
}
