// The import of people in the console: what a file would make is told before anything is stored.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { limits } from '#console/import-people/read.ts'
import { openConsole } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { baseConfig, startServer, type Answer, type TestServer } from '../support/server.ts'

const home = '/ui/people/import'
const person = (email: string, more: object = {}) => ({ traits: { email }, ...more })
const lines = (all: readonly unknown[]) => all.map((one) => JSON.stringify(one)).join('\n')

describe('the import in the console', () => {
  let server: TestServer, token: string
  const jar = new Jar()
  const post = async (
    path: string,
    fields: Readonly<Record<string, string | Blob>>,
    as = token,
  ) => {
    const form = new FormData()
    form.append('csrf_token', as)
    for (const [name, value] of Object.entries(fields))
      if (typeof value === 'string') form.append(name, value)
      else form.append(name, value, 'people.jsonl')
    const sent = new Request('http://localhost', { method: 'POST', body: form })
    return server.admin('POST', path, {
      payload: Buffer.from(await sent.arrayBuffer()),
      headers: {
        'content-type': sent.headers.get('content-type') ?? '',
        'sec-fetch-site': 'same-origin',
      },
      jar,
      accept: 'text/html',
    })
  }
  const check = (text: string) => post(`${home}/check`, { file: new Blob([text]) })
  /** What a report counts: made, there already, wrong. */
  const counts = ({ text }: Answer) =>
    [...text.matchAll(/<strong>([\d,]+)<\/strong>/g)].map(([, one]) =>
      Number(one?.replace(',', '')),
    )
  const wrongLines = ({ text }: Answer) =>
    [
      ...text.matchAll(
        /<th scope="row">(\d+)<\/th><td\s*><span class="breaks">([^<]*)<\/span><\/td>\s*<\/tr>/g,
      ),
    ].map(([, line, reason = '']) => [Number(line), reason.replaceAll('<wbr>', '')] as const)
  /** Sends the form of a report, as its button does. */
  const confirm = ({ text }: Answer) => {
    const field = (name: string) =>
      new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(text)?.[1] ?? assert.fail(name)
    return post(home, { name: field('name'), content: field('content') })
  }
  const people = async (): Promise<any[]> =>
    (await server.admin('GET', '/admin/identities?page_size=500')).json

  before(async () => {
    const staff = {
      $id: 'staff',
      type: 'object',
      properties: {
        traits: { type: 'object', properties: { badge: { type: 'integer', minimum: 1 } } },
      },
    }
    const url = `base64://${Buffer.from(JSON.stringify(staff)).toString('base64')}`
    server = await startServer({
      identity: { schemas: [...baseConfig.identity.schemas, { id: 'staff', url }] },
    })
    token = (await openConsole(server, home, jar)).token ?? assert.fail('a page without a token')
    await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', ...person('taken@example.org', { external_id: 'known' }) },
    })
  })
  after(() => server.close())

  it('tells what would be made, what is there and what is wrong, and stores nothing', async () => {
    const before = await people()
    const file = lines([
      person('a@example.org', { state: 'inactive' }),
      person('x'),
      person('taken@example.org'),
      person('other@example.org', { external_id: 'known' }),
      person('a@example.org'),
      {
        traits: { email: 'b@example.org' },
        credentials: { password: { config: { password: 'p' } } },
      },
    ])
    const report = await check(`${file}\n\nnot json\n`)
    assert.equal(report.status, 200)
    assert.match(report.text, /Nothing is stored yet/)
    assert.deepEqual(counts(report), [2, 1, 4])
    assert.deepEqual(
      wrongLines(report).map(([line]) => line),
      [2, 3, 5, 8],
    )
    assert.match(wrongLines(report)[0]?.[1] ?? '', /traits.email/)
    assert.match(wrongLines(report)[2]?.[1] ?? '', /another identity|other/)
    assert.match(report.text, /Import 2 people, leave out 4 lines/)
    assert.deepEqual(await people(), before)

    const done = await confirm(report)
    assert.match(done.text, /Each of these people is stored completely/)
    assert.deepEqual(counts(done), [2, 1, 4])
    assert.deepEqual(wrongLines(done), wrongLines(report))
    const after = await people()
    assert.deepEqual(after.map(({ traits, state }) => `${traits.email} ${state}`).toSorted(), [
      'a@example.org inactive',
      'b@example.org active',
      'taken@example.org active',
    ])
    const again = await confirm(report)
    assert.deepEqual(counts(again), [0, 1, 6])
    assert.equal((await people()).length, after.length)
  })

  it('reads a table, whose values have the types of the schema', async () => {
    const table = [
      '\uFEFFtraits.email;traits.name.first;schema_id;external_id',
      'c@example.org;"Ada; ""Countess""";default;c-1',
      'd@example.org;;;',
      'e@example.org;too few',
      'f@example.org;"two',
      'lines";;',
    ].join('\r\n')
    const report = await check(table)
    assert.deepEqual(counts(report), [3, 0, 1])
    assert.deepEqual(
      wrongLines(report).map(([line]) => line),
      [4],
    )
    await confirm(report)
    const found = (await people()).filter(({ traits }) => /^[cdf]@/.test(traits.email))
    assert.deepEqual(
      found.map(({ traits }) => traits).toSorted((a, b) => (a.email < b.email ? -1 : 1)),
      [
        { email: 'c@example.org', name: { first: 'Ada; "Countess"' } },
        { email: 'd@example.org' },
        { email: 'f@example.org', name: { first: 'two\r\nlines' } },
      ],
    )
    const typed = await check('schema_id,traits.badge\nstaff,7\nstaff,0\nstaff,x')
    assert.deepEqual(counts(typed), [1, 0, 2])
    await confirm(typed)
    assert.ok((await people()).some(({ traits }) => traits.badge === 7))
    assert.equal(found.find(({ external_id: id }) => id === 'c-1')?.traits.email, 'c@example.org')
  })

  it('refuses what is too much for one request as a whole, and says the command', async () => {
    const before = (await people()).length
    const many = (count: number, more: object = {}) =>
      lines(Array.from({ length: count }, (_, at) => person(`m${at}@example.org`, more)))
    const hash = { credentials: { password: { config: { password: 'a' } } } }
    const files = {
      'too many people': many(limits.people + 1),
      'too many passwords': many(limits.passwords + 1, hash),
      'too many bytes': `${JSON.stringify(person('a@example.org'))}${' '.repeat(limits.bytes)}`,
    }
    for (const [what, file] of Object.entries(files)) {
      const { status, text } = await check(file)
      assert.equal(status, 400, what)
      assert.match(text, /pallas identities import -c kratos.yml people.jsonl/, what)
    }
    for (const file of ['', '\n\n']) {
      const { status, text } = await check(file)
      assert.equal(status, 400)
      assert.doesNotMatch(text, /pallas identities import/)
    }
    assert.deepEqual(counts(await check(many(limits.people))), [limits.people, 0, 0])
    assert.equal((await people()).length, before)
  })

  it('takes no file of a form that was forged', async () => {
    const before = (await people()).length
    const file = new Blob([lines([person('forged@example.org')])])
    for (const path of [home, `${home}/check`])
      assert.equal((await post(path, { file }, 'x')).status, 403)
    assert.equal((await people()).length, before)
  })
})
