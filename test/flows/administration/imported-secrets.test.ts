// Authenticator apps, backup codes and keys that an administrator takes over from elsewhere.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { stepUp, withFactors } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import {
  addKey,
  askForKey,
  dataIn,
  newKey,
  signUpWithKey,
  withKeys,
  type Authenticator,
} from '../../support/keys.ts'
import {
  openApi,
  openSpa,
  password,
  signedInBrowser,
  signIn,
  signUp,
  submit,
  submitSpa,
} from '../../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64')
const secret = (bytes = 20) =>
  new Secret({ buffer: new Uint8Array(randomBytes(bytes)).buffer }).base32
const urlOf = (parameters: Readonly<Record<string, string>>, label = 'Example:ada') =>
  `otpauth://totp/${label}?${new URLSearchParams(parameters).toString()}`

describe('secrets that come from elsewhere', () => {
  let server: TestServer
  let nth = 0,
    email: string
  before(async () => {
    server = await startServer(mergeDeep(withKeys(true), withFactors))
  })
  after(() => server.close())
  beforeEach(() => {
    email = `person-${++nth}@example.org`
  })

  const create = (credentials: object, mount = '', address = email) =>
    server.admin('POST', `${mount}/admin/identities`, {
      json: {
        schema_id: 'default',
        traits: { email: address },
        credentials: { password: { config: { password } }, ...credentials },
      },
    })
  const replace = (id: string, credentials: object) =>
    server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: 'default', state: 'active', traits: { email }, credentials },
    })
  const shown = async (id: string, type: string) =>
    (await server.admin('GET', `/admin/identities/${id}?include_credential=${type}`)).json
      .credentials[type]
  const whoami = async (token: string) => server.public('GET', '/sessions/whoami', { token })
  /** The first factor, which is not enough. */
  async function firstFactor(): Promise<string> {
    const token = (await signIn(server, email)).json.session_token
    assert.equal((await whoami(token)).status, 403)
    return token
  }

  describe('of authenticator apps', () => {
    const codeAt = (url: string, at = server.now()) => {
      const { searchParams } = new URL(url)
      return new TOTP({
        secret: Secret.fromBase32(searchParams.get('secret') ?? ''),
        algorithm: searchParams.get('algorithm') ?? 'SHA1',
        digits: Number(searchParams.get('digits') ?? 6),
        period: Number(searchParams.get('period') ?? 30),
      }).generate({ timestamp: at })
    }
    const config = (totp_url: string) => ({ totp: { config: { totp_url } } })

    for (const algorithm of ['SHA1', 'SHA256', 'SHA512'])
      for (const digits of ['6', '8'])
        for (const period of ['30', '60'])
          it(`make good codes once: ${algorithm}, ${digits} digits, ${period} s`, async () => {
            const url = urlOf({ secret: secret(), algorithm, digits, period })
            const { json } = await create(config(url))
            assert.deepEqual(json.credentials.totp.identifiers, [json.id])
            assert.equal(json.credentials.totp.version, 0)
            assert.deepEqual((await shown(json.id, 'totp')).config, { totp_url: url })
            const token = await firstFactor()
            const totp_code = codeAt(url)
            const right = await stepUp(server, token, { method: 'totp', totp_code })
            assert.equal(right.status, 200, right.text)
            assert.equal((await whoami(token)).json.authenticator_assurance_level, 'aal2')
            const again = await stepUp(server, await firstFactor(), { method: 'totp', totp_code })
            assert.equal(again.status, 400)
          })

    it('are taken with the least an address can have, and its secret as people write it', async () => {
      const least = secret(10)
      const url = `otpauth://TOTP/?secret=${least.toLowerCase().replace(/(.{4})/g, '$1 ')}==`
      assert.equal((await create(config(url))).status, 201)
      const token = await firstFactor()
      const totp_code = codeAt(`otpauth://totp/?secret=${least}`)
      assert.equal((await stepUp(server, token, { method: 'totp', totp_code })).status, 200)
    })

    it('take the place of another', async () => {
      const [old, next] = [urlOf({ secret: secret() }), urlOf({ secret: secret() })]
      const { id } = (await create(config(old))).json
      assert.equal((await replace(id, config(next))).status, 200)
      assert.deepEqual((await shown(id, 'totp')).config, { totp_url: next })
      for (const [url, status] of [
        [old, 400],
        [next, 200],
      ] as const)
        assert.equal(
          (await stepUp(server, await firstFactor(), { method: 'totp', totp_code: codeAt(url) }))
            .status,
          status,
        )
    })

    const good = secret()
    const refused: Readonly<Record<string, unknown>> = {
      nothing: undefined,
      'no address': 'secret',
      'another address': `https://totp/?secret=${good}`,
      'an app that counts': `otpauth://hotp/x?secret=${good}&counter=1`,
      'no secret': urlOf({}),
      'a secret that is too short': urlOf({ secret: secret(9) }),
      'a secret that is too long': urlOf({ secret: secret(130) }),
      'a secret that is not in base32': urlOf({ secret: 'JBSWY3DPEHPK3PX1' }),
      'an unknown algorithm': urlOf({ secret: good, algorithm: 'MD5' }),
      'a member of all objects': urlOf({ secret: good, algorithm: 'constructor' }),
      'too few digits': urlOf({ secret: good, digits: '4' }),
      'digits that are none': urlOf({ secret: good, digits: '6e0' }),
      'no period': urlOf({ secret: good, period: '0' }),
      'an endless period': urlOf({ secret: good, period: '86400' }),
      'a number': 7,
      'a text without end': urlOf({ secret: good, issuer: 'x'.repeat(4000) }),
    }
    for (const [name, totp_url] of Object.entries(refused))
      it(`are refused with ${name}, and nobody is created`, async () => {
        const { status, text } = await create({ totp: { config: { totp_url } } })
        assert.equal(status, 400)
        assert.equal(text.includes(good), false)
        const { json } = await server.admin(
          'GET',
          `/admin/identities?credentials_identifier=${email}`,
        )
        assert.deepEqual(json, [])
      })
  })

  describe('of backup codes', () => {
    const used_at = '2024-01-01T00:00:00Z'
    const config = (...codes: object[]) => ({ lookup_secret: { config: { codes } } })
    const tryCode = async (lookup_secret: string) =>
      (await stepUp(server, await firstFactor(), { method: 'lookup_secret', lookup_secret })).status

    it('are good once each, and a used one is not', async () => {
      const { json } = await create(config({ code: 'aaaa1111' }, { code: 'bbbb2222', used_at }))
      assert.deepEqual(json.credentials.lookup_secret.identifiers, [json.id])
      assert.equal(await tryCode('bbbb2222'), 400)
      assert.equal(await tryCode('AAAA-1111'), 200)
      assert.equal(await tryCode('aaaa1111'), 400)
      const codes = (await shown(json.id, 'lookup_secret')).config.recovery_codes
      assert.deepEqual(
        codes.map((one: any) => [one.code, one.used_at !== null]),
        [
          ['aaaa1111', true],
          ['bbbb2222', true],
        ],
      )
    })

    it('come to those that are there, and a used one stays used', async () => {
      const { id } = (await create(config({ code: 'aaaa1111' }, { code: 'bbbb2222' }))).json
      assert.equal(await tryCode('aaaa1111'), 200)
      await replace(
        id,
        config({ code: 'AAAA1111' }, { code: 'bbbb2222', used_at }, { code: 'cccc3333' }),
      )
      const codes = (await shown(id, 'lookup_secret')).config.recovery_codes
      assert.deepEqual(
        codes.map((one: any) => [one.code, one.used_at !== null]),
        [
          ['aaaa1111', true],
          ['bbbb2222', true],
          ['cccc3333', false],
        ],
      )
      assert.equal(await tryCode('cccc3333'), 200)
    })

    it('without any nobody is asked for one', async () => {
      for (const codes of [[], undefined]) {
        email = `person-${++nth}@example.org`
        const { status, json } = await create({ lookup_secret: { config: { codes } } })
        assert.equal(status, 201)
        assert.deepEqual(json.credentials.lookup_secret.identifiers, [json.id])
        const { json: signedIn } = await signIn(server, email)
        assert.equal((await whoami(signedIn.session_token)).status, 200)
      }
    })

    for (const [name, codes] of Object.entries({
      'a short code': [{ code: 'abc12' }],
      'a code of signs': [{ code: '--------' }],
      'a code without end': [{ code: 'a'.repeat(200) }],
      'no code': [{}],
      'no list': 'aaaa1111',
      'a wrong time': [{ code: 'aaaa1111', used_at: 'yesterday' }],
      'too many': Array.from({ length: 201 }, (_, n) => ({ code: `aaaaaa${n}` })),
    }))
      it(`are refused with ${name}`, async () => {
        assert.equal((await create({ lookup_secret: { config: { codes } } })).status, 400)
      })
  })

  describe('of keys', () => {
    type Type = 'webauthn' | 'passkey'

    /** A key of somebody who is gone, as an administrator has read it. */
    async function exported(type: Type, isSecond = false) {
      const key = newKey()
      const address = `source-${++nth}@example.org`
      if (isSecond) {
        server.reconfigure(mergeDeep(withKeys(false), withFactors))
        await signUp(server, address)
        await addKey(server, type, await signedInBrowser(server, address), key)
        server.reconfigure(mergeDeep(withKeys(true), withFactors))
      }
      const owner = isSecond ? undefined : await signUpWithKey(server, type, address)
      const [identity] = (
        await server.admin(
          'GET',
          `/admin/identities?credentials_identifier=${address}&include_credential=${type}`,
        )
      ).json
      const { credentials, user_handle } = identity.credentials[type].config
      await server.admin('DELETE', `/admin/identities/${identity.id}`)
      return { key: owner?.key ?? key, config: { credentials, user_handle } }
    }
    const withPasskey = async (key: Authenticator, over = {}) => {
      const flow = await openApi(server, 'login')
      const answer = key.get(dataIn(flow, 'passkey_challenge'), { counter: 9, ...over })
      return submit(server, 'login', flow, {
        method: 'passkey',
        passkey_login: JSON.stringify(answer),
      })
    }

    it('passkeys sign in, and are shown as they were given', async () => {
      const { key, config } = await exported('passkey')
      const { json } = await create({ passkey: { config } })
      assert.deepEqual((await shown(json.id, 'passkey')).config, config)
      assert.deepEqual(json.credentials.passkey.identifiers, [
        Buffer.from(config.user_handle, 'base64').toString(),
      ])
      const signedIn = await withPasskey(key)
      assert.equal(signedIn.status, 200, signedIn.text)
      assert.equal(signedIn.json.session.identity.id, json.id)
      const [stored] = (await shown(json.id, 'passkey')).config.credentials
      assert.equal(stored.authenticator.sign_count, 9)
    })

    it('passkeys sign in with a user handle of any bytes, and with no other', async () => {
      const { key, config } = await exported('passkey')
      const handle = Buffer.from([0, 255, 1, 254, ...randomBytes(12)])
      const user_handle = base64(handle)
      const { json } = await create({ passkey: { config: { ...config, user_handle } } })
      const userHandle = handle.toString('base64url')
      assert.equal((await withPasskey(key)).status, 400)
      const signedIn = await withPasskey(key, { userHandle })
      assert.equal(signedIn.json.session?.identity.id, json.id, signedIn.text)
    })

    it('passkeys come to those that are there, and one of the same id takes its place', async () => {
      const [first, second] = [await exported('passkey'), await exported('passkey')]
      const { id } = (await create({ passkey: { config: first.config } })).json
      const renamed = { ...first.config.credentials[0], display_name: 'again' }
      for (const config of [second.config, { ...first.config, credentials: [renamed] }])
        assert.equal((await replace(id, { passkey: { config } })).status, 200)
      const { config, identifiers } = await shown(id, 'passkey')
      assert.deepEqual(
        config.credentials.map((one: any) => one.display_name),
        ['', 'again'],
      )
      assert.equal(identifiers.length, 2)
      for (const { key } of [first, second])
        assert.equal((await withPasskey(key)).json.session?.identity.id, id)
    })

    it('a passkey of somebody else is refused', async () => {
      const { config } = await exported('passkey')
      await create({ passkey: { config } })
      assert.equal(
        (await create({ passkey: { config } }, '', `other-${nth}@example.org`)).status,
        409,
      )
    })

    for (const isSecond of [true, false])
      it(`a security key is the ${isSecond ? 'second' : 'first'} factor, as it was`, async () => {
        const { key, config } = await exported('webauthn', isSecond)
        const { json } = await create({ webauthn: { config } })
        assert.deepEqual((await shown(json.id, 'webauthn')).config, config)
        assert.deepEqual(json.credentials.webauthn.identifiers, [email])
        const jar = new Jar()
        if (isSecond)
          await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
            method: 'password',
            identifier: email,
            password,
          })
        const query = isSecond ? '?aal=aal2' : ''
        const asked = await askForKey(server, 'webauthn', jar, { email, query })
        const { status, text } = await asked.answer(
          JSON.stringify(key.get(asked.options, { counter: 9 })),
        )
        assert.equal(status, 200, text)
        const { json: session } = await server.public('GET', '/sessions/whoami', { jar })
        assert.deepEqual(
          session.authentication_methods.map((one: any) => [one.method, one.aal]),
          isSecond
            ? [
                ['password', 'aal1'],
                ['webauthn', 'aal2'],
              ]
            : [['webauthn', 'aal1']],
        )
      })

    it('a copy that was noted stays noted, and what is left out has its usual value', async () => {
      const { config } = await exported('webauthn', true)
      const [{ id, public_key }] = config.credentials
      const credentials = [{ id, public_key, authenticator: { clone_warning: true } }]
      const { json } = await create({ webauthn: { config: { credentials } } })
      const [stored] = (await shown(json.id, 'webauthn')).config.credentials
      assert.deepEqual(
        [
          stored.is_passwordless,
          stored.authenticator.sign_count,
          stored.authenticator.clone_warning,
        ],
        [false, 0, true],
      )
      assert.ok(Math.abs(Date.parse(stored.added_at) - server.now()) < 60_000)
    })

    it('are refused when nobody could sign in by them', async () => {
      const { config } = await exported('passkey')
      const [key] = config.credentials
      const { user_handle } = config
      const bent: readonly (readonly [string, object])[] = [
        ['no user handle', { credentials: [key] }],
        ['an empty user handle', { credentials: [key], user_handle: '' }],
        [
          'a user handle that is too long',
          { credentials: [key], user_handle: base64(randomBytes(65)) },
        ],
        ['a user handle that is not base64', { credentials: [key], user_handle: 'ü' }],
        ['no key', { credentials: [], user_handle }],
        ['nothing', {}],
        ...Object.entries({
          id: ['', undefined, '%%', base64(randomBytes(1024)), 7],
          public_key: ['', undefined, base64('no key'), base64(Buffer.from([0xa1, 1, 2])), '%%'],
          authenticator: [
            { sign_count: -1 },
            { sign_count: 1.5 },
            { sign_count: 2 ** 33 },
            { sign_count: '1' },
            7,
          ],
          flags: [{ backed_up: true }, { user_present: 1 }],
          added_at: ['yesterday'],
          is_passwordless: ['yes'],
          transport: ['usb', [1]],
          attestation: ['none'],
          nonsense: [1],
        }).flatMap(([member, values]) =>
          values.map(
            (value) =>
              [
                `${member}: ${JSON.stringify(value)}`.slice(0, 60),
                { credentials: [{ ...key, [member]: value }], user_handle },
              ] as const,
          ),
        ),
        ['the same key twice', { credentials: [key, key], user_handle }],
      ]
      for (const [name, passkey] of bent)
        assert.equal((await create({ passkey: { config: passkey } })).status, 400, name)
    })
  })

  describe('of addresses of codes', () => {
    it('are those of the traits, and no others', async () => {
      const { status } = await create({ code: { config: { addresses: [{ address: email }] } } })
      // the schema of these tests has none
      assert.equal(status, 400)
    })
  })

  it('are taken in v26.3 and in batches as well', async () => {
    const credentials = { totp: { config: { totp_url: urlOf({ secret: secret() }) } } }
    assert.equal((await create(credentials, '/v26.3')).status, 201)
    await firstFactor()
    email = `person-${++nth}@example.org`
    const wrong = { totp: { config: { totp_url: 'wrong' } } }
    const { json } = await server.admin('PATCH', '/v26.3/admin/identities', {
      json: {
        identities: [
          {
            create: {
              schema_id: 'default',
              traits: { email },
              credentials: { password: { config: { password } }, ...credentials },
            },
          },
          { create: { schema_id: 'default', traits: { email: `x${email}` }, credentials: wrong } },
        ],
      },
    })
    assert.deepEqual(
      json.identities.map((one: any) => one.action),
      ['create', 'error'],
    )
    await firstFactor()
  })

  it('are stored sealed', async () => {
    const [own, code] = [secret(), 'sealed1234']
    const { json } = await create({
      totp: { config: { totp_url: urlOf({ secret: own }) } },
      lookup_secret: { config: { codes: [{ code }] } },
    })
    const account = await server.store.identities.find(json.id)
    const stored = JSON.stringify(account?.credentials)
    assert.equal(stored.includes(own) || stored.includes(code), false)
  })
})
