import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { badDsn } from '../dsn/parts.ts'
import type { Tls } from '../dsn/target.ts'
import type { Connection } from './pool.ts'

export type TlsOptions = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'rejectUnauthorized' | 'checkServerIdentity'
>

/**
 * Opens connections as `tls` requires. `open` gets `undefined` for an unencrypted one;
 * `isWithoutTls` recognizes the error of a server without TLS.
 */
export function withTls(
  tls: Tls,
  open: (options: TlsOptions | undefined) => Promise<Connection>,
  isWithoutTls: (error: unknown) => boolean,
): () => Promise<Connection> {
  let options = tls.use === 'never' ? undefined : tlsOptions(tls)
  return async () => {
    try {
      return await open(options)
    } catch (error) {
      if (tls.use !== 'if-offered' || !isWithoutTls(error)) throw error
    }
    options = undefined
    return open(undefined)
  }
}

/** Throws `Refusal('misconfigured')` when a file cannot be read. */
function tlsOptions(tls: Exclude<Tls, { readonly use: 'never' }>): TlsOptions {
  return {
    rejectUnauthorized: tls.verify !== 'nothing',
    ...(tls.verify === 'host' ? {} : { checkServerIdentity: () => undefined }),
    ...(tls.caFile === undefined ? {} : { ca: read(tls.caFile) }),
    ...(tls.certFile === undefined ? {} : { cert: read(tls.certFile) }),
    ...(tls.keyFile === undefined ? {} : { key: read(tls.keyFile) }),
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw badDsn(`the file ${path} cannot be read`)
  }
}
