import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { badDsn } from '../dsn/parts.ts'
import type { Tls } from '../dsn/target.ts'

export type TlsOptions = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'rejectUnauthorized' | 'checkServerIdentity'>

/** Throws `Refusal('misconfigured')` when a file it names cannot be read. */
export function tlsOptions(tls: Exclude<Tls, { readonly use: 'never' }>): TlsOptions {
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
