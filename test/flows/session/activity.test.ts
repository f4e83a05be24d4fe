// 19, item 3: people see what has happened to their account, and when, from where and how, on a page
// and as JSON; never who of the administration it was, and nothing of anybody else.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { addTotp, withFactors } from '../../support/factors.ts'
import {
  openApi,
  password,
  proveAddress,
  signedInBrowser,
  signIn,
  signUp,
  submit,
} from '../../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const path = '/pallas/account/activity'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const from = { 'user-agent': firefox, 'x-forwarded-for': '203.0.113.7' }
const config = mergeDeep(withFactors, { pallas: { trusted_proxies: ['127.0.0.1'] } })

const guess = async (server: TestServer, identifier: string, headers: Record<string, string>) =>
  submit(
    server,
    'login',
    await openApi(server, 'login'),
    { method: 'password', identifier, password: 'wrong' },
    { headers },
  )

const changePassword = async (server: TestServer, token: string) => {
  const flow = await openApi(server, 'settings', '', { token })
  const fields = { method: 'password', password: `${password}-2` }
  const { status } = await submit(server, 'settings', flow, fields, { token, headers: from })
  assert.equal(status, 200)
}

describe('the activity of an account', () => {
  let server: TestServer
  before(async () => (server = await startServer(config)))
  after(() => server.close())

  const activity = async (token: string, query = '') => {
    const answer = await server.public('GET', path + query, { token })
    assert.equal(answer.status, 200, answer.text)
    return answer
  }
  const told = async (token: string): Promise<any[]> => (await activity(token)).json.entries
  /** NOTE failed sign-ins are recorded a moment later */
  async function failed(token: string, times: number): Promise<any[]> {
    for (;;) {
      const found = (await told(token)).filter(({ action }) => action === 'login.failed')
      const count = found.reduce((sum, one) => sum + one.times, 0)
      assert.ok(count <= times)
      if (count === times) return found
      await sleep(20)
    }
  }

  it('has sign-ups, sign-ins and changes, from which device and address', async () => {
    const { token, email } = await signUp(server, 'ada@example.org')
    server.pass(1000)
    const flow = await openApi(server, 'login')
    const fields = { method: 'password', identifier: email, password }
    await submit(server, 'login', flow, fields, { headers: from })
    await changePassword(server, token)
    const secret = await addTotp(server, token)
    assert.ok(secret)
    const entries = await told(token)
    assert.deepEqual(
      entries.map(({ action, by, methods, changes }) => [
        action,
        by,
        ...methods,
        ...changes.map((one: any) => `${one.what} ${one.turn}`),
      ]),
      [
        ['credential.changed', 'person', 'totp added'],
        ['credential.changed', 'person', 'password changed'],
        ['login.succeeded', 'person', 'password'],
        ['identity.created', 'unknown'],
      ],
    )
    const { device, client_address: client, at } = entries[2]
    assert.deepEqual([device, client], ['Firefox/Linux', '203.0.113.7'])
    assert.equal(at, '2026-05-01T12:00:01.000Z')
  })

  it('counts failed sign-ins of one kind, and tells those of another apart', async () => {
    const { token, email } = await signUp(server, 'guessed@example.org')
    for (const headers of [from, from, { ...from, 'user-agent': 'curl/8' }, from]) {
      await guess(server, email, headers)
      server.pass(1000)
    }
    const found = await failed(token, 4)
    assert.deepEqual(
      found.map(({ device, times, can_be_reported: can }) => [device, times, can]),
      [
        ['Firefox/Linux', 1, false],
        ['curl', 1, false],
        ['Firefox/Linux', 2, false],
      ],
    )
    assert.equal(Date.parse(found[2].at) - Date.parse(found[2].since), 1000)
  })

  it('says of administrators that it was one, and neither who nor from where', async () => {
    const { token, id } = await signUp(server, 'changed@example.org')
    await proveAddress(server, id)
    const [entry] = await told(token)
    assert.deepEqual(
      [entry.action, entry.by, entry.changes, entry.device, entry.client_address],
      [
        'identity.updated',
        'administrator',
        [{ what: 'addresses', turn: 'changed' }],
        undefined,
        undefined,
      ],
    )
    assert.equal(entry.can_be_reported, false)
  })

  it('is of nobody else', async () => {
    const one = await signUp(server, 'one@example.org')
    const other = await signUp(server, 'other@example.org')
    for (let times = 0; times < 3; times++) await signIn(server, other.email)
    assert.equal((await told(one.token)).length, 1)
    const { next_page_token: token } = (await activity(other.token, '?page_size=2')).json
    const foreign = await activity(one.token, `?page_size=50&page_token=${token}`)
    assert.ok(foreign.json.entries.every(({ action }: any) => action === 'identity.created'))
  })

  it('is paged, without losing or repeating an entry', async () => {
    const { token, email } = await signUp(server, 'paged@example.org')
    for (let times = 0; times < 5; times++) await signIn(server, email)
    const all = await told(token)
    assert.equal(all.length, 6)
    const paged: any[] = []
    let query = '?page_size=2'
    for (let pages = 0; pages < 3; pages++) {
      const { json, headers } = await activity(token, query)
      paged.push(...json.entries)
      query = `?page_size=2&page_token=${json.next_page_token}`
      assert.equal(json.next_page_token === undefined, pages === 2)
      const next = /<([^>]+)>; rel="next"/.exec(String(headers['link']))?.[1]
      assert.equal(next?.startsWith(`${path}?`), pages === 2 ? undefined : true)
    }
    assert.deepEqual(paged, all)
    assert.equal((await server.public('GET', `${path}?page_token=x`, { token })).status, 400)
  })

  it('is a page, which has all of it in the language of the reader', async () => {
    const { email } = await signUp(server, 'read@example.org')
    const jar = await signedInBrowser(server, email)
    for (let times = 0; times < 20; times++) await signIn(server, email)
    const page = async (query: string) =>
      (await server.public('GET', `/ui/activity${query}`, { jar, accept: 'text/html' })).text
    const first = await page('?lang=de')
    assert.equal(first.match(/>Angemeldet</g)?.length, 20)
    assert.match(first, /Methode: Passwort/)
    assert.doesNotMatch(first, />Konto angelegt</)
    const [, after = ''] = /activity\?after=([0-9a-f-]{36})/.exec(first) ?? []
    const second = await page(`?after=${after}`)
    assert.match(second, />Konto angelegt</)
    assert.doesNotMatch(second, /nicht angemeldet war/, 'who signs up is not signed in yet')
    assert.doesNotMatch(second, /activity\?after=/)
    assert.match(await page('?after=nonsense'), />Angemeldet</)
  })

  it('is for people who are signed in', async () => {
    const { status, json } = await server.public('GET', path)
    assert.deepEqual([status, json.error.status], [401, 'Unauthorized'])
    const page = await server.public('GET', '/ui/activity', { accept: 'text/html' })
    assert.deepEqual([page.status, page.location?.includes('login')], [303, true])
  })

  it('is the sessions where nothing is recorded, which the page says', async () => {
    server.reconfigure({ pallas: { audit: { enabled: false } } })
    const { email, token } = await signUp(server, 'unrecorded@example.org')
    server.pass(1000)
    const jar = await signedInBrowser(server, email)
    const { source, entries } = (await server.public('GET', path, { token })).json
    assert.equal(source, 'sessions')
    assert.deepEqual(
      entries.map(({ action, by, methods }: any) => [action, by, ...methods]),
      [
        ['login.succeeded', 'person', 'password'],
        ['login.succeeded', 'person', 'password'],
      ],
    )
    const { text } = await server.public('GET', '/ui/activity', { jar, accept: 'text/html' })
    assert.match(text, /keeps no record/)
    server.reconfigure({})
  })
})
