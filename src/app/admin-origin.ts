import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#errors/refusal.ts'

export type AdminOriginSettings = {
  /** The base URL of the admin listener. */
  readonly baseUrl: string
  /** Further names by which it is called. */
  readonly hosts: readonly string[]
  /** Whether it listens on a Unix socket, which no browser can call. */
  readonly isSocket: boolean
}

/** Probes call health checks by the address of the machine. */
const forEverybody = /\/health\/(?:alive|ready)$/
const loopback = /^(?:(?:.*\.)?localhost|127(?:\.\d{1,3}){3}|::1)$/

/**
 * A check of every request to the admin listener: it must be called by a name that is known (its
 * base URL, `pallas.admin.hosts`, this machine, the address it was reached at), so that no web page
 * reaches it by a name of its own (DNS rebinding), and not by a page of another site. Programs send
 * none of the headers that browsers send. Throws Refusal('forbidden').
 */
export function createAdminOriginGuard(settings: () => AdminOriginSettings) {
  return ({ method, headers, routeOptions, raw }: FastifyRequest): void => {
    const { baseUrl, hosts, isSocket } = settings()
    if (isSocket || forEverybody.test(routeOptions.url ?? '')) return
    const host = headers.host ?? ''
    const name = hostname(host)
    const isKnown =
      loopback.test(name) ||
      name === new URL(baseUrl).hostname.replace(/^\[(.*)\]$/, '$1') ||
      hosts.some((one) => hostname(one) === name) ||
      (isIP(name) > 0 && name === raw.socket.localAddress?.replace(/^::ffff:/, ''))
    if (!isKnown)
      throw new Refusal('forbidden', {
        reason:
          'The administration does not know the host name of this request; ' +
          'names by which it is called belong in pallas.admin.hosts.',
      })
    // NOTE a preflight request does nothing, and its answer permits nothing
    if (method === 'OPTIONS') return
    const opensPage = method === 'GET' && headers['sec-fetch-mode'] === 'navigate'
    if (opensPage && routeOptions.config?.options?.fromElsewhere === true) return
    const { origin } = headers
    const isForeign =
      headers['sec-fetch-site'] === 'cross-site' ||
      // NOTE a proxy may have replaced the Host header with the name by which it calls this server
      (origin !== undefined &&
        origin.replace(/^[a-z]+:\/\//, '').toLowerCase() !== host.toLowerCase() &&
        origin.toLowerCase() !== new URL(baseUrl).origin)
    if (isForeign)
      throw new Refusal('forbidden', {
        reason: 'The administration answers no requests of other web sites.',
      })
  }
}

/** The name in a Host header or in the list, in lower case, without port and brackets. */
const hostname = (host: string): string =>
  isIP(host) > 0
    ? host.toLowerCase()
    : (/^\[([^\]]*)\](?::\d*)?$/.exec(host)?.[1] ?? host.replace(/:\d*$/, '')).toLowerCase()
