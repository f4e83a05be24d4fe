import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { signIn, signUp } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const lists = ['/admin/identities', '/admin/sessions'] as const

describe('pages and batches', () => {
  let server: TestServer, other: TestServer, token: string, id: string
  before(async () => {
    server = await startServer()
    ;({ token, id } = await signUp(server, 'ada@example.org'))
    for (const name of ['b', 'c']) await signUp(server, `${name}@example.org`)
    await signIn(server, 'ada@example.org')
    other = await startServer({ secrets: { cookie: ['a-cookie-secret-of-another-server'] } })
    for (const name of ['x', 'y']) await signUp(other, `${name}@example.org`)
  })
  after(() => Promise.all([server.close(), other.close()]))

  const tokenOf = ({ headers }: Answer, rel = 'next') =>
    new RegExp(`page_token=([^&>]+)[^>]*>; rel="${rel}"`).exec(String(headers['link']))?.[1] ?? ''
  const ask = (path: string, pageToken: string) =>
    server.admin('GET', `${path}?page_size=1&page_token=${pageToken}`)

  for (const path of lists) {
    it(`43: a page token of ${path} works as it was given, and in no other form`, async () => {
      const given = tokenOf(await server.admin('GET', `${path}?page_size=1`))
      assert.equal((await ask(path, given)).status, 200)
      const altered = [
        given.slice(0, -1),
        `${given}A`,
        `A${given.slice(1)}`,
        given.replace('.', ''),
        given.split('.')[0] ?? '',
        `.${given.split('.')[1] ?? ''}`,
        'nonsense',
        '%00',
        Buffer.from('identities:0').toString('base64url'),
        Buffer.from('{"after":"0"}').toString('base64'),
      ]
      for (const one of altered) assert.equal((await ask(path, one)).status, 400, one)
    })

    it(`43: ${path} takes no page token of another list or another server`, async () => {
      const foreign = [
        tokenOf(await other.admin('GET', `${path}?page_size=1`)),
        ...(await Promise.all(
          lists
            .filter((one) => one !== path)
            .map(async (one) => tokenOf(await server.admin('GET', `${one}?page_size=1`))),
        )),
        tokenOf(await server.admin('GET', `/admin/identities/${id}/sessions?page_size=1`)),
      ]
      for (const one of foreign) {
        assert.notEqual(one, '')
        assert.equal((await ask(path, one)).status, 400)
      }
    })
  }

  it('43: the sessions of one identity take no page token that was given elsewhere', async () => {
    const foreign = tokenOf(await server.admin('GET', '/admin/identities?page_size=1'))
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}/sessions?page_token=${foreign}`)).status,
      400,
    )
    assert.equal(
      (await server.public('GET', `/sessions?page_token=${foreign}`, { token })).status,
      400,
    )
  })

  it('61: however large a page is asked for, it has a limit', async () => {
    const identities = Array.from({ length: 600 }, (_, index) => ({
      create: { traits: { email: `p${index}@example.org` } },
    }))
    await server.admin('PATCH', '/admin/identities', { json: { identities } })
    const length = async (query: string) =>
      (await server.admin('GET', `/admin/identities?${query}`)).json.length
    assert.equal(await length('page_size=100000'), 500)
    assert.equal(await length('page_size=500'), 500)
    for (const usual of ['', 'page_size=0', 'page_size=-5', 'per_page=0'])
      assert.equal(await length(usual), 250, usual)
    assert.ok((await length('per_page=100000')) <= 1000)
  })

  for (const size of ['1e3', '1.5', 'x', '99999999999999999999', '0x10', ' ', 'NaN']) {
    it(`61: a page size of ${JSON.stringify(size)} is refused`, async () => {
      for (const path of lists)
        assert.equal(
          (await server.admin('GET', `${path}?page_size=${encodeURIComponent(size)}`)).status,
          400,
        )
    })
  }

  it('61: a batch of more than a thousand is refused, and nothing of it is stored', async () => {
    const before = await server.store.identities.count({})
    const identities = Array.from({ length: 1001 }, (_, index) => ({
      create: { traits: { email: `q${index}@example.org` } },
    }))
    assert.equal(
      (await server.admin('PATCH', '/admin/identities', { json: { identities } })).status,
      400,
    )
    assert.equal(await server.store.identities.count({}), before)
  })

  it('61: up to 500 ids can be asked for, and no more', async () => {
    const ask = (count: number) =>
      server.admin(
        'GET',
        `/admin/identities?${Array.from({ length: count }, () => `ids=${id}`).join('&')}`,
      )
    assert.deepEqual(
      (await ask(500)).json.map((one: any) => one.id),
      [id],
    )
    assert.equal((await ask(501)).status, 400)
  })
})
