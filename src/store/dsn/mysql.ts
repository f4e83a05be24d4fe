import { badDsn, decode, poolSizes, splitHosts } from './parts.ts'
import { readPlaces } from './places.ts'
import type { Target, Tls } from './target.ts'

const port = 3306

/**
 * `mysql://user:password@tcp(host:3306)/database?tls=true` or `…@unix(/socket)/database`, with user
 * and password in clear, or a URL with percent encoding. A comma stands between several addresses.
 */
export function mysqlTarget(dsn: string, processes: number): Target {
  const inWords = /^[a-z]+:\/\/(?:(.*)@)?(tcp6?|unix)\(([^()]*)\)\/([^?]*)(?:\?(.*))?$/s.exec(dsn)
  if (inWords === null) return fromUrl(dsn, processes)
  const [, login = '', protocol = '', address = '', database = '', query = ''] = inWords
  const [user = '', password = ''] = login.split(/:(.*)/s)
  const options = new URLSearchParams(query)
  const isSocket = protocol === 'unix'
  return {
    kind: 'mysql',
    server: {
      places: isSocket ? [{ host: 'localhost', port, socket: address }] : readPlaces(address, port),
      user,
      password,
      database: named(decode(database)),
      tls: isSocket ? { use: 'never' } : readTls(options),
      ...poolSizes(options, processes),
    },
  }
}

function fromUrl(dsn: string, processes: number): Target {
  const { hosts, url } = splitHosts(dsn)
  return {
    kind: 'mysql',
    server: {
      places: readPlaces(hosts, port),
      user: decode(url.username),
      password: decode(url.password),
      database: named(decode(url.pathname.slice(1))),
      tls: readTls(url.searchParams),
      ...poolSizes(url.searchParams, processes),
    },
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
