import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newsOf } from './sign-in-notice.ts'

const firefox = (version: number) =>
  `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/18.0 Mobile/15E148 Safari/604.1'
const from = (userAgent: string, ipAddress: string) => ({ userAgent, ipAddress })
const home = from(firefox(128), '203.0.113.7')

describe('what is new about a sign-in', () => {
  for (const [what, now, earlier, news] of [
    ['nothing, where there is nothing to compare', home, [], undefined],
    ['nothing on the same device in the same network', home, [home], undefined],
    ['nothing after an update', from(firefox(140), '203.0.113.7'), [home], undefined],
    ['nothing at another address of the network', from(firefox(128), '203.0.113.99'), [home]],
    ['the device', from(safari, '203.0.113.7'), [home], 'device'],
    ['the network', from(firefox(128), '198.51.100.1'), [home], 'network'],
    ['the network, of IPv6', from(firefox(128), '2001:db8:1:100::1'), [home], 'network'],
    ['both, which is told as the device', from(safari, '198.51.100.1'), [home], 'device'],
    [
      'nothing of a device and a network that were seen apart',
      from(safari, '203.0.113.7'),
      [home, from(safari, '198.51.100.1')],
    ],
    ['nothing of an address that only a proxy has', from(firefox(128), '10.1.2.3'), [home]],
    ['the app', from('Notes/2.1', '203.0.113.7'), [from('Mail/2.1', '203.0.113.7')], 'device'],
    [
      'nothing of another version of an app',
      from('Notes/2.10', '203.0.113.7'),
      [from('Notes/1.9.3', '203.0.113.7')],
    ],
  ] as const)
    it(what, () => assert.equal(newsOf(now, earlier), news))
})
