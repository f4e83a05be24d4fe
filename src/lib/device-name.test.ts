import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deviceKind, deviceName, ofDeviceKind } from './device-name.ts'

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8)'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

const nameOf = (userAgent: string) =>
  deviceName(userAgent, (browser, system) => `${browser} on ${system}`)

describe('the name of a device', () => {
  it('is the browser and the system, although browsers also claim to be others', () => {
    const known = {
      'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0': 'Firefox on Linux',
      [`${windows} ${blink} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`]: 'Edge on Windows',
      [`${android} ${blink} Chrome/126.0.0.0 Mobile Safari/537.36`]: 'Chrome on Android',
      [`${iphone} ${webkit} Version/17.5 Mobile/15E148 Safari/604.1`]: 'Safari on iPhone',
      [`${mac} ${webkit} Version/17.5 Safari/605.1.15`]: 'Safari on Mac',
    }
    for (const [userAgent, expected] of Object.entries(known))
      assert.equal(nameOf(userAgent), expected)
  })
  it('is what a program that is no browser calls itself', () => {
    assert.equal(nameOf('curl/8.5.0'), 'curl')
  })
  it('is unknown without a usable User-Agent header', () => {
    assert.equal(nameOf(''), undefined)
    assert.equal(nameOf('<script>'), undefined)
  })
  it('is the same for a text that is asked for again, also after many others', () => {
    const texts = Array.from({ length: 450 }, (_, at) => [
      'curl',
      '',
      `Firefox/${at} Linux`,
      `agent${at}/1`,
    ]).flat()
    const first = texts.map(deviceKind)
    assert.deepEqual(texts.map(deviceKind), first)
    assert.deepEqual(first.slice(0, 4), ['curl', undefined, 'Firefox/Linux', 'agent0'])
  })
  it('can be stored, and be told in another way later', () => {
    const told = (userAgent: string) =>
      ofDeviceKind(deviceKind(userAgent) ?? '', (browser, system) => `${system}: ${browser}`)
    assert.equal(told('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0'), 'Linux: Firefox')
    assert.equal(told('curl/8.5.0'), 'curl')
    assert.equal(deviceKind(''), undefined)
  })
})
