// No address that a file may name ends the start with anything but a fault that names its key.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultsOf, scratch } from './files.ts'
import { ownKeys, treeWith, type Leaf } from './keys.ts'

const broken = ['#123456', 'http://', '://x', 'http://[', 'a b']
/** No address, or none for every place: an empty text may mean none, and an opaque URL may do. */
const odd = ['', 'fe80::1%eth0']

/** Those that must be whole: none of the broken ones is any. */
const whole = new Set(['base-url', 'web-url', 'url', 'smtp-url', 'origin', 'web-or-mail-url'])
const formatOf = ({ kind }: Leaf) => /^text ?(.*)$/.exec(kind)?.[1]
/** NOTE hooks of all flows and methods have the same keys */
const texts = [
  ...new Map(
    ownKeys()
      .filter((leaf) => formatOf(leaf) !== undefined)
      .map((leaf) => [
        `${leaf.kind} ${leaf.steps
          .slice(-2)
          .map(({ key, chosen }) => key + String(chosen))
          .join()}`,
        leaf,
      ]),
  ).values(),
]
const pathOf = ({ steps }: Leaf) =>
  steps.map(({ key }) => (key === '*' ? '0' : key === '{}' ? 'some' : key)).join('.')

describe('a broken address', () => {
  for (const leaf of texts) {
    const path = pathOf(leaf)
    const format = formatOf(leaf) ?? ''
    it(`is at most a fault: ${path}`, (t) => {
      const cwd = scratch(t)
      // NOTE it throws what is no fault of the configuration
      const read = (value: string) => faultsOf({ cwd }, JSON.stringify(treeWith(leaf, value)))
      for (const value of odd) read(value)
      for (const value of broken) {
        const faults = read(value)
        if (whole.has(format))
          assert.ok(
            faults.some((one) => one.includes(`${path} `)),
            `${JSON.stringify(value)}: ${faults.join('\n')}`,
          )
      }
    })
  }

  it('is a fault as the host of a listener, and such as people write are none', (t) => {
    const cwd = scratch(t)
    const read = (name: string, host: string) =>
      faultsOf(
        { cwd },
        JSON.stringify({
          dsn: 'memory',
          pallas: { admin: { insecure: true } },
          serve: { [name]: { host } },
        }),
      )
    for (const name of ['public', 'admin']) {
      for (const host of ['#123456', 'http://', '://x', 'http://[', 'a b', 'a/b', 'a:80', '[x]'])
        assert.match(
          read(name, host).join('\n'),
          new RegExp(`serve\\.${name}\\.host must be`),
          host,
        )
      for (const host of [
        '',
        '0.0.0.0',
        '::',
        '[::]',
        '::1',
        'fe80::1%eth0',
        'localhost',
        'id.example.org',
        'my_host',
        'unix:/run/x',
        'bücher.example',
      ])
        assert.deepEqual(read(name, host), [], host)
    }
  })
})
