// Security requirements 43 and 61, for every list of every edition: page tokens are those of this
// server and list, and pages and batches have limits. The lists are those of the tables of routes.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import { hasRoute, routesOf } from '../support/edition-features.ts'
import { editions, type Edition } from '../support/editions.ts'
import { mailTo } from '../support/mail.ts'
import { signIn, signUp } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const sizeNames = ['page_size', 'per_page', 'limit'] as const

type List = {
  readonly edition: Edition
  readonly listener: 'public' | 'admin'
  readonly path: string
  readonly parameters: readonly string[]
}

const rowsOf = (edition: Edition, listener: 'public' | 'admin') => routesOf(edition)[listener]

/** All operations that say that they take the size of a page, one for each path. */
const lists: readonly List[] = editions.flatMap((edition) =>
  (['public', 'admin'] as const).flatMap((listener) =>
    rowsOf(edition, listener)
      .filter(({ method }) => method === 'GET')
      .map(({ path, options }) => ({
        edition,
        listener,
        path,
        parameters: Object.keys(options.document?.query ?? {}),
      }))
      .filter(({ parameters }) => sizeNames.some((name) => parameters.includes(name))),
  ),
)
const withTokens = lists.filter(({ parameters }) => parameters.includes('page_token'))
const nameOf = ({ edition, listener, path }: List) => `${listener} ${path} (${edition.name})`
const sizesOf = ({ parameters }: List) => sizeNames.filter((name) => parameters.includes(name))

const settings = {
  selfservice: {
    methods: { link: { enabled: true } },
    flows: { verification: { enabled: true, use: 'link' } },
  },
}

describe('pages and batches', () => {
  let server: TestServer, other: TestServer
  type Here = { readonly token: string; readonly id: string }
  const here = new Map<TestServer, Here>()
  async function fill(): Promise<TestServer> {
    const secret = `a-cookie-secret-of-server-${here.size}`
    const filled = await startServer({ ...settings, secrets: { cookie: [secret] } })
    const { token, id } = await signUp(filled, 'ada@example.org')
    for (const name of ['b', 'c']) await signUp(filled, `${name}@example.org`)
    for (let n = 0; n < 3; n++) await signIn(filled, 'ada@example.org')
    await mailTo(filled, 'ada@example.org')
    here.set(filled, { token, id })
    return filled
  }
  before(async () => {
    server = await fill()
    other = await fill()
  })
  after(() => Promise.all([server.close(), other.close()]))

  const ask = (list: List, query: string, of = server): Promise<Answer> => {
    const { token, id } = here.get(of) ?? assert.fail()
    const { mount, adminMount } = list.edition
    const path = list.path.replace(':id', id) + query
    return list.listener === 'public'
      ? of.public('GET', mount + path, { token })
      : of.admin('GET', adminMount + path)
  }
  const tokenOf = ({ headers }: Answer, rel = 'next') =>
    new RegExp(`page_token=([^&>]+)[^>]*>; ?rel="${rel}"`).exec(String(headers['link']))?.[1] ?? ''
  const page = (list: List, pageToken: string) => ask(list, `?page_size=1&page_token=${pageToken}`)

  it('are tried for each list of each edition', () => {
    for (const edition of editions) {
      const own = lists.filter((list) => list.edition === edition)
      assert.ok(own.some(({ path, listener }) => path === '/identities' && listener === 'admin'))
      const listing = routesOf(edition).public.some(
        ({ method, path }) => method === 'GET' && path === '/sessions',
      )
      assert.equal(
        own.some(({ listener }) => listener === 'public'),
        listing,
        edition.name,
      )
    }
    assert.ok(withTokens.length >= 6, withTokens.map(nameOf).join())
  })

  for (const list of withTokens) {
    it(`43: a page token works as it was given, and in no other form: ${nameOf(list)}`, async () => {
      const given = tokenOf(await ask(list, '?page_size=1'))
      if (given === '') return assert.equal(list.path, '/schemas', 'there is more than one')
      assert.equal((await page(list, given)).status, 200)
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
      for (const one of altered) assert.equal((await page(list, one)).status, 400, one)
    })

    it(`43: no page token of another server or another kind of list is taken: ${nameOf(list)}`, async () => {
      const foreign = [tokenOf(await ask(list, '?page_size=1', other))]
      for (const another of withTokens)
        if (kindOf(another) !== kindOf(list))
          foreign.push(tokenOf(await ask(another, '?page_size=1')))
      for (const one of foreign.filter((each) => each !== ''))
        assert.equal((await page(list, one)).status, 400, one)
      assert.ok(foreign.filter((one) => one !== '').length >= 2)
    })
  }
  /** What a token tells: a place in one list, or how many entries are passed over in any. */
  const kindOf = ({ parameters, path, listener }: List) =>
    parameters.includes('per_page') && path !== '/identities' ? 'offset' : `${listener} ${path}`

  describe('that are large', () => {
    before(async () => {
      const identities = Array.from({ length: 1200 }, (_, index) => ({
        create: { traits: { email: `p${index}@example.org` } },
      }))
      for (const part of [identities.slice(0, 600), identities.slice(600)])
        await server.admin('PATCH', '/admin/identities', { json: { identities: part } })
      assert.equal(await server.store.identities.count({}), 1203)
    })

    for (const list of lists)
      it(`61: however large a page is asked for, it has a limit: ${nameOf(list)}`, async () => {
        for (const name of sizesOf(list))
          for (const size of ['100000', '1000000000', '', '0', '-5', '500', '1'])
            for (const query of [`?${name}=${size}`, `?${name}=${size}&page=1`]) {
              const { status, json, text } = await ask(list, query)
              if (status !== 200) assert.equal(status, 400, text)
              else assert.ok(json.length <= 1000, `${query}: ${json.length}`)
            }
        const { json } = await ask(list, '')
        assert.ok(json.length <= 250, 'and one that nobody has said')
      })

    for (const list of lists)
      it(`61: a page size that is no number is refused, or as if nothing was said: ${nameOf(list)}`, async () => {
        const usual = (await ask(list, '')).json.length
        for (const name of sizesOf(list))
          for (const size of ['1e3', '1.5', 'x', '99999999999999999999', '0x10', ' ', 'NaN']) {
            const answer = await ask(list, `?${name}=${encodeURIComponent(size)}`)
            // a list whose pages follow each other by a token refuses what it cannot read
            const isRefused = name === 'page_size' && kindOf(list) !== 'offset'
            if (isRefused || answer.status === 400) assert.equal(answer.status, 400, answer.text)
            else assert.ok(answer.status === 200 && answer.json.length <= Math.max(usual, 1), size)
          }
      })
  })

  for (const edition of editions.filter((one) => hasRoute(one, 'admin', 'PATCH', '/identities')))
    it(`61: a batch of more than a thousand is refused, and nothing of it is stored (${edition.name})`, async () => {
      const stored = await server.store.identities.count({})
      const identities = Array.from({ length: 1001 }, (_, index) => ({
        create: { traits: { email: `q${index}@example.org` } },
      }))
      const url = `${edition.adminMount}/identities`
      assert.equal((await server.admin('PATCH', url, { json: { identities } })).status, 400)
      assert.equal(await server.store.identities.count({}), stored)
    })

  for (const list of lists.filter(({ parameters }) => parameters.includes('ids')))
    it(`61: up to 500 ids can be asked for, and no more: ${nameOf(list)}`, async () => {
      const id = await person(server, `${list.edition.name}-asked@example.org`)
      const of = (count: number) =>
        ask(list, `?${Array.from({ length: count }, () => `ids=${id}`).join('&')}`)
      assert.deepEqual(
        (await of(500)).json.map((one: any) => one.id),
        [id],
      )
      assert.equal((await of(501)).status, 400)
    })
})
