// Answers of real authenticators, and the test vectors of Web Authentication level 3 (16): of each
// format of attestation. Where they are from is said in the file.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { checkCreation, checkUse, type Expected } from '#methods/shared/webauthn/ceremony.ts'

type Vector = {
  readonly name: string
  readonly source: string
  readonly format: string
  readonly party: string
  readonly origin: string
  readonly challenge: string
  readonly id: string
  readonly attestationObject: string
  readonly clientDataJSON: string
  readonly use?: {
    readonly challenge: string
    readonly authenticatorData: string
    readonly clientDataJSON: string
    readonly signature: string
  }
}
const file = join(import.meta.dirname, '../../support/webauthn/vectors.json')
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[]
const formats = ['none', 'packed', 'fido-u2f', 'tpm', 'apple', 'android-key']

const expected = (vector: Vector, over: Partial<Vector> = {}): Expected => {
  const { party, origin, challenge } = { ...vector, ...over }
  return {
    party: { id: party, name: 'Example', icon: undefined, origins: [origin] },
    isChallenge: (one) => one === challenge,
    verification: 'preferred',
  }
}
const data = (text: string): any => JSON.parse(Buffer.from(text, 'base64url').toString())
const textOf = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const create = (vector: Vector, over: Partial<Vector> = {}) => {
  const { id, attestationObject, clientDataJSON } = { ...vector, ...over }
  return checkCreation(
    { id, rawId: id, type: 'public-key', response: { attestationObject, clientDataJSON } },
    expected(vector, over.clientDataJSON === undefined ? over : {}),
  )
}
const isFramed = ({ clientDataJSON }: Vector) => data(clientDataJSON).crossOrigin === true

describe('keys of every format of attestation', () => {
  const { fetch } = globalThis
  const asked: unknown[] = []
  before(() => {
    globalThis.fetch = (url) => {
      asked.push(url)
      return Promise.reject(new Error('no network'))
    }
  })
  after(() => {
    globalThis.fetch = fetch
  })

  it('are among the samples', () => {
    assert.deepEqual([...new Set(vectors.map(({ format }) => format))].sort(), formats.toSorted())
    for (const { format, attestationObject } of vectors)
      assert.ok(
        Buffer.from(attestationObject, 'base64url').includes(
          `fmt${String.fromCharCode(0x60 + format.length)}${format}`,
        ),
      )
  })

  for (const vector of vectors) {
    const title = `${vector.format}: ${vector.name} (${vector.source})`
    if (isFramed(vector)) {
      it(`${title} is refused, for its page stood in a frame of another`, async () => {
        assert.equal(await create(vector), undefined)
        const bare = { ...data(vector.clientDataJSON), crossOrigin: false }
        assert.equal((await create(vector, { clientDataJSON: textOf(bare) }))?.id, vector.id)
      })
      continue
    }
    it(`${title} is accepted as configured, and for nothing else`, async () => {
      assert.equal((await create(vector))?.id, vector.id)
      assert.deepEqual(asked, [], 'no address in a certificate is asked')
      for (const over of [
        { party: 'evil.example' },
        { origin: `${vector.origin}.evil.example` },
        { challenge: `${vector.challenge}x` },
        { id: Buffer.from('another').toString('base64url') },
        { clientDataJSON: textOf({ ...data(vector.clientDataJSON), type: 'webauthn.get' }) },
        { attestationObject: vector.attestationObject.slice(0, 60) },
      ])
        assert.equal(await create(vector, over), undefined, JSON.stringify(over).slice(0, 80))
    })

    const { use } = vector
    if (use)
      it(`${title} signs in`, async () => {
        const made = await create(vector)
        assert.ok(made)
        const key = { id: made.id, publicKey: new Uint8Array(made.publicKey) }
        const answer = {
          id: made.id,
          rawId: made.id,
          type: 'public-key' as const,
          response: use,
        }
        const fits = expected(vector, { challenge: use.challenge })
        assert.notEqual(await checkUse(answer, key, fits), undefined)
        const swapped = Buffer.from(use.signature, 'base64url')
        swapped[swapped.length - 1] = (swapped.at(-1) ?? 0) ^ 1
        const bent = { ...use, signature: swapped.toString('base64url') }
        assert.equal(await checkUse({ ...answer, response: bent }, key, fits), undefined)
      })
  }
})
