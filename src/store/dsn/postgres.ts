import { badDsn, decode, poolSizes, splitHosts } from './parts.ts'
import { readPlaces } from './places.ts'
import type { Server, Target, Tls, Wanted } from './target.ts'

/**
 * `postgres://user:password@host:port,host:port/database?sslmode=verify-full&max_conns=20`, with the
 * option names of libpq.
 */
export function postgresTarget(dsn: string, processes: number): Target {
  const { hosts, url } = splitHosts(dsn)
  const options = url.searchParams
  const cockroach = url.protocol.startsWith('c')
  const places = placesOf(hosts, options, cockroach ? 26257 : 5432)
  const user = options.get('user') ?? decode(url.username)
  return {
    kind: 'postgres',
    flavour: cockroach ? 'cockroach' : 'postgres',
    wanted: readWanted(options) ?? (places.length > 1 ? 'read-write' : 'any'),
    searchPath: options.get('search_path') ?? undefined,
    applicationName: options.get('application_name') ?? 'pallas',
    server: {
      places,
      user,
      password: options.get('password') ?? decode(url.password),
      database: options.get('dbname') ?? (decode(url.pathname.slice(1)) || user),
      tls: places.every(({ socket }) => socket === undefined) ? readTls(options) : { use: 'never' },
      ...poolSizes(options, processes),
    },
  }
}

/** `host` and `port` of the options, which may be lists, replace those of the URL. */
function placesOf(hosts: string, options: URLSearchParams, usual: number): Server['places'] {
  const names = options.get('host')?.split(',')
  const ports = options.get('port')?.split(',')
  if (names === undefined && ports === undefined) return readPlaces(hosts, usual)
  const addresses = names ?? hosts.split(',')
  if (ports !== undefined && ports.length !== 1 && ports.length !== addresses.length)
    throw badDsn('it has to have one port, or as many as hosts')
  const at = addresses.map((name, n) => {
    const port = ports?.[n] ?? ports?.[0]
    return port === undefined ? name : `${name.replace(/:[0-9]+$/, '')}:${port}`
  })
  return readPlaces(at.join(','), usual)
}

const wishes: readonly Wanted[] = [
  'any',
  'read-write',
  'read-only',
  'primary',
  'standby',
  'prefer-standby',
]

function readWanted(options: URLSearchParams): Wanted | undefined {
  const text = options.get('target_session_attrs')
  if (text === null) return undefined
  const wanted = wishes.find((wish) => wish === text)
  if (wanted === undefined) throw badDsn(`target_session_attrs must be one of ${wishes.join(', ')}`)
  return wanted
}

/**
 * `sslmode` as in libpq (https://www.postgresql.org/docs/current/libpq-ssl.html): `require`
 * encrypts without verifying the server, unless `sslrootcert` names an authority; `verify-ca` and
 * `verify-full` verify it. Without a mode, the connection is encrypted and fully verified where the
 * server supports TLS.
 */
function readTls(options: URLSearchParams): Tls {
  const files = {
    ...file('caFile', options.get('sslrootcert')),
    ...file('certFile', options.get('sslcert')),
    ...file('keyFile', options.get('sslkey')),
  }
  const mode = options.get('sslmode')
  switch (mode) {
    case null:
      return { use: 'if-offered', verify: 'host', ...files }
    case 'disable':
      return { use: 'never' }
    case 'allow':
    case 'prefer':
      return { use: 'if-offered', verify: 'nothing', ...files }
    case 'require':
      return {
        use: 'always',
        verify: files.caFile === undefined ? 'nothing' : 'authority',
        ...files,
      }
    case 'no-verify':
      return { use: 'always', verify: 'nothing', ...files }
    case 'verify-ca':
      return { use: 'always', verify: 'authority', ...files }
    case 'verify-full':
      return { use: 'always', verify: 'host', ...files }
    default:
      throw badDsn('sslmode must be disable, allow, prefer, require, verify-ca or verify-full')
  }
}

function file<Name extends string>(
  name: Name,
  path: string | null,
): { readonly [name in Name]?: string } {
  return (path === null || path === 'system' ? {} : { [name]: path }) as {
    readonly [name in Name]?: string
  }
}
