import { badDsn, decode, poolSizes, readNumber, readUrl } from './parts.ts'
import type { Target, Tls } from './target.ts'

/**
 * `postgres://user:password@host:port/database?sslmode=verify-full&max_conns=20`, with the option
 * names of libpq.
 */
export function postgresTarget(dsn: string): Target {
  if (/^[a-z0-9]+:\/\/[^/?#]*,/.test(dsn.replace(/\/\/[^/?#]*@/, '//')))
    throw badDsn('it may name one host only')
  // NOTE libpq allows an empty host after a user, URLs do not
  const url = readUrl(dsn.replace(/^([a-z]+:\/\/[^/?#]*@)(?=[/?]|$)/, '$1localhost'))
  const options = url.searchParams
  const cockroach = url.protocol.startsWith('c')
  const host =
    options.get('host') ?? (decode(url.hostname).replace(/^\[(.*)\]$/, '$1') || 'localhost')
  const socket = host.startsWith('/') ? host : undefined
  const user = options.get('user') ?? decode(url.username)
  return {
    kind: 'postgres',
    flavour: cockroach ? 'cockroach' : 'postgres',
    searchPath: options.get('search_path') ?? undefined,
    applicationName: options.get('application_name') ?? 'pallas',
    server: {
      host,
      socket,
      port:
        readNumber(options, 'port') ??
        (url.port === '' ? (cockroach ? 26257 : 5432) : Number(url.port)),
      user,
      password: options.get('password') ?? decode(url.password),
      database: options.get('dbname') ?? (decode(url.pathname.slice(1)) || user),
      tls: socket === undefined ? readTls(options) : { use: 'never' },
      ...poolSizes(options),
    },
  }
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
