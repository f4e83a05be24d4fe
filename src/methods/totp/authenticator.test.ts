import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newAuthenticator, secretOf, stepOf } from './authenticator.ts'
import { qrImage, qrSize } from './qr-image.ts'

// RFC 6238, appendix B: the secret 12345678901234567890 and its codes for SHA-1, of which the last
// six digits count here.
const url =
  'otpauth://totp/Example:ada?issuer=Example&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
  '&algorithm=SHA1&digits=6&period=30'
const published = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const

describe('time-based codes', () => {
  it('are those of RFC 6238', async () => {
    for (const [seconds, code] of published)
      assert.equal(await stepOf(url, code, seconds * 1000), Math.floor(seconds / 30), code)
  })

  it('are accepted one step early and one step late', async () => {
    const at = 59_000,
      step = 1
    assert.deepEqual(
      await Promise.all([-60, -30, 0, 30, 60].map((off) => stepOf(url, '287082', at + off * 1000))),
      [undefined, step, step, step, undefined],
    )
  })

  it('are six digits, also of full width; spaces and dashes do not count', async () => {
    for (const code of [' 287 082 ', '287-082', '２８７０８２', '287\u2013082\u200b'])
      assert.equal(await stepOf(url, code, 59_000), 1, code)
    for (const code of ['', '28708', '2870820', '94287082', '28708a', '-87082', '1e1000'])
      assert.equal(await stepOf(url, code, 59_000), undefined, code)
  })
})

describe('a new authenticator app', () => {
  it('has a secret of 160 bits and names the service and the account', async () => {
    const made = await newAuthenticator('Owls & Co', 'ada@example.org')
    assert.match(secretOf(made), /^[A-Z2-7]{32}$/)
    assert.notEqual(
      secretOf(made),
      secretOf(await newAuthenticator('Owls & Co', 'ada@example.org')),
    )
    const { protocol, host, pathname, searchParams } = new URL(made)
    assert.deepEqual(
      [protocol, host, decodeURIComponent(pathname)],
      ['otpauth:', 'totp', '/Owls & Co:ada@example.org'],
    )
    assert.deepEqual(
      ['issuer', 'algorithm', 'digits', 'period'].map((name) => searchParams.get(name)),
      ['Owls & Co', 'SHA1', '6', '30'],
    )
  })

  it('has names short enough for the QR code', async () => {
    for (const letter of ['a', 'ü', '🦉', '\ud83e'])
      for (const length of [1, 100, 5000]) {
        const made = await newAuthenticator(letter.repeat(length), `a${letter.repeat(length)}`)
        const [head, data = ''] = (await qrImage(made)).split(',')
        const png = Buffer.from(data, 'base64')
        assert.equal(head, 'data:image/png;base64')
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [qrSize, qrSize], letter)
      }
  })
})
