import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isLocal, networkOf } from './network.ts'

const networks: Readonly<Record<string, readonly string[]>> = {
  '203.0.113.0/24': ['203.0.113.0', '203.0.113.7', '203.0.113.255', '::ffff:203.0.113.9'],
  '203.0.114.0/24': ['203.0.114.1'],
  '2001:db8:0:100::/56': ['2001:db8:0:100::1', '2001:db8:0:1ff:a:b:c:d', '2001:DB8::1FF:0:0:0:1'],
  '2001:db8:0:200::/56': ['2001:db8:0:200::', '2001:db8:0:2a7::1%eth0'],
  '0:0:0:0::/56': ['::1', '::2'],
  'fe80:0:0:0::/56': ['fe80::1%eth0'],
  unknown: ['unknown'],
}

describe('the network of an address', () => {
  for (const [network, addresses] of Object.entries(networks))
    test(`is ${network} for ${addresses.join(', ')}`, () =>
      assert.deepEqual([...new Set(addresses.map(networkOf))], [network]))
})

test('addresses of this machine and of private networks are local, others are not', () => {
  for (const ip of [
    '127.0.0.1',
    '::1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    'fd00::1',
    '::ffff:10.0.0.1',
  ])
    assert.equal(isLocal(ip), true, ip)
  for (const ip of ['203.0.113.1', '172.32.0.1', '2001:db8::1', '8.8.8.8', 'unknown'])
    assert.equal(isLocal(ip), false, ip)
})
