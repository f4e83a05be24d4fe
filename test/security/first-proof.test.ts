// Whoever signs up first with the address of somebody else keeps nothing once its owner proves it;
// whoever proves the address of their own account keeps everything.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pressButton, visitPage } from '../support/button-page.ts'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { addLookup, addTotp, codeAt, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, mailTo } from '../support/mail.ts'
import {
  openApi,
  openSpa,
  password,
  proveAddress,
  signIn,
  submit,
  submitSpa,
} from '../support/people.ts'
import { mergeDeep, personSchema, startServer, type TestServer } from '../support/server.ts'

const owner = 'owner@example.org',
  second = 'thief@example.org'

/** Two addresses, each of which identifies, recovers and is verified. */
function twoAddresses() {
  const schema = personSchema() as any
  const address = {
    type: 'string',
    format: 'email',
    'ory.sh/kratos': {
      credentials: { password: { identifier: true }, code: { identifier: true, via: 'email' } },
      recovery: { via: 'email' },
      verification: { via: 'email' },
    },
  }
  Object.assign(schema.properties.traits.properties, { email: address, other: address })
  return `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
}
const settings = (use: 'code' | 'link') =>
  mergeDeep(withFactors, {
    identity: { default_schema_id: 'default', schemas: [{ id: 'default', url: twoAddresses() }] },
    selfservice: {
      methods: { code: { enabled: true, passwordless_enabled: true }, link: { enabled: true } },
      flows: {
        recovery: { enabled: true, use },
        verification: { enabled: true, use },
        settings: { required_aal: 'aal1' },
      },
    },
    session: { whoami: { required_aal: 'aal1' } },
  })

/** Somebody who has signed up with both addresses by an app, and set up all they can. */
async function thief(server: TestServer) {
  const flow = await openApi(server, 'registration')
  const { json } = await submit(server, 'registration', flow, {
    method: 'password',
    password,
    traits: { email: owner, other: second },
  })
  const token = json.session_token as string
  await addLookup(server, token)
  const secret = await addTotp(server, token)
  const pending = await openApi(server, 'settings', '', { token })
  // what was sent for the sign-up was not opened
  await mailTo(server, owner)
  return { token, secret, pending, id: json.identity.id as string }
}

async function isIn(server: TestServer, edition: Edition, jar: Jar): Promise<boolean> {
  return (await clientOf(server, edition).whoami({ jar })).status === 200
}
/** The link of the latest message, whose button is pressed in this browser. */
async function press(server: TestServer, address: string, jar: Jar): Promise<void> {
  const link = (await mailTo(server, address))
    .at(-1)
    ?.links.find((one) => one.includes('/self-service/'))
  const { pathname, search } = new URL(link ?? assert.fail('no link'))
  const url = pathname + search
  await pressButton(server, url, await visitPage(server, url, jar), jar)
}

type Way = {
  readonly use: 'code' | 'link'
  readonly edition: Edition
  /** Proves the address in this browser. */
  readonly prove: (server: TestServer, address: string, jar: Jar) => Promise<void>
  /** Whether a session begins by it. */
  readonly signsIn: boolean
}
const newest = editions.at(-1) ?? assert.fail()
const byLink = editions.flatMap((edition) =>
  (['recovery', 'verification'] as const)
    .filter((kind) => edition.kinds.includes(kind))
    .map((kind): [string, Way] => [
      `${kind} by link (${edition.name})`,
      {
        use: 'link',
        edition,
        signsIn: kind === 'recovery',
        async prove(server, address, jar) {
          const at = clientOf(server, edition)
          const flow = await at.open(kind, jar)
          await at.send(kind, flow, 'link', jar, { email: address, to_verify: address })
          await press(server, address, jar)
        },
      },
    ]),
)
const byCode = (['recovery', 'verification', 'login'] as const).map((kind): [string, Way] => [
  `${kind} by code`,
  {
    use: 'code',
    edition: newest,
    signsIn: kind !== 'verification',
    async prove(server, address, jar) {
      const flow = await openSpa(server, kind, jar)
      const who = kind === 'login' ? { identifier: address } : {}
      await submitSpa(server, kind, flow, jar, { method: 'code', email: address, ...who })
      const code = await codeFor(server, address)
      await submitSpa(server, kind, flow, jar, { method: 'code', code, ...who })
    },
  },
])
const ways = Object.fromEntries([...byLink, ...byCode])

for (const [name, { use, edition, prove, signsIn }] of Object.entries(ways)) {
  describe(`whoever signed up with the address of somebody else, after a ${name}`, () => {
    it('keeps nothing', async () => {
      const server = await startServer(settings(use))
      const { token, secret, pending, id } = await thief(server)
      const jar = new Jar()
      await prove(server, owner, jar)
      assert.equal(await isIn(server, edition, jar), signsIn, 'the owner')

      const { status } = await server.public('GET', '/sessions/whoami', { token })
      assert.equal(status, 401, 'the session')
      const traits = { email: second, other: second }
      const late = await submit(
        server,
        'settings',
        pending,
        { method: 'profile', traits },
        { token },
      )
      assert.equal(late.status, 401, 'a pending flow')
      for (const email of [owner, second])
        assert.equal((await signIn(server, email)).status, 400, 'the password')
      const { json } = await server.admin('GET', `/admin/identities/${id}?include_credential=totp`)
      assert.deepEqual(
        Object.keys(json.credentials).filter((one) => !['password', 'code'].includes(one)),
        [],
        'second factors',
      )
      for (const kind of ['recovery', 'login'] as const) {
        const back = new Jar()
        await (ways[`${kind} by code`] ?? assert.fail()).prove(server, second, back).catch(() => {})
        assert.equal(await isIn(server, newest, back), false, `${kind} by the other address`)
      }
      const mine = new Jar()
      await (ways['login by code'] ?? assert.fail()).prove(server, owner, mine)
      assert.equal(await isIn(server, newest, mine), true, 'the owner gets in again')
      assert.equal(codeAt(secret, server.now()).length, 6)
      await server.close()
    })

    it('keeps all in an account whose address was proved before', async () => {
      const server = await startServer(settings(use))
      const { token, id } = await thief(server)
      await proveAddress(server, id)
      await prove(server, owner, new Jar())
      assert.equal((await signIn(server, owner)).status, 200)
      const { json } = await server.admin('GET', `/admin/identities/${id}?include_credential=totp`)
      assert.ok(json.credentials.totp)
      const { status } = await server.public('GET', '/sessions/whoami', { token })
      assert.equal(status, name.startsWith('recovery') ? 401 : 200)
      await server.close()
    })

    it('keeps all in an account that an administrator has made', async () => {
      const server = await startServer(settings(use))
      await server.admin('POST', '/admin/identities', {
        json: {
          schema_id: 'default',
          traits: { email: owner },
          credentials: { password: { config: { password } } },
        },
      })
      await prove(server, owner, new Jar())
      assert.equal((await signIn(server, owner)).status, 200)
      await server.close()
    })
  })

  describe(`the person of an account, after a ${name}`, () => {
    for (const where of ['in the browser that signed up', 'where they are signed in'] as const)
      it(`keeps the password ${where}`, async () => {
        if (where === 'where they are signed in' && signsIn) return
        const server = await startServer(
          mergeDeep(settings(use), {
            // the session is enough, without a device that is known
            pallas: { shield: { enabled: where !== 'where they are signed in' } },
            selfservice: {
              flows: {
                registration: {
                  after: {
                    password: {
                      hooks: where === 'where they are signed in' ? [{ hook: 'session' }] : [],
                    },
                  },
                },
              },
            },
          }),
        )
        const at = clientOf(server, edition),
          jar = new Jar()
        await at.send('registration', await at.open('registration', jar), 'password', jar, {
          'traits.email': owner,
          password,
        })
        await mailTo(server, owner)
        await prove(server, owner, jar)
        const { json } = await server.admin('GET', '/admin/identities')
        if (!name.startsWith('recovery by link'))
          assert.equal(json[0].verifiable_addresses[0].verified, true)
        assert.equal((await signIn(server, owner)).status, 200)
        await server.close()
      })
  })
}
