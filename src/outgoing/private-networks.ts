import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Networks that are not public: private, local, reserved, documentation, multicast (IANA
 * special-purpose registries).
 */
const v4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
const v6 = [
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

/**
 * Prefixes of IPv6 addresses that contain an IPv4 address: the first hextets, and the byte at which
 * it begins.
 */
const embeddings: readonly { readonly network: string; readonly at: number }[] = [
  { network: '::ffff:0:0/96', at: 12 },
  { network: '::/96', at: 12 },
  { network: '64:ff9b::/96', at: 12 },
  { network: '2002::/16', at: 2 },
]

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}
const blocked4 = listOf(v4, 'ipv4'),
  blocked6 = listOf(v6, 'ipv6')
const carrying = embeddings.map(({ network, at }) => ({ list: listOf([network], 'ipv6'), at }))

/**
 * Whether a text, in any notation, is not a public IP address. A text that is not an address is not
 * public, either.
 */
export function isPrivate(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%', 1)[0] ?? ''
  if (isIPv4(plain)) return blocked4.check(plain, 'ipv4')
  if (isIP(plain) !== 6) return true
  if (blocked6.check(plain, 'ipv6')) return true
  const carrier = carrying.find(({ list }) => list.check(plain, 'ipv6'))
  if (!carrier) return false
  return blocked4.check(
    bytesOf(plain)
      .slice(carrier.at, carrier.at + 4)
      .join('.'),
    'ipv4',
  )
}

/** The sixteen bytes of an IPv6 address. */
function bytesOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const hex = (high: string | undefined, low: string | undefined) =>
    ((Number(high) << 8) | Number(low)).toString(16)
  const text = dotted
    ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`
    : address
  const [head = '', tail] = text.split('::', 2)
  const parts = (one: string | undefined) => (one === undefined || one === '' ? [] : one.split(':'))
  const front = parts(head),
    back = parts(tail)
  const hextets = [
    ...front,
    ...Array.from({ length: 8 - front.length - back.length }, () => '0'),
    ...back,
  ]
  return hextets.flatMap((one) => [Number.parseInt(one, 16) >> 8, Number.parseInt(one, 16) & 255])
}
