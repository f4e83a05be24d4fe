// A refusal that can be made good says where, in the words of the edition and below the path by
// which the caller came.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type Edition, type FlowKind } from '../support/editions.ts'
import { codeAt, secretIn } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type Call, type TestServer } from '../support/server.ts'

const base = 'http://127.0.0.1:4433'
const home = 'http://127.0.0.1:4455/app'
const backTo = `?${new URLSearchParams({ return_to: home }).toString()}`
const encoded = encodeURIComponent(home)

/** The details of an error, and what else the answer says beside it. */
type Told = { readonly details: unknown; readonly beside?: unknown }

/** What an edition tells, by its address. */
type Words = {
  /** Who sends or reads a flow that is over begins anew. */
  over(kind: FlowKind, type: 'browser' | 'api', url: string): Told
  /**
   * Who signed in too long ago does so again, and comes back to the settings. Undefined where that
   * is no refusal.
   */
  tooLongAgo?(url: string, flowId: string): Told
  /** Who has given the first of two factors gives the second. */
  halfSignedIn(url: string): Told
}

const ownPages: Words['halfSignedIn'] = () => ({ details: { redirect_to: `${base}/ui/login` } })

const requests: Words = {
  over: (kind, _type, url) => ({
    details: { redirect_to: `${url}/self-service/browser/flows/${kind}` },
  }),
  halfSignedIn: ownPages,
}
const firstFlows: Words = {
  over: (kind, type, url) => ({
    details: { [type === 'api' ? 'api' : 'redirect_to']: `${url}/self-service/${kind}/${type}` },
  }),
  tooLongAgo: (url) => ({
    details: { redirect_to: `${url}/self-service/login/browser?refresh=true` },
  }),
  halfSignedIn: ownPages,
}
const words: Readonly<Record<string, Words>> = {
  'v0.2': requests,
  'v0.4': requests,
  'v0.6': firstFlows,
  'v0.7': firstFlows,
  current: {
    over: (kind, type, url) => ({
      details:
        type === 'api'
          ? { api: `${url}/self-service/${kind}/api` }
          : {
              redirect_to: `${url}/self-service/${kind}/browser?return_to=${encoded}`,
              return_to: home,
            },
    }),
    tooLongAgo(url, flowId) {
      const query = new URLSearchParams({
        refresh: 'true',
        return_to: `${url}/self-service/settings?flow=${flowId}`,
      })
      const to = `${url}/self-service/login/browser?${query.toString()}`
      return { details: { redirect_browser_to: to }, beside: to }
    },
    halfSignedIn(url) {
      const to = `${url}/self-service/login/browser?aal=aal2`
      return { details: { redirect_browser_to: to }, beside: to }
    },
  },
}

/** Where else each edition is served, when the configuration says so. */
const elsewhere = (edition: Edition): Edition =>
  edition.mount.endsWith('/api/kratos/public')
    ? { ...edition, mount: '/api/kratos/public', adminMount: '/api/kratos/admin' }
    : { ...edition, mount: '', adminMount: '' }

const toldIn = ({ error, ...beside }: any): Told => ({
  details: error.details,
  ...(beside.redirect_browser_to === undefined ? {} : { beside: beside.redirect_browser_to }),
})

for (const own of editions) {
  for (const edition of [own, elsewhere(own)]) {
    const { name, like, mount } = edition,
      url = base + mount,
      say = words[like]
    describe(`a refusal of ${name} ${mount === '' ? 'at the root' : `below ${mount}`}`, () => {
      let server: TestServer
      let people = 0
      const client = () => clientOf(server, edition)
      const expected = () => say ?? assert.fail(`no words of ${name}`)
      before(async () => {
        server = await startServer({
          pallas: { editions: { [mount === '' ? 'root' : 'api_kratos']: [name] } },
          selfservice: {
            methods: {
              link: { enabled: true },
              totp: { enabled: true, config: { issuer: 'Example' } },
            },
            flows: {
              settings: { privileged_session_max_age: '10m' },
              recovery: { enabled: true, use: 'link' },
              verification: { enabled: true, use: 'link' },
            },
          },
        })
      })
      after(() => server.close())

      /** Somebody signed in, in a browser and in an app. */
      async function somebody() {
        const at = client(),
          email = `${name}-${people++}@example.org`
        const jar = await at.signUp(email)
        return { email, jar, token: at.servesApps ? await tokenOf(edition, email) : '' }
      }
      async function tokenOf(of: Edition, email: string): Promise<string> {
        const at = clientOf(server, of)
        const fields = { [at.identifier]: email, password }
        const flow = await at.openApp('login')
        return (await at.send('login', flow, 'password', new Jar(), fields, { json: true })).json
          ?.session_token
      }

      for (const kind of edition.kinds) {
        // a request to verify an address is good for one message, however late
        if (kind === 'verification' && edition.flowParameter === 'request') continue
        for (const type of edition.servesApps
          ? (['browser', 'api'] as const)
          : (['browser'] as const)) {
          it(`of a ${kind} flow that is over names where to begin anew (${type})`, async () => {
            const at = client(),
              { jar, token } = await somebody()
            const inBrowser = kind === 'settings' ? jar : new Jar()
            const call: Call =
              type === 'browser' ? { jar: inBrowser } : kind === 'settings' ? { token } : {}
            const flow =
              type === 'browser'
                ? await at.open(kind, inBrowser, backTo)
                : await at.openApp(kind, call, backTo)
            server.pass(3_600_001)
            const { status, json } = await server.public(
              'GET',
              mount + at.readPath(kind) + flow.id,
              call,
            )
            assert.equal(status, 410)
            assert.deepEqual(toldIn(json), expected().over(kind, type, url))
          })
        }
      }

      if (say?.tooLongAgo)
        it('of a change that takes a recent sign-in names where to sign in again', async () => {
          const at = client(),
            { jar, token } = await somebody()
          server.pass(600_001)
          const fields = { password: 'another-one-88-Harbour' }
          const inBrowser = await at.open('settings', jar),
            inApp = await at.openApp('settings', { token })
          for (const [flow, by, call] of [
            [inBrowser, jar, {}],
            [inApp, new Jar(), { token }],
          ] as const) {
            const more = { ...call, json: true, accept: 'application/json' }
            const answer = await at.send('settings', flow, 'password', by, fields, more)
            assert.equal(answer.status, 403)
            assert.deepEqual(toldIn(answer.json), expected().tooLongAgo?.(url, flow.id))
          }
        })

      it('of a second factor that is lacking names where to give it', async () => {
        const at = client(),
          { email, jar } = await somebody()
        const newest = editions.at(-1) ?? assert.fail()
        const token = await tokenOf(newest, email),
          there = clientOf(server, newest)
        const settings = await there.openApp('settings', { token })
        const code = { totp_code: codeAt(secretIn(settings), server.now()) }
        const more = { json: true, token }
        await there.send('settings', settings, 'totp', new Jar(), code, more)

        const whoami = await at.whoami({ jar })
        assert.equal(whoami.status, 403)
        assert.deepEqual(toldIn(whoami.json), expected().halfSignedIn(url))
        if (like === newest.like) return
        const browser = new Jar()
        const refused = await at.refusal(await at.signIn(email, browser), browser)
        assert.equal(refused.error.code, 403)
        assert.deepEqual(toldIn(refused), expected().halfSignedIn(url))
        assert.equal(browser.get('ory_kratos_session'), undefined)
      })
    })
  }
}
