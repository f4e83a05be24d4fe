import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net'

/** IPv4 addresses that an IPv6 socket tells. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * The network of a client: of an IPv4 address its /24, of an IPv6 address its /56, which are the
 * smallest that are given to one customer. A text that is no address stands for itself.
 */
export function networkOf(ip: string): string {
  const plain = plainAddress(ip)
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (!isIPv6(plain)) return plain
  const [a, b, c, d] = hextets(plain)
  return `${a}:${b}:${c}:${((d ?? 0) & 0xff00).toString(16)}::/56`
}

/** Whether an address is one of this machine or of a private network (RFC 1918, RFC 4193). */
export function isLocal(ip: string): boolean {
  const plain = plainAddress(ip)
  return isIPv4(plain) ? local.check(plain, 'ipv4') : isIPv6(plain) && local.check(plain, 'ipv6')
}

const local = new BlockList()
for (const [address, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  local.addSubnet(address, bits, 'ipv4')
for (const [address, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  local.addSubnet(address, bits, 'ipv6')

/** Without a zone, and an IPv4 address in IPv6 form as IPv4. */
function plainAddress(ip: string): string {
  const [address = ''] = ip.split('%', 1)
  return mapped.exec(address)?.[1] ?? address
}

/** The first four groups of an IPv6 address. */
function hextets(address: string): [string, string, string, number] {
  const [head = '', tail] = new SocketAddress({ address, family: 'ipv6' }).address.split('::', 2)
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')]
  const [a = '0', b = '0', c = '0', d = '0'] = [...groups, ...back]
  return [a, b, c, Number.parseInt(d, 16)]
}
