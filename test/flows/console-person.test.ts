// The tabs of a person in the console: what was done to them and by them, and messages to them.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const has = (text: string, path: string): readonly string[] =>
  [...text.matchAll(new RegExp(`<th scope="row"><a href="${path}/([^"]+)"`, 'g'))].map(
    ([, id = '']) => id,
  )

describe('the tabs of a person', () => {
  let server: TestServer, id: string
  const jar = new Jar()
  const open = (path: string) => openConsole(server, `/ui/people/${path}`, jar)
  const entries = async (query: string): Promise<readonly string[]> =>
    (await server.admin('GET', `/admin/pallas/audit?page_size=500&${query}`)).json.map(
      (one: { id: string }) => one.id,
    )
  /** All pages of a list, by the links to the next one. */
  async function pagesOf(path: string, rows: string): Promise<readonly (readonly string[])[]> {
    const { text } = await open(path)
    const next = /rel="next" href="\/ui\/people\/([^"]+)"/.exec(text)?.[1]
    const rest = next === undefined ? [] : await pagesOf(next.replaceAll('&amp;', '&'), rows)
    return [has(text, rows), ...rest]
  }

  before(async () => {
    server = await startServer({
      selfservice: {
        flows: { verification: { enabled: true }, recovery: { enabled: true } },
        methods: { code: { enabled: true }, link: { enabled: true } },
      },
    })
    const ada = await signUp(server, 'ada@example.org')
    id = ada.id
    await signUp(server, 'grace@example.org')
    await server.public('DELETE', '/self-service/logout/api', {
      json: { session_token: ada.token },
    })
    for (let at = 0; at < 55; at++) {
      server.pass(1000)
      const state = at % 2 === 0 ? 'inactive' : 'active'
      await server.admin('PATCH', `/admin/identities/${id}`, {
        json: [{ op: 'replace', path: '/state', value: state }],
      })
    }
  })
  after(() => server.close())

  it('tell of what was done to the person and by the person, each entry once', async () => {
    const about = await entries(`target_id=${id}`)
    const by = await entries(`actor=${id}`)
    assert.ok(about.length > 50 && by.length > 0, `${about.length} and ${by.length}`)
    const both = [...new Set([...about, ...by])].toSorted().toReversed()
    const pages = await pagesOf(`${id}/activity`, '/ui/audit')
    assert.equal(pages[0]?.length, 50)
    assert.deepEqual(pages.flat(), both)
    assert.deepEqual((await pagesOf(`${id}/activity?show=about`, '/ui/audit')).flat(), about)
    assert.deepEqual((await pagesOf(`${id}/activity?show=by`, '/ui/audit')).flat(), by)
  })

  it('show the messages to all addresses of the person, and of nobody else', async () => {
    const changed = await server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: 'default', state: 'active', traits: { email: 'lovelace@example.org' } },
    })
    const sent = await server.admin('POST', `/admin/pallas/identities/${id}/verification`, {
      json: {},
    })
    assert.deepEqual([changed.status, sent.status], [200, 200])
    const of = async (recipient: string): Promise<readonly string[]> =>
      (await server.admin('GET', `/admin/courier/messages?recipient=${recipient}`)).json.map(
        (one: { id: string }) => one.id,
      )
    const theirs = await of('lovelace@example.org')
    assert.ok(theirs.length > 0)
    assert.deepEqual((await pagesOf(`${id}/messages`, '/ui/messages')).flat(), theirs)
    const { text } = await open(`${id}/messages`)
    assert.match(text, /href="\/ui\/messages\?recipient=lovelace%40example.org"/)
  })
})
