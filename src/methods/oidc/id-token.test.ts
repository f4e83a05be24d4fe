import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { verifyIdToken } from './id-token.ts'
import { createProviderKeys } from './provider-keys.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
let providers = 0

/** A provider without keys, and how often it was asked for them. */
function provider(answer: () => Promise<Response> = async () => Response.json({ keys: [] })) {
  const jwksUrl = `https://provider-${providers++}.example/keys`
  const asked: number[] = []
  let time = 0
  const keys = createProviderKeys(
    () => (asked.push(time), answer()),
    () => time,
  )
  const verify = (kid: string, now: number) => {
    time = now
    return verifyIdToken({
      idToken: `${part({ alg: 'RS256', kid })}.${part({ sub: 'ada' })}.c2ln`,
      nonceMayLack: false,
      nonce: 'nonce',
      issuers: ['https://provider.example'],
      jwksUrl,
      audiences: ['client'],
      keys,
      now,
    }).catch((error: Error) => error.name)
  }
  return { asked, verify }
}

describe('the keys of a provider', () => {
  test('are asked for at most every ten seconds, whatever keys tokens name', async () => {
    const { asked, verify } = provider()
    await Promise.all(Array.from({ length: 50 }, (_, n) => verify(`a${n}`, 1000)))
    for (let n = 0; n < 20; n++) await verify(`b${n}`, 1000 + n * 500)
    assert.deepEqual(asked, [1000])
    for (let n = 0; n < 20; n++) await verify(`c${n}`, 11_000 + n * 500)
    assert.deepEqual(asked, [1000, 11_000])
  })

  test('are asked for at once when the provider has changed them, also many times', async () => {
    let kid = 'k1'
    const { asked, verify } = provider(async () => Response.json({ keys: [{ kid }] }))
    for (let n = 0; n < 5; n++) {
      kid = `k${n}`
      await Promise.all(Array.from({ length: 20 }, () => verify(kid, 1000 + n)))
      assert.equal(asked.length, n + 1)
    }
    await verify('none', 2000)
    for (let n = 0; n < 20; n++) await verify(`none${n}`, 2000 + n)
    assert.equal(asked.length, 6)
    kid = 'k9'
    await verify(kid, 11_999)
    assert.equal(asked.length, 6)
    await verify(kid, 12_000)
    assert.equal(asked.length, 7)
  })

  test('are not asked for again at once when the provider does not answer', async () => {
    const { asked, verify } = provider(async () => new Response('', { status: 503 }))
    for (let n = 0; n < 5; n++) await verify('a', 1000 + n)
    assert.deepEqual(asked, [1000])
    await verify('a', 11_001)
    assert.deepEqual(asked, [1000, 11_001])
  })

  test('are not asked for again when the clock is set back', async () => {
    const { asked, verify } = provider()
    await verify('a', 1_000_000)
    await verify('b', 1000)
    assert.deepEqual(asked, [1_000_000])
  })
})

describe('the nonce of an ID token', async () => {
  const { exportJWK, generateKeyPair, SignJWT } = await import('jose')
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] }
  const verify = async (claims: Record<string, unknown>, nonce: string, nonceMayLack: boolean) =>
    verifyIdToken({
      idToken: await new SignJWT({ sub: 'ada', ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'k' })
        .setIssuer('https://provider.example')
        .setAudience('client')
        .setIssuedAt(1000)
        .setExpirationTime(2000)
        .sign(privateKey),
      nonce,
      nonceMayLack,
      issuers: ['https://provider.example'],
      jwksUrl: 'https://provider.example/keys',
      audiences: ['client'],
      keys: createProviderKeys(
        async () => Response.json(keys),
        () => 1_500_000,
      ),
      now: 1_500_000,
    }).then(
      () => 'taken',
      () => 'refused',
    )

  const unsupported = [false, 'false']
  const others = [true, 'true', undefined, null, 0, '']
  for (const supported of [...unsupported, ...others])
    for (const nonceMayLack of [true, false])
      for (const [own, sent] of [
        [undefined, ''],
        [undefined, 'n'],
        ['n', ''],
        ['n', 'm'],
        ['n', 'n'],
      ] as const)
        test(`${own ?? 'none'} in it, ${sent || 'none'} sent, nonce_supported ${String(supported)}, ${
          nonceMayLack ? 'which counts' : 'which does not count'
        }`, async () => {
          const isLacking =
            own === undefined && nonceMayLack && unsupported.includes(supported as never)
          const claims = {
            ...(own === undefined ? {} : { nonce: own }),
            ...(supported === undefined ? {} : { nonce_supported: supported }),
          }
          assert.equal(
            await verify(claims, sent, nonceMayLack),
            isLacking || (own !== undefined && own === sent) ? 'taken' : 'refused',
          )
        })
})
