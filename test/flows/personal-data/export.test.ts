// People download what is held about them.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { dataFormat, dataVersion } from '#personal-data/file.ts'
import { mostInDay } from '#personal-data/exports.ts'
import { dataParts } from '#personal-data/parts.ts'
import { html, pressButton, visitPage } from '../../support/button-page.ts'
import { addTotp, withFactors } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { mailTo } from '../../support/mail.ts'
import { password, proveAddress, signIn, signUp, signedInBrowser } from '../../support/people.ts'
import { addSessions } from '../../support/personal-data.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../../support/server.ts'

const hour = 3_600_000
const path = '/pallas/account/export'
const api = { accept: 'application/json' }
let people = 0

describe('the export of personal data', () => {
  let server: TestServer, email: string, id: string, token: string
  before(async () => {
    server = await startServer(mergeDeep(withFactors, { session: { lifespan: '2400h' } }))
  })
  after(() => server.close())
  beforeEach(async () => {
    server.reconfigure({})
    email = `ada-${++people}@example.org`
    ;({ id, token } = await signUp(server, email))
    await proveAddress(server, id)
  })

  const ask = (more: object = {}, call: object = { token }) =>
    server.public('POST', path, { json: more, ...api, ...call })
  const state = async (): Promise<any> => (await server.public('GET', path, { token })).json
  const kinds = async () => (await mailTo(server, email)).map((one) => one.template_type)
  const entries = async (action: string): Promise<any[]> =>
    (await server.admin('GET', `/admin/pallas/audit?target_id=${id}&action=${action}`)).json

  it('answers a short file at once: all parts, no secret, not to be stored on the way', async () => {
    const secret = await addTotp(server, token)
    token = (await signIn(server, email)).json.session_token
    server.reconfigure({ session: { whoami: { required_aal: 'aal1' } } })
    assert.equal((await ask()).json.error.id, 'session_aal2_required')
    await server.admin('DELETE', `/admin/identities/${id}/credentials/totp`)
    const { status, headers, json, text } = await ask()
    assert.equal(status, 200, text)
    assert.match(String(headers['content-disposition']), /^attachment; filename="[\w.-]+"$/)
    assert.match(String(headers['cache-control']), /no-store/)
    assert.deepEqual([json.format, json.version], [dataFormat, dataVersion])
    for (const part of dataParts)
      if ('many' in part) assert.ok(Array.isArray(json[part.name]), part.name)
    assert.equal(json.identity.id, id)
    assert.equal(json.identity.traits.email, email)
    assert.equal(json.identity.credentials, undefined)
    assert.equal(json.identity.verifiable_addresses[0].verified, true)
    assert.ok(json.schema.properties.traits)
    assert.deepEqual(
      json.credentials.map(({ type }: any) => type),
      ['password'],
    )
    assert.equal(json.sessions.length, 2)
    assert.ok(
      json.activity.some((one: any) => one.action === 'login.succeeded' && one.by === 'you'),
    )
    const stored = await server.store.identities.find(id)
    const hash = stored?.credentials[0]?.config['hashed_password']
    for (const one of [secret, token, String(hash), password]) assert.ok(!text.includes(one))
    assert.deepEqual(
      [(await state()).state, (await kinds()).at(-1)],
      ['over', 'data_downloaded_valid'],
    )
    assert.deepEqual((await entries('data.exported'))[0].fields, ['personal_data'])
  })

  it('has the hash of the password where that is asked for', async () => {
    const { json } = await ask({ credentials: true })
    const stored = await server.store.identities.find(id)
    assert.deepEqual(json.identity.credentials.password.config, {
      hashed_password: stored?.credentials[0]?.config['hashed_password'],
    })
    assert.deepEqual((await entries('data.exported'))[0].fields, ['personal_data', 'credentials'])
  })

  it('tells metadata of administrators where that is configured, and else that it is withheld', async () => {
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [
        { op: 'replace', path: '/metadata_admin', value: { note: 'kept to ourselves' } },
        { op: 'replace', path: '/metadata_public', value: { plan: 'gold' } },
      ],
    })
    const withheld = (await ask()).json
    assert.deepEqual(withheld.withheld, ['metadata_admin'])
    assert.equal(withheld.identity.metadata_admin, undefined)
    assert.deepEqual(withheld.identity.metadata_public, { plan: 'gold' })
    server.reconfigure({ pallas: { personal_data: { metadata_admin: true } } })
    const told = (await ask()).json
    assert.equal(told.withheld, undefined)
    assert.deepEqual(told.identity.metadata_admin, { note: 'kept to ourselves' })
  })

  it('tells nothing of others: neither who has acted nor from where', async () => {
    const { json: made } = await server.admin('POST', '/admin/pallas/tokens', {
      json: { name: 'the-night-shift', role: 'admin' },
    })
    const headers = { authorization: `Bearer ${made.token ?? made.secret}` }
    await server.admin('PATCH', `/admin/identities/${id}`, {
      headers,
      json: [{ op: 'replace', path: '/metadata_public', value: 1 }],
    })
    const { json, text } = await ask()
    const changes = json.activity.filter((one: any) => one.action === 'identity.updated')
    assert.deepEqual(
      changes.map((one: any) => one.by),
      ['token', 'anonymous'],
    )
    for (const one of changes) assert.equal(one.client_address, undefined)
    assert.ok(!text.includes('the-night-shift') && !text.includes(made.id))
  })

  it('asks for a sign-in, a recent one, and no support in the place of the person', async () => {
    assert.equal((await ask({}, {})).status, 401)
    server.pass(2 * hour)
    const { status, json } = await ask()
    assert.deepEqual([status, json.error.id], [403, 'session_refresh_required'])
    server.reconfigure({ pallas: { impersonation: { enabled: true } } })
    const { json: link } = await server.admin(
      'POST',
      `/admin/pallas/identities/${id}/impersonation`,
      {
        json: { reason: 'a test' },
      },
    )
    const jar = new Jar()
    const { pathname, search } = new URL(link.url)
    await pressButton(
      server,
      pathname + search,
      await visitPage(server, pathname + search, jar),
      jar,
    )
    const { json: shown } = await server.public('GET', path, { jar })
    const refused = await ask({ csrf_token: shown.csrf_token }, { jar })
    assert.deepEqual([refused.status, refused.json.error.id], [403, 'session_of_support'])
  })

  it('takes the request of a browser only with its token', async () => {
    const jar = await signedInBrowser(server, email)
    const { json } = await server.public('GET', path, { jar })
    assert.equal((await ask({}, { jar })).json.error.id, 'security_csrf_violation')
    assert.equal((await ask({ csrf_token: 'x' }, { jar })).status, 403)
    const other = await server.public('GET', path, { jar: await signedInBrowser(server, email) })
    assert.equal((await ask({ csrf_token: other.json.csrf_token }, { jar })).status, 403)
    const header = { 'x-csrf-token': json.csrf_token }
    assert.equal((await ask({}, { jar, headers: header })).status, 200)
    assert.equal((await state()).csrf_token, undefined)
  })

  it('can be asked for a few times a day', async () => {
    for (let times = 0; times < mostInDay; times++) assert.equal((await ask()).status, 200)
    const { status, headers } = await ask()
    assert.equal(status, 429)
    assert.ok(Number(headers['retry-after']) > 3600)
    server.pass(24 * hour)
    token = (await signIn(server, email)).json.session_token
    assert.equal((await ask()).status, 200)
  })

  it('is asked for on a page, which leads to a sign-in where the last one is too long ago', async () => {
    const loginOf = ({ status, location }: Answer): URL => {
      assert.equal(status, 303)
      return new URL(location ?? '')
    }
    const nobody = loginOf(await visitPage(server, '/ui/data', new Jar()))
    assert.match(nobody.searchParams.get('return_to') ?? '', /\/ui\/data$/)
    const jar = await signedInBrowser(server, email)
    const { text } = await visitPage(server, '/ui/data', jar)
    const csrf_token = /name="csrf_token" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const post = (fields: Readonly<Record<string, string>>) =>
      server.public('POST', '/ui/data', { jar, accept: html, form: fields })
    assert.equal((await post({})).status, 403)
    assert.equal((await post({ csrf_token })).json.identity.credentials, undefined)
    const all = await post({ csrf_token, credentials: 'true' })
    assert.equal(typeof all.json.identity.credentials.password, 'object')
    server.pass(2 * hour)
    assert.equal(loginOf(await post({ csrf_token })).searchParams.get('refresh'), 'true')
  })

  it('is made in the background when it has many rows, however short they are', async () => {
    await addSessions(server, id, 'number')
    assert.equal((await ask()).status, 202)
  })

  it('can be switched off', async () => {
    server.reconfigure({ pallas: { personal_data: { enabled: false } } })
    assert.deepEqual([(await ask()).status, (await state()).error.code], [404, 404])
    const jar = await signedInBrowser(server, email)
    const { text } = await visitPage(server, '/ui/welcome', jar)
    assert.ok(!text.includes('/ui/data'))
  })

  describe('of somebody of whom much is known', () => {
    let jar: Jar, added: number
    beforeEach(async () => {
      added = await addSessions(server, id)
      jar = await signedInBrowser(server, email)
    })

    const link = async (): Promise<string> => {
      const { template_type, links } = (await mailTo(server, email)).at(-1) ?? { links: [] }
      assert.equal(template_type, 'data_ready_valid')
      const { pathname, search } = new URL(links[0] ?? '')
      return pathname + search
    }
    const made = async (more: object = {}): Promise<string> => {
      assert.equal((await ask(more)).status, 202)
      await server.app.exports.drain()
      return link()
    }
    const press = async (url: string, browser = jar): Promise<Answer> =>
      pressButton(server, url, await visitPage(server, url, browser), browser)

    it('is made in the background, once at a time, and fetched once by the link of a message', async () => {
      const begun = await ask()
      assert.deepEqual([begun.status, begun.json], [202, { state: 'making' }])
      assert.equal((await ask()).status, 409)
      assert.equal((await state()).state, 'making')
      await server.app.exports.drain()
      const url = await link()
      assert.equal((await state()).state, 'ready')
      for (const method of ['GET', 'GET', 'HEAD'])
        assert.equal((await server.public(method, url, { accept: html, jar })).status, 200)
      const page = await visitPage(server, url, jar)
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => pressButton(server, url, page, jar)),
      )
      const statuses = answers.map(({ status }) => status)
      assert.deepEqual(
        statuses.toSorted((a, b) => a - b),
        [200, 410, 410, 410],
      )
      const file = answers.find(({ status }) => status === 200)
      assert.match(String(file?.headers['content-disposition']), /^attachment/)
      assert.ok(file?.json.sessions.length > added)
      assert.equal(file?.json.identity.id, id)
      assert.equal((await kinds()).at(-1), 'data_downloaded_valid')
      assert.equal((await state()).state, 'over')
      const { id: exportId } = (await server.store.exports.latest(id)) ?? { id: '' }
      assert.equal(await server.store.exports.piece(exportId, 0), undefined)
      assert.deepEqual(
        [(await entries('data.requested')).length, (await entries('data.exported')).length],
        [1, 1],
      )
    })

    it('is stored encrypted, its secret as a digest, and neither is in the log', async () => {
      const url = await made({ credentials: true })
      const secret = new URLSearchParams(url.split('?')[1]).get('token') ?? ''
      const latest = await server.store.exports.latest(id)
      const pieces = []
      for (let n = 0; ; n++) {
        const piece = await server.store.exports.piece(latest?.id ?? '', n)
        if (piece === undefined) break
        pieces.push(piece)
      }
      assert.ok(pieces.length > 1)
      for (const piece of pieces) assert.match(piece, /^1\.[\w-]{8}\.[\w-]+$/)
      assert.ok(secret.length >= 43)
      assert.ok(!JSON.stringify(latest).includes(secret))
      assert.equal((await press(url)).status, 200)
      assert.ok(!server.log.join('').includes(secret))
    })

    it('is for the person alone who is signed in, and the link stays as it is for anybody else', async () => {
      const url = await made()
      const nobody = await press(url, new Jar())
      assert.equal(nobody.status, 401)
      const { email: other } = await signUp(server, `other-${people}@example.org`)
      assert.equal((await press(url, await signedInBrowser(server, other))).status, 410)
      const wrong = `${url.slice(0, -2)}${url.endsWith('AA') ? 'BB' : 'AA'}`
      assert.equal((await press(wrong)).status, 410)
      assert.equal((await press(url)).status, 200)
    })

    it('expires after a day, is replaced by the next one, and is deleted by the cleanup', async () => {
      const first = await made()
      const second = await made()
      assert.equal((await press(first)).status, 410)
      server.pass(24 * hour)
      jar = await signedInBrowser(server, email)
      assert.equal((await press(second)).status, 410)
      const now = server.now()
      const { id: exportId } = (await server.store.exports.latest(id)) ?? { id: '' }
      assert.notEqual(await server.store.exports.piece(exportId, 0), undefined)
      assert.ok((await server.store.exports.deleteExpiredPieces(now, 100)) > 0)
      assert.equal(await server.store.exports.piece(exportId, 0), undefined)
      assert.ok((await server.store.exports.deleteExpired(now, now - 24 * hour, 100)) > 0)
      assert.equal(await server.store.exports.latest(id), undefined)
    })

    it('goes with the account', async () => {
      const url = await made()
      await server.admin('DELETE', `/admin/identities/${id}`)
      assert.equal(await server.store.exports.latest(id), undefined)
      assert.equal((await press(url)).status, 401)
    })

    it('is sent as it is made to somebody without an address', async () => {
      await server.store.transact(async () => {
        const account = await server.store.identities.find(id)
        assert.ok(account)
        await server.store.identities.replace({
          ...account,
          identity: { ...account.identity, verifiableAddresses: [], recoveryAddresses: [] },
        })
      })
      const { status, json } = await ask()
      assert.equal(status, 200)
      assert.ok(json.sessions.length > added)
    })
  })
})
