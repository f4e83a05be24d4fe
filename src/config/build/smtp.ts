// The connection URI of a mail server: `smtp://user:password@host:port/?…`.
import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { SmtpSettings } from '#delivery/settings.ts'
import { publishedSender } from '../schema/courier.ts'
import type { Settings } from '../schema/settings.ts'
import type { Path } from '../paths.ts'
import { readNamedFile } from '../read-file.ts'
import type { Plan } from './plan.ts'

type Input = Settings['courier']['smtp']

const uriPath: Path = ['courier', 'smtp', 'connection_uri']
const vendorDomain = publishedSender.slice(publishedSender.lastIndexOf('@'))
const usualPorts = { implicit: 465, starttls: 587, none: 25 } as const
const flags = ['disable_starttls', 'skip_ssl_verify', 'legacy_ssl'] as const

/**
 * Undefined when no server is configured. Faults are reported to `plan.fault`, without parts of the
 * URI.
 */
export function smtp(
  input: Input,
  clients: Settings['clients']['smtp'],
  plan: Plan,
): SmtpSettings | undefined {
  const client = clientOf(input, plan)
  const headers = input.headers ?? {}
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\x21-\x39\x3b-\x7e]+$/.test(name) || /[\r\n\0]/.test(value))
      plan.fault(['courier', 'smtp', 'headers', name], 'is no mail header')
  }
  if (/[\s\0]/.test(input.local_name))
    plan.fault(['courier', 'smtp', 'local_name'], 'must be a host name')
  const from = { address: input.from_address, name: input.from_name }
  if (input.connection_uri === undefined || input.connection_uri === '') return undefined
  if (from.address.endsWith(vendorDomain))
    plan.warn(
      ['courier', 'smtp', 'from_address'],
      `mail is sent from ${from.address}, whose domain belongs to somebody else: set ` +
        'courier.smtp.from_address, or receivers may refuse it and answers reach others',
      'risk',
    )
  const uri = new URL(input.connection_uri)
  const query = readFlags(uri, plan)
  if (uri.hostname === '') plan.fault(uriPath, 'names no host')
  const encryption =
    uri.protocol === 'smtps:' ? 'implicit' : query.disable_starttls ? 'none' : 'starttls'
  if (query.skip_ssl_verify && encryption !== 'none')
    plan.warn(
      uriPath,
      'courier.smtp.connection_uri switches the check of certificates off (skip_ssl_verify)',
      'risk',
    )
  return {
    host: uri.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: uri.port === '' ? usualPorts[encryption] : Number(uri.port),
    auth:
      uri.username === ''
        ? undefined
        : { user: decode(uri.username, plan), password: decode(uri.password, plan) },
    encryption,
    verifiesCertificate: !query.skip_ssl_verify,
    serverName: uri.searchParams.get('server_name') || undefined,
    oldTls: query.legacy_ssl,
    client,
    localName: input.local_name,
    refusesPrivateNetworks: clients.disallow_private_ip_ranges,
    from,
    headers,
  }
}

function readFlags(uri: URL, plan: Plan): Readonly<Record<(typeof flags)[number], boolean>> {
  const strange = [...uri.searchParams.keys()].find(
    (name) => name !== 'server_name' && !(flags as readonly string[]).includes(name),
  )
  if (strange !== undefined)
    plan.warn(
      uriPath,
      'courier.smtp.connection_uri has a parameter that is not known: ' +
        JSON.stringify(strange.slice(0, 40)),
    )
  const read = (name: (typeof flags)[number]): boolean => {
    const value = uri.searchParams.get(name)
    if (value !== null && !/^(?:1|t|true|0|f|false)$/i.test(value))
      plan.fault(uriPath, `has ${name} with a value that is neither true nor false`)
    return value !== null && /^(?:1|t|true)$/i.test(value)
  }
  return {
    disable_starttls: read('disable_starttls'),
    skip_ssl_verify: read('skip_ssl_verify'),
    legacy_ssl: read('legacy_ssl'),
  }
}

function decode(text: string, plan: Plan): string {
  try {
    return decodeURIComponent(text)
  } catch {
    plan.fault(
      uriPath,
      'has a user or password with a percent sign that encodes nothing (write it as %25)',
    )
    return ''
  }
}

function clientOf(
  { client_cert_path: certPath, client_key_path: keyPath }: Input,
  plan: Plan,
): SmtpSettings['client'] {
  if (!certPath && !keyPath) return undefined
  const cert = pem(certPath, 'client_cert_path', (text) => new X509Certificate(text), plan)
  const key = pem(keyPath, 'client_key_path', (text) => createPrivateKey(text), plan)
  return cert === undefined || key === undefined ? undefined : { cert, key }
}

function pem(
  file: string | undefined,
  name: 'client_cert_path' | 'client_key_path',
  parse: (text: string) => unknown,
  plan: Plan,
): string | undefined {
  const path: Path = ['courier', 'smtp', name]
  if (!file) {
    plan.fault(path, 'is missing: a client certificate needs both, certificate and key')
    return undefined
  }
  const read = readNamedFile(file, plan.cwd)
  if ('problem' in read) {
    plan.fault(path, read.problem)
    return undefined
  }
  try {
    parse(read.text)
    return read.text
  } catch {
    plan.fault(path, 'names no file that holds it in PEM')
    return undefined
  }
}
