// The pages of the console about the audit trail say what the API says.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createStore } from '#store/open.ts'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'

const trail = '/admin/pallas/audit'

describe('the audit trail in the console', () => {
  let server: TestServer, token: string
  /** The id of an entry that somebody has changed in the database. */
  let altered: string | undefined
  const jar = new Jar()
  const open = (url: string) => openConsole(server, url, jar)
  const listed = (text: string): readonly string[] =>
    [...text.matchAll(/<th scope="row"><a href="\/ui\/audit\/([^"]+)"/g)].map(([, id = '']) => id)
  const asked = async (query = ''): Promise<any[]> =>
    (await server.admin('GET', `${trail}?page_size=500&${query}`)).json
  const ids = async (query = '') => (await asked(query)).map(({ id }) => id)

  before(async () => {
    const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'NORMAL' } })
    const { read } = store.audit
    server = await startServer(
      {},
      {
        store: {
          ...store,
          audit: {
            ...store.audit,
            read: async (...asked) =>
              (await read(...asked)).map((entry) =>
                entry.id === altered ? { ...entry, action: 'identity.deleted' } : entry,
              ),
          },
        },
      },
    )
    for (let at = 0; at < 60; at++) {
      await server.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email: `p${at}@example.org` } },
        headers: { 'x-request-id': `request-${at}` },
      })
      server.pass(1000)
    }
    token = (await open('/ui/audit')).token ?? assert.fail('a page without a token')
  })
  after(() => server.close())

  it('is shown page by page, with what people are called', async () => {
    const first = await open('/ui/audit')
    assert.match(first.text, /p59<wbr>@/)
    const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1] ?? assert.fail('one page')
    const second = await open(next.replaceAll('&amp;', '&'))
    assert.deepEqual([...listed(first.text), ...listed(second.text)], await ids())
    assert.doesNotMatch(second.text, /rel="next"/)
  })

  it('is filtered as in the API, and keeps the filters in the address', async () => {
    const [, second, third] = await asked()
    const filters = {
      'action=identity.created&actor=anonymous': 'action=identity.created&actor=anonymous',
      'action=identity.deleted': 'action=identity.deleted',
      'actor=person': 'actor=person',
      [`target=${third.target.id}`]: `target_id=${third.target.id}`,
      'request=request-7': 'request_id=request-7',
      [`from=${second.at}`]: `from=${second.at}`,
      [`from=${third.at.slice(0, 19)}&to=${second.at.slice(0, 19)}`]: `from=${third.at.slice(0, 19)}Z&to=${second.at.slice(0, 19)}Z`,
    }
    for (const [ours, theirs] of Object.entries(filters)) {
      const { text } = await open(`/ui/audit?${ours}`)
      assert.deepEqual(listed(text), (await ids(theirs)).slice(0, 50), ours)
      if (listed(text).length === 0) assert.match(text, /Nothing was found/)
    }
    const { text } = await open(
      '/ui/audit?actor=anonymous&action=identity.created&from=2020-01-01T10:30',
    )
    assert.match(text, /<option value="identity.created" selected>/)
    assert.match(text, /value="2020-01-01T10:30"/)
    assert.match(
      text,
      /rel="next" href="\/ui\/audit\?action=identity.created&amp;actor=anonymous&amp;from=2020-01-01T10%3A30&amp;after=/,
    )
    assert.equal(listed((await open('/ui/audit?action=x&from=yesterday&to=')).text).length, 50)
  })

  it('shows one entry as the API does, and leads to others of the same', async () => {
    const [entry] = await asked('request_id=request-5')
    const { text } = await open(`/ui/audit/${entry.id}`)
    assert.ok(text.includes(JSON.stringify(entry, undefined, 2).replaceAll('"', '&quot;')))
    for (const [name, value] of [
      ['target', entry.target.id],
      ['actor', 'anonymous'],
      ['request', 'request-5'],
    ])
      assert.ok(text.includes(`href="/ui/audit?${name}=${value}"`), name)
  })

  it('exports what is filtered by the code of the API, which is an entry', async () => {
    for (const format of ['jsonl', 'csv']) {
      const filter = 'action=identity.created&request_id=request-9'
      const theirs = await server.admin('GET', `${trail}/export?format=${format}&${filter}`)
      const before = (await asked('action=data.exported')).length
      const fields = { action: 'identity.created', request: 'request-9', format }
      const ours = await sendForm(server, '/ui/audit/export', jar, { csrf_token: token, ...fields })
      assert.equal(ours.status, 200)
      assert.equal(ours.text, theirs.text)
      assert.equal(ours.text.trim().split('\n').length, format === 'csv' ? 2 : 1)
      assert.equal(ours.headers['content-type'], theirs.headers['content-type'])
      assert.match(String(ours.headers['content-disposition']), /^attachment; filename="audit-/)
      assert.equal((await asked('action=data.exported')).length, before + 1)
    }
  })

  it('is verified: which stream and which entry is not as it was written', async () => {
    const whole = await open('/ui/audit/verification')
    assert.match(whole.text, /The trail is whole/)
    const [, { id, stream, position }] = await asked('action=identity.created')
    altered = id
    const broken = await open('/ui/audit/verification')
    assert.doesNotMatch(broken.text, /The trail is whole/)
    assert.match(broken.text, /1 thing is not as it was written/)
    const row = new RegExp(
      `Changed, or does not follow[^<]*</th>\\s*<td >${stream}</td>\\s*<td >${position}</td>\\s*<td ><a[^>]*href="/ui/audit/${id}"`,
    )
    assert.match(broken.text, row)
  })
})
