import type { IncomingHttpHeaders } from 'node:http'
import { isLocal, networkOf } from '#lib/network.ts'

const forwarding = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'true-client-ip'] as const

/**
 * The network of a client by the address of its request. Undefined for a private address when the
 * request says that it was forwarded: a proxy that is not trusted would otherwise make all clients
 * one network. `ip`: the address, through trusted proxies.
 */
export function clientNetwork(ip: string, headers: IncomingHttpHeaders): string | undefined {
  return isLocal(ip) && forwarding.some((name) => headers[name] !== undefined)
    ? undefined
    : networkOf(ip)
}
