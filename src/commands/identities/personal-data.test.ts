import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dataFormat, dataVersion } from '#personal-data/file.ts'
import { describedIn, notTaken, withoutLongLists } from './personal-data.ts'

const file = (more: object) => ({
  format: dataFormat,
  version: dataVersion,
  identity: { id: 'x' },
  ...more,
})
const notes = (more: object) =>
  notTaken({ number: 1, bytes: Buffer.from(JSON.stringify(file(more))) })

describe('a file of personal data', () => {
  it('has the account in it; other values are what they are', () => {
    assert.deepEqual(describedIn(file({})), { id: 'x' })
    assert.deepEqual(describedIn({ format: 'other' }), { format: 'other' })
    assert.throws(() => describedIn(file({ version: 2 })), /version/i)
  })

  it('tells of every credential that is not taken, and why', () => {
    const credentials = ['password', 'totp', 'webauthn', 'oidc'].map((type) => ({ type }))
    const told = (identity: object) =>
      notes({ identity, credentials }).map((note) => /^credentials\.(\w+)/.exec(note)?.[1])
    assert.deepEqual(told({}), ['password', 'totp', 'webauthn', 'oidc'])
    assert.deepEqual(told({ credentials: { password: {}, oidc: {} } }), ['totp', 'webauthn'])
    assert.deepEqual(notTaken({ number: 1, bytes: Buffer.from('{"traits":{}}') }), [])
  })

  it('is read without its long lists, in chunks of any size', async () => {
    const row = { text: 'a "quoted", [bracketed] \\ and {braced} text', list: [1, [2, 3], {}] }
    const long = Array.from({ length: 2000 }, () => row)
    const text = JSON.stringify(file({ credentials: [row], none: [], sessions: long, last: 1 }))
    for (const size of [1, 7, 100_000]) {
      async function* pieces() {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
      }
      const read = Buffer.concat(await Array.fromAsync(withoutLongLists(pieces())))
      assert.deepEqual(
        JSON.parse(read.toString()),
        file({ credentials: [row], none: [], sessions: 2000, last: 1 }),
      )
    }
  })
})
