import { isLocal, networkOf } from '#lib/network.ts'

/**
 * The network of a client by the address of its request, through trusted proxies. Undefined for an
 * address of this machine or of a private network: it is that of an application or a proxy, behind
 * which are all clients. `ip`: the address.
 */
export function clientNetwork(ip: string): string | undefined {
  return isLocal(ip) ? undefined : networkOf(ip)
}
