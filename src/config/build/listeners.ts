import { X509Certificate, createPrivateKey } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { CorsSettings } from '#http/cors.ts'
import type { Config, Listener } from '../config.ts'
import type { Settings } from '../schema/settings.ts'
import { readNamedFile } from '../read-file.ts'
import type { Plan } from './plan.ts'
import { withoutStrangers } from './wildcards.ts'

type ListenerSettings = Settings['serve']['admin']
type ListenerName = 'public' | 'admin'

/** The public address of a listener, without a slash at the end. */
export function baseUrl({ base_url, host, port, tls }: ListenerSettings): string {
  if (base_url !== undefined) return base_url.replace(/\/+$/, '')
  const everywhere = ['', '0.0.0.0', '::', '[::]'].includes(host) || socketOf(host) !== undefined
  // NOTE the zone of a link-local address is none of a URL (RFC 9844)
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  const name = everywhere ? '127.0.0.1' : isIPv6(bare) ? `[${bare}]` : bare
  return `${tls === undefined ? 'http' : 'https'}://${name}:${port}`
}

const socketOf = (host: string) =>
  host.startsWith('unix:') ? host.slice('unix:'.length).replace(/^\/\/(?=\/)/, '') : undefined

/** Whether only programs on the same machine can connect. */
export function isLoopback(host: string): boolean {
  return (
    socketOf(host) !== undefined || /^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[?::1\]?)$/i.test(host)
  )
}

export function listeners(
  { serve, pallas }: Settings,
  plan: Plan,
): Pick<Config, 'public' | 'admin'> {
  const tokens = pallas.admin.tokens ?? []
  const { insecure, hosts } = pallas.admin
  const staysOpen = insecure || (plan.dev && isLoopback(serve.admin.host))
  if (!isLoopback(serve.admin.host) && tokens.length === 0) {
    if (!insecure)
      plan.fault(
        ['serve', 'admin', 'host'],
        'opens the admin listener to other machines without a password',
        'set pallas.admin.tokens, or bind to 127.0.0.1, or say pallas.admin.insecure: true',
      )
    else
      plan.warn(
        ['pallas', 'admin', 'insecure'],
        'the admin listener is open to other machines and asks for no token ' +
          '(pallas.admin.insecure)',
        'risk',
      )
  }
  warnOfLoopback(serve.admin, plan)
  return {
    public: listener('public', serve.public, cors(serve.public.cors, plan), plan),
    admin: { ...listener('admin', serve.admin, undefined, plan), tokens, staysOpen, hosts },
  }
}

/**
 * The admin listener of the published server is open to all machines: whoever names another
 * machine in its address expects to reach it from there.
 */
function warnOfLoopback({ host, base_url }: ListenerSettings, plan: Plan): void {
  if (base_url === undefined || socketOf(host) !== undefined || !isLoopback(host)) return
  if (isLoopback(new URL(base_url).hostname)) return
  plan.warn(
    ['serve', 'admin', 'base_url'],
    `serve.admin.base_url names ${new URL(base_url).hostname}, but the admin listener is bound to ` +
      `${host} (serve.admin.host): other machines and containers cannot reach it. To open it, ` +
      'set serve.admin.host: 0.0.0.0 and pallas.admin.tokens, or pallas.admin.insecure: true ' +
      'where a network keeps strangers out',
  )
}

function listener(
  name: ListenerName,
  input: ListenerSettings,
  allowed: CorsSettings | undefined,
  plan: Plan,
): Listener {
  const socket = socketOf(input.host)
  if (socket === '')
    plan.fault(['serve', name, 'host'], 'names no socket', 'unix:/path/of/the.socket')
  return {
    host: input.host.replace(/^\[(.*)\]$/, '$1'),
    port: input.port,
    socket,
    baseUrl: baseUrl(input),
    cors: allowed,
    hidesHealthRequests: input.request_log.disable_for_health,
    tls: tls(name, input, plan),
  }
}

type CorsInput = Settings['serve']['public']['cors']

function cors(input: CorsInput, plan: Plan): CorsSettings | undefined {
  const origins = input.allowed_origins.map((origin, position) => bare(origin, position, plan))
  if (!input.enabled) return undefined
  const path = ['serve', 'public', 'cors', 'allowed_origins']
  const allowedOrigins = [...new Set(withoutStrangers(origins, path, plan))]
  if (input.allow_credentials && allowedOrigins.includes('*') && !plan.dev)
    plan.warn(
      path,
      'serve.public.cors.allowed_origins allows every site: name the sites whose pages may call',
      'risk',
    )
  return {
    allowedOrigins,
    allowedMethods: input.allowed_methods,
    allowedHeaders: input.allowed_headers,
    exposedHeaders: input.exposed_headers,
    allowCredentials: input.allow_credentials,
    maxAgeS: input.max_age,
  }
}

/** An origin without a path: browsers send none (RFC 6454, section 6.1). */
function bare(origin: string, position: number, plan: Plan): string {
  const [found = origin] = /^[^/]*:\/\/[^/]*/.exec(origin) ?? []
  if (found !== origin)
    plan.warn(
      ['serve', 'public', 'cors', 'allowed_origins', position],
      `serve.public.cors.allowed_origins.${position} has a path, which is dropped: an origin ends ` +
        'with host and port',
    )
  return found
}

function tls(name: ListenerName, input: ListenerSettings, plan: Plan): Listener['tls'] {
  if (input.tls === undefined) return undefined
  const key = pem(name, 'key', input.tls.key, (text) => createPrivateKey(text), plan)
  const cert = pem(name, 'cert', input.tls.cert, (text) => new X509Certificate(text), plan)
  return key === undefined || cert === undefined ? undefined : { key, cert }
}

type PemSource =
  | { readonly path: string | undefined; readonly base64: string | undefined }
  | undefined

function pem(
  name: ListenerName,
  part: 'key' | 'cert',
  source: PemSource,
  parse: (text: string) => unknown,
  plan: Plan,
): string | undefined {
  const path = ['serve', name, 'tls', part]
  if (source?.path === undefined && source?.base64 === undefined) {
    plan.fault(path, 'is missing', 'path or base64')
    return undefined
  }
  const read =
    source.base64 === undefined
      ? readNamedFile(source.path ?? '', plan.cwd)
      : { text: Buffer.from(source.base64, 'base64').toString('utf8') }
  if ('problem' in read) {
    plan.fault([...path, 'path'], read.problem)
    return undefined
  }
  try {
    parse(read.text)
    return read.text
  } catch {
    plan.fault(path, `does not hold a ${part === 'key' ? 'private key' : 'certificate'} in PEM`)
    return undefined
  }
}
