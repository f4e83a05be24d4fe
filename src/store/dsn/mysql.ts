import { badDsn, decode, poolSizes, readUrl } from './parts.ts'
import type { Target, Tls } from './target.ts'

const port = 3306

/**
 * `mysql://user:password@tcp(host:3306)/database?tls=true` or `…@unix(/socket)/database`, with user
 * and password in clear, or a URL with percent encoding.
 */
export function mysqlTarget(dsn: string): Target {
  const inWords = /^[a-z]+:\/\/(?:(.*)@)?(tcp6?|unix)\(([^()]*)\)\/([^?]*)(?:\?(.*))?$/s.exec(dsn)
  if (inWords === null) return fromUrl(dsn)
  const [, login = '', protocol = '', address = '', database = '', query = ''] = inWords
  const [user = '', password = ''] = login.split(/:(.*)/s)
  const options = new URLSearchParams(query)
  const at =
    protocol === 'unix'
      ? { host: 'localhost', port, socket: address }
      : { ...hostAndPort(address), socket: undefined }
  return {
    kind: 'mysql',
    server: {
      ...at,
      user,
      password,
      database: named(decode(database)),
      tls: at.socket === undefined ? readTls(options) : { use: 'never' },
      ...poolSizes(options),
    },
  }
}

function fromUrl(dsn: string): Target {
  const url = readUrl(dsn)
  return {
    kind: 'mysql',
    server: {
      ...hostAndPort(`${url.hostname}${url.port === '' ? '' : `:${url.port}`}`),
      socket: undefined,
      user: decode(url.username),
      password: decode(url.password),
      database: named(decode(url.pathname.slice(1))),
      tls: readTls(url.searchParams),
      ...poolSizes(url.searchParams),
    },
  }
}

function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::([0-9]{1,5}))?$/.exec(address)
  if (parts === null) throw badDsn('its address must be host:port')
  const host = parts[1] ?? parts[2] ?? ''
  return {
    host: host === '' ? 'localhost' : decode(host),
    port: parts[3] === undefined ? port : Number(parts[3]),
  }
}

function named(database: string): string {
  if (database === '') throw badDsn('it names no database')
  return database
}

/**
 * `tls` as in Go's driver: without it nothing is encrypted, `true` verifies the certificate,
 * `skip-verify` does not.
 */
function readTls(options: URLSearchParams): Tls {
  const mode = options.get('tls')
  switch (mode) {
    case null:
    case 'false':
      return { use: 'never' }
    case 'true':
      return { use: 'always', verify: 'host' }
    case 'skip-verify':
      return { use: 'always', verify: 'nothing' }
    case 'preferred':
      return { use: 'if-offered', verify: 'nothing' }
    default:
      throw badDsn('tls must be true, false, skip-verify or preferred')
  }
}
