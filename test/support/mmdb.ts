// Writes a small file in MaxMind's format (https://maxmind.github.io/MaxMind-DB/): a tree of networks of
// IPv6, with IPv4 below ::/96, and one record for each.

type Value = string | number | readonly Value[] | { readonly [key: string]: Value }
type Network = { readonly address: string; readonly bits: number; readonly record: Value }

const types = { text: 2, number: 6, map: 7, list: 11 }

function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value)
    return Buffer.concat([head(types.text, text.length), text])
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([head(types.number, 4), bytes])
  }
  if (Array.isArray(value))
    return Buffer.concat([head(types.list, value.length), ...value.map(encode)])
  const entries = Object.entries(value as Readonly<Record<string, Value>>)
  return Buffer.concat([
    head(types.map, entries.length),
    ...entries.flatMap(([key, one]) => [encode(key), encode(one)]),
  ])
}

function head(type: number, size: number): Buffer {
  const [low, more] = size < 29 ? [size, []] : [29, [size - 29]]
  return Buffer.from(type > 7 ? [low, type - 7, ...more] : [(type << 5) | low, ...more])
}

/** The bits of an IPv4 address, as one of IPv6. */
const bitsOf = (address: string): string =>
  '0'.repeat(96) +
  address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')

export function mmdb(networks: readonly Network[]): Buffer {
  /** Each node has two records: another node, or the place of data (a negative number less one). */
  const nodes: (number | undefined)[][] = [[undefined, undefined]]
  const records = networks.map(({ record }) => encode(record))
  const places = records.map((_, at) =>
    records.slice(0, at).reduce((sum, { length }) => sum + length, 0),
  )
  networks.forEach(({ address, bits }, index) => {
    const path = bitsOf(address).slice(0, 96 + bits)
    let node = 0
    ;[...path].forEach((bit, depth) => {
      const side = Number(bit)
      if (depth === path.length - 1) nodes[node]![side] = -1 - (places[index] ?? 0)
      else node = nodes[node]![side] ??= nodes.push([undefined, undefined]) - 1
    })
  })
  const tree = Buffer.alloc(nodes.length * 8)
  nodes.flat().forEach((record, at) => {
    const none = nodes.length
    tree.writeUInt32BE(
      record === undefined ? none : record < 0 ? none + 16 + (-1 - record) : record,
      at * 4,
    )
  })
  const metadata = encode({
    node_count: nodes.length,
    record_size: 32,
    ip_version: 6,
    database_type: 'Test-City',
    languages: ['en', 'de'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    description: { en: 'of a test' },
  })
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  return Buffer.concat([tree, Buffer.alloc(16), ...records, marker, metadata])
}
