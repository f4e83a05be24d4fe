import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { signUp } from '../../support/people.ts'
import { startServer, type Answer, type TestServer } from '../../support/server.ts'

describe('identities are listed', () => {
  let server: TestServer
  const ids: string[] = []
  before(async () => {
    server = await startServer()
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const { json } = await server.admin('POST', '/admin/identities', {
        json: {
          traits: { email: `${name}.person@example.org` },
          ...(name === 'a' ? { organization_id: '6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11' } : {}),
        },
      })
      ids.push(json.id)
    }
    ids.sort()
  })
  after(() => server.close())

  const list = (query: string) => server.admin('GET', `/admin/identities${query}`)
  const idsOf = ({ json }: Answer): string[] => json.map((one: any) => one.id)
  const links = ({ headers }: Answer) =>
    new Map(
      String(headers['link'])
        .split(',')
        .map((link) => [/rel="(\w+)"/.exec(link)?.[1] ?? '', /<([^>]+)>/.exec(link)?.[1] ?? '']),
    )

  it('page by page, every identity once', async () => {
    const seen: string[] = []
    let next: string | undefined = '/admin/identities?page_size=2'
    while (next !== undefined) {
      const page: Answer = await server.admin('GET', next)
      seen.push(...idsOf(page))
      next = links(page).get('next')
    }
    assert.deepEqual(seen, ids)
  })

  it('the links keep the filter, and lead to the first page from every other', async () => {
    const first = await list('?page_size=2&preview_credentials_identifier_similar=person')
    const second = await server.admin('GET', links(first).get('next') ?? '')
    assert.match(links(second).get('first') ?? '', /preview_credentials_identifier_similar=person/)
    assert.deepEqual(
      idsOf(await server.admin('GET', links(second).get('first') ?? '')),
      idsOf(first),
    )
  })

  it('by ids, by an identifier in any spelling, by a part of it, by organization', async () => {
    assert.deepEqual(idsOf(await list(`?ids=${ids[3]}&ids=${ids[1]?.toUpperCase()}`)), [
      ids[1],
      ids[3],
    ])
    assert.equal(
      (await list('?credentials_identifier=B.Person@example.org')).json[0].traits.email,
      'b.person@example.org',
    )
    assert.deepEqual((await list('?credentials_identifier=person')).json, [])
    assert.equal(
      (await list('?preview_credentials_identifier_similar=C.per')).json[0].traits.email,
      'c.person@example.org',
    )
    assert.equal(
      (await list('?organization_id=6f1b2c1e-3c7f-4a49-9d0e-4d8bb8d07f11')).json[0].traits.email,
      'a.person@example.org',
    )
  })

  it('credentials are shown when they are asked for, and not otherwise', async () => {
    assert.equal((await list('?page_size=1')).json[0].credentials, undefined)
    assert.deepEqual(
      (await list('?page_size=1&include_credential=password')).json[0].credentials.password.config,
      {},
    )
  })

  it('in the older way, counted from one, with the number of all', async () => {
    const [zero, one, three] = [
      await list('?per_page=2&page=0'),
      await list('?per_page=2&page=1'),
      await list('?per_page=2&page=3'),
    ]
    assert.deepEqual(idsOf(zero), ids.slice(0, 2))
    assert.deepEqual(idsOf(one), ids.slice(0, 2))
    assert.deepEqual(idsOf(three), ids.slice(4))
    assert.equal(three.headers['x-total-count'], '5')
    assert.deepEqual([...links(three).keys()], ['first', 'prev', 'last'])
    assert.deepEqual(
      idsOf(await server.admin('GET', links(one).get('next') ?? '')),
      ids.slice(2, 4),
    )
  })

  for (const query of [
    '?ids=nothing',
    `?ids=00000000-0000-4000-8000-000000000000&credentials_identifier=x`,
    '?organization_id=x',
    '?page_size=x',
    '?per_page=x',
    '?page=-1',
    '?include_credential=nothing',
    `?${'ids=00000000-0000-4000-8000-000000000000&'.repeat(150)}`.slice(0, 7000) +
      '&credentials_identifier=x',
  ]) {
    it(`a list that makes no sense is refused with a reason: ${query.slice(0, 60)}`, async () => {
      const { status, json } = await list(query)
      assert.equal(status, 400)
      assert.ok(json.error.reason.length > 0)
    })
  }
})

/** What a list of the published API takes, as its document says. */
const paging = ['page_token', 'page_size', 'per_page', 'page']

describe('every list of the published API', () => {
  let server: TestServer, token: string
  const lists: { side: 'public' | 'admin'; path: string; takes: string[] }[] = []
  before(async () => {
    server = await startServer({ selfservice: { flows: { settings: { required_aal: 'aal1' } } } })
    const signedUp = await signUp(server, 'ada@example.org')
    token = signedUp.token
    const { json } = await server.admin('GET', '/admin/identities')
    for (const side of ['public', 'admin'] as const) {
      const { paths } = (await server[side]('GET', '/openapi.json')).json
      for (const [path, { get }] of Object.entries<any>(paths)) {
        const takes = (get?.parameters ?? [])
          .map((one: any) => one.name)
          .filter((name: string) => paging.includes(name))
        if (takes.length > 0 && !path.includes('/pallas/'))
          lists.push({ side, path: path.replace('{id}', json[0].id), takes })
      }
    }
  })
  after(() => server.close())
  const ask = ({ side, path }: (typeof lists)[number], query: string) =>
    server[side]('GET', `${path}?${query}`, side === 'public' ? { token } : {})

  it('takes what clients made from older documents send by themselves', async () => {
    assert.ok(lists.length >= 6, JSON.stringify(lists))
    for (const list of lists) {
      const plain = await ask(list, '')
      assert.equal(plain.status, 200, plain.text)
      for (const query of ['page_token=1', 'page_token=', 'page_token=1&page_size=250']) {
        const { status, text, json } = await ask(list, query)
        assert.equal(status, 200, `${list.path} ${query}: ${text}`)
        assert.deepEqual(json, plain.json)
      }
    }
  })

  it('refuses a size that no page has, and a token that was not given out', async () => {
    let tried = 0
    for (const list of lists)
      for (const query of [
        ...list.takes.filter((name) => name !== 'page' && name !== 'page_token'),
        'page_token',
      ]) {
        for (const value of query === 'page_token' ? ['2', 'x', '01'] : ['5000', '999999999']) {
          const { status, json } = await ask(list, `${query}=${value}`)
          assert.equal(status, 400, `${list.path} ${query}=${value}`)
          assert.ok(json.error.reason.length > 10)
          tried++
        }
        if (query !== 'page_token') assert.equal((await ask(list, `${query}=1000`)).status, 200)
      }
    assert.ok(tried > 30, `${tried}`)
  })
})
