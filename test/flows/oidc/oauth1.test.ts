// A provider of OAuth 1.0a: X with an API key. The fake provider refuses a request whose signature,
// token, time or nonce is wrong.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import type { Failure, Step } from '../../support/oauth1-provider.ts'
import { choose, landed, startOAuth1Server, whoIs, type OAuth1Server } from '../../support/oidc.ts'
import {
  messageIds,
  openApi,
  openSpa,
  signedInBrowser,
  signUp,
  submit,
  submitForm,
} from '../../support/people.ts'
import { follow, olderEditions } from '../../support/provider-editions.ts'
import type { Answer } from '../../support/server.ts'

const whole = ['request_token', 'access_token', 'verify_credentials']
const kinds = ['login', 'registration', 'settings'] as const

describe('a provider of OAuth 1.0a', () => {
  let server: OAuth1Server, provider: OAuth1Server['provider']
  before(async () => {
    server = await startOAuth1Server()
    provider = server.provider
  })
  after(() => server.close())
  beforeEach(() => {
    provider.seen.length = 0
    provider.fails = undefined
  })

  let nth = 0
  /** Who signs in at the provider next; answers their address. */
  function somebody(): string {
    const email = `x-${++nth}@example.org`
    provider.user = {
      id: nth,
      id_str: `13000000000000000${nth}`,
      name: 'Ada L',
      screen_name: `ada_${nth}`,
      email,
    }
    return email
  }

  const comeBack = (address: string, jar: Jar, answer?: 'agrees' | 'declines') =>
    server.public('GET', provider.consent(address, answer), { accept: 'text/html', jar })
  const there = (kind: (typeof kinds)[number], jar: Jar) =>
    choose(server, kind, jar, kind === 'settings' ? { link: 'x' } : { provider: 'x' })

  async function enter(kind: 'login' | 'registration', jar = new Jar()) {
    const answer = await comeBack(await there(kind, jar), jar)
    return { answer, jar, who: await whoIs(server, jar) }
  }

  /** A browser that can begin a flow of this kind. */
  const browserFor = async (kind: (typeof kinds)[number]): Promise<Jar> =>
    kind === 'settings'
      ? signedInBrowser(server, (await signUp(server, `local-${++nth}@example.org`)).email)
      : new Jar()

  it('a person signs up, and signs in again by either form', async () => {
    const email = somebody()
    const first = await enter('registration')
    assert.deepEqual(provider.seen, whole)
    assert.equal(first.who.identity.traits.email, email)
    assert.equal(first.who.identity.verifiable_addresses[0].verified, true)
    assert.deepEqual(
      first.who.authentication_methods.map(({ method, provider: by }: any) => [method, by]),
      [['oidc', 'x']],
    )
    for (const kind of ['login', 'registration'] as const)
      assert.equal((await enter(kind)).who.identity.id, first.who.identity.id)
  })

  it('a person is known by the text of the id, since the number is not exact', async () => {
    somebody()
    provider.user = { ...provider.user, id: 1, id_str: '9007199254740993' }
    const first = await enter('login')
    somebody()
    provider.user = { ...provider.user, id: 1, id_str: '9007199254740992' }
    const second = await enter('login')
    assert.notEqual(first.who.identity.id, second.who.identity.id)
  })

  it('an account is linked in the settings, and signs in afterwards', async () => {
    somebody()
    const jar = await browserFor('settings')
    const { identity } = await whoIs(server, jar)
    const answer = await comeBack(await there('settings', jar), jar)
    assert.deepEqual(messageIds(await landed(server, 'settings', answer, jar)), [1050001])
    assert.equal((await enter('login')).who.identity.id, identity.id)
  })

  it('whoever confirms who they are types the password there again', async () => {
    somebody()
    const { jar } = await enter('login')
    server.pass(60_000)
    assert.equal('force_login' in provider.asked, false)
    const flow = await openSpa(server, 'login', jar, '?refresh=true')
    const { location = '' } = await submitForm(server, 'login', flow, jar, { provider: 'x' })
    await comeBack(location, jar)
    assert.equal(provider.asked['force_login'], 'true')
    const { authenticated_at, issued_at } = await whoIs(server, jar)
    assert.ok(Date.parse(authenticated_at) > Date.parse(issued_at))
  })

  it('a hint at who signs in is passed on, and nothing else', async () => {
    const jar = new Jar()
    const address = await choose(server, 'login', jar, {
      provider: 'x',
      'upstream_parameters.login_hint': 'ada',
      'upstream_parameters.prompt': 'consent',
    })
    const { searchParams } = new URL(address)
    assert.deepEqual([...searchParams.keys()], ['oauth_token', 'screen_name'])
    assert.equal(searchParams.get('screen_name'), 'ada')
  })

  it('an app that waits is handed the session of its browser', async () => {
    somebody()
    const flow = await openApi(
      server,
      'login',
      '?return_session_token_exchange_code=true&return_to=http://127.0.0.1:4455/app',
    )
    const asked = await submit(server, 'login', flow, { method: 'oidc', provider: 'x' })
    assert.match(asked.cookies.join(), /ory_kratos_continuity/)
    const answer = await comeBack(asked.json.redirect_browser_to, new Jar())
    const code = new URL(answer.location ?? '').searchParams.get('code') ?? ''
    const { status, json } = await server.public(
      'GET',
      `/sessions/token-exchange?init_code=${flow.session_token_exchange_code}&return_to_code=${code}`,
    )
    assert.equal(status, 200)
    assert.equal(json.session.authentication_methods[0].provider, 'x')
    assert.deepEqual(json.session.devices, [])
  })

  for (const kind of kinds) {
    /** The form is shown again with one message, and nobody has come in. */
    async function assertBackOnForm(answer: Answer, jar: Jar): Promise<void> {
      assert.match(answer.location ?? '', new RegExp(`/${kind}\\?flow=`))
      assert.deepEqual(messageIds(await landed(server, kind, answer, jar)), [4000001])
      const who = await whoIs(server, jar)
      assert.equal(
        who?.authentication_methods.some((one: any) => one.provider === 'x') ?? false,
        false,
      )
    }

    it(`who declines is on the form again (${kind})`, async () => {
      somebody()
      const jar = await browserFor(kind)
      const answer = await comeBack(await there(kind, jar), jar, 'declines')
      await assertBackOnForm(answer, jar)
      assert.deepEqual(provider.seen, ['request_token'])
    })

    const failures: Readonly<Record<Step, readonly Failure[]>> = {
      request_token: [
        'is down',
        'has a fault',
        'refuses',
        'answers with a page',
        'gives no token',
        'does not confirm the callback',
      ],
      access_token: ['is down', 'has a fault', 'refuses', 'answers with a page', 'gives no token'],
      verify_credentials: [
        'is down',
        'has a fault',
        'refuses',
        'answers with a page',
        'gives no token',
        'does not say who it is',
      ],
    }
    for (const [at, hows] of Object.entries(failures) as [Step, readonly Failure[]][])
      for (const how of hows)
        it(`a provider that ${how} at ${at} leads back to the form (${kind})`, async () => {
          somebody()
          const jar = await browserFor(kind)
          provider.fails = { at, how }
          const address = await (at === 'request_token'
            ? there(kind, jar)
            : comeBack(await there(kind, jar), jar).then(({ location = '' }) => location))
          await assertBackOnForm({ location: address } as Answer, jar)
          const told = server.log.join('\n')
          for (const secret of provider.secrets) assert.equal(told.includes(secret), false)
        })

    it(`an answer with another token, verifier or none leads back to the form (${kind})`, async () => {
      const bend: Readonly<Record<string, (back: URL, others: URL) => void>> = {
        'the token of another request': (back, others) =>
          back.searchParams.set('oauth_token', others.searchParams.get('oauth_token') ?? ''),
        'both of another request': (back, others) => {
          for (const name of ['oauth_token', 'oauth_verifier'])
            back.searchParams.set(name, others.searchParams.get(name) ?? '')
        },
        'another verifier': (back) => back.searchParams.set('oauth_verifier', 'x'),
        'an empty verifier': (back) => back.searchParams.set('oauth_verifier', ''),
        'no token': (back) => back.searchParams.delete('oauth_token'),
        'a code': (back) => {
          back.searchParams.delete('oauth_verifier')
          back.searchParams.set('code', 'x')
        },
      }
      for (const [what, change] of Object.entries(bend)) {
        somebody()
        const jar = await browserFor(kind),
          stranger = await browserFor(kind)
        const at = (path: string) => new URL(path, 'http://127.0.0.1:4433')
        const back = at(provider.consent(await there(kind, jar)))
        change(back, at(provider.consent(await there(kind, stranger))))
        const answer = await server.public('GET', back.pathname + back.search, {
          accept: 'text/html',
          jar,
        })
        await assert.doesNotReject(assertBackOnForm(answer, jar), what)
      }
    })
  }

  it('an answer works once, and in the browser that left only', async () => {
    somebody()
    const jar = new Jar(),
      other = new Jar()
    const back = provider.consent(await there('login', jar))
    await there('login', other)
    const refused = await server.public('GET', back, { accept: 'text/html', jar: other })
    assert.match(refused.location ?? '', /\/error\?id=/)
    const cookie = jar.header
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.public('GET', back, { accept: 'text/html', headers: { cookie } })),
    )
    assert.equal(answers.filter(({ location }) => location === 'http://127.0.0.1:4455/').length, 1)
    assert.deepEqual(provider.seen.filter((step) => step === 'access_token').length, 1)
  })

  it('no nonce is used twice, and every secret stays on this side', async () => {
    const jar = new Jar()
    somebody()
    const address = await there('login', jar)
    const { location = '' } = await comeBack(address, jar)
    assert.equal(location, 'http://127.0.0.1:4455/')
    const nonces = provider.requests.map(
      ({ authorization }) => /oauth_nonce="([^"]*)"/.exec(authorization)?.[1],
    )
    assert.equal(new Set(nonces).size, nonces.length)
    assert.ok(nonces.every((nonce) => (nonce ?? '').length >= 32))
    assert.ok(provider.secrets.length > 0)
    const sent = provider.requests.map((one) => one.url + one.authorization).join('\n') + address
    for (const secret of provider.secrets) assert.equal(sent.includes(secret), false)
  })

  it('the secret of a request token is stored encrypted', async () => {
    const jar = new Jar()
    const flow = await openSpa(server, 'login', jar)
    await submitForm(server, 'login', flow, jar, { provider: 'x' })
    const stored = JSON.stringify(await server.store.flows.find('login', flow.id))
    const secret = provider.secrets.at(-1) ?? ''
    assert.match(stored, /"oidc":/)
    assert.equal(stored.includes(secret), false)
  })
})

for (const edition of olderEditions)
  describe(`a provider of OAuth 1.0a through ${edition.name}`, () => {
    let server: OAuth1Server
    before(async () => {
      server = await startOAuth1Server()
    })
    after(() => server.close())

    async function enter(kind: 'login' | 'registration', answer?: 'declines') {
      const { provider } = server,
        jar = new Jar()
      const asked = await edition.send(server, kind, await edition.open(server, kind, jar), jar, {
        provider: 'x',
      })
      const { location = '' } = await follow(server, asked, jar, (address) =>
        address.startsWith(provider.host) ? provider.consent(address, answer) : undefined,
      )
      const who = await server.public('GET', edition.whoami, { jar })
      return { location, who: who.status === 200 ? who.json : undefined }
    }

    it('a person signs up and in again', async () => {
      server.provider.user = { id_str: '7', screen_name: 'ada', email: 'ada@example.org' }
      const first = await enter('registration')
      assert.equal(first.who.identity.traits.email, 'ada@example.org')
      assert.equal((await enter('login')).who.identity.id, first.who.identity.id)
    })

    it('who declines, or whose provider fails, is on the form again', async () => {
      for (const kind of ['login', 'registration'] as const) {
        server.provider.fails = undefined
        const form = new RegExp(`/${kind}\\?(?:flow|request)=`)
        const declined = await enter(kind, 'declines')
        assert.match(declined.location, form)
        assert.equal(declined.who, undefined)
        for (const at of ['request_token', 'access_token', 'verify_credentials'] as const) {
          server.provider.fails = { at, how: 'refuses' }
          const { location, who } = await enter(kind)
          assert.match(location, form, at)
          assert.equal(who, undefined)
        }
      }
    })
  })
