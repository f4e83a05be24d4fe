import assert from 'node:assert/strict'
import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import { createForeignCipher, hChaCha20 } from './foreign-ciphers.ts'

const older = 'older-secret-of-32-characters!!!',
  newer = 'newer-secret-of-32-characters!!!'
const token = 'ya29.an-access-token'

/** As the reference enciphers. */
const enciphered = {
  aes: (secret: string) => gcm('aes-256-gcm', Buffer.from(secret), randomBytes(12)),
  'xchacha20-poly1305': (secret: string) => {
    const nonce = randomBytes(24)
    const key = hChaCha20(Buffer.from(secret), nonce.subarray(0, 16))
    const sealed = gcm(
      'chacha20-poly1305',
      key,
      Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]),
    )
    return nonce.toString('hex') + sealed.slice(24)
  },
  noop: () => Buffer.from(token).toString('hex'),
} as const

function gcm(algorithm: string, key: Buffer, nonce: Buffer): string {
  const cipher = createCipheriv(algorithm as 'aes-256-gcm', key, nonce, { authTagLength: 16 })
  return Buffer.concat([nonce, cipher.update(token), cipher.final(), cipher.getAuthTag()]).toString(
    'hex',
  )
}

describe('tokens that the reference has enciphered', () => {
  test('the key of a nonce is that of the draft, section 2.2.1', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, at) => at))
    const input = Buffer.from('000000090000004a0000000031415927', 'hex')
    assert.equal(
      hChaCha20(key, input).toString('hex'),
      '82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc',
    )
  })

  for (const [name, encipher] of Object.entries(enciphered)) {
    test(`are opened when enciphered by ${name}, under any of the secrets`, () => {
      const { open } = createForeignCipher([newer, 'not of 32 bytes', older])
      for (const secret of [older, newer]) assert.equal(open(encipher(secret)), token)
    })
  }

  test('are not opened without their secret, or when they are none', () => {
    const { open } = createForeignCipher([newer])
    for (const stored of [
      enciphered.aes(older),
      enciphered['xchacha20-poly1305'](older),
      '',
      'abc',
      'no hex at all',
    ])
      assert.equal(open(stored), undefined)
  })
})
