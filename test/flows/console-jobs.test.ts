// What the console does with many people: columns, order, choice, confirmation, progress, export.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { jobKinds, kindsOfJobs } from '#jobs/job.ts'
import { mayDo, roles } from '#operators/role.ts'
import { entriesOf } from '../support/audit.ts'
import { openConsole, sendForm } from '../support/console.ts'
import { addLookup } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { enterConsole, startOperator, withOperators } from '../support/operators.ts'
import { signUp } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

/** What the form that begins a job sends. */
const confirmed = (text: string) => {
  const form = /<form[^>]*action="\/ui\/jobs"[^>]*>(.*?)<\/form>/s.exec(text)?.[1] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
}

describe('the console, with many people', () => {
  let server: TestServer
  const jar = new Jar()
  const open = (url: string) => openConsole(server, url, jar)
  const send = (url: string, form: Readonly<Record<string, string>>) =>
    sendForm(server, url, jar, form)
  const headings = (text: string) =>
    [...text.matchAll(/<th\s+scope="col"[^>]*>\s*(?:<a[^>]*>)?\s*([^<]*?)\s*</g)].map(
      ([, one]) => one,
    )
  const states = async () => {
    const { json } = await server.admin('GET', '/admin/identities')
    return json.map((one: any) => one.state).join()
  }

  before(async () => {
    server = await startServer()
    for (let at = 0; at < 3; at++) {
      await server.admin('POST', '/admin/identities', {
        json: {
          schema_id: 'default',
          external_id: `crm-${at}`,
          traits: { email: `many-${at}@example.org` },
        },
      })
      server.pass(1000)
    }
  })
  after(() => server.close())

  it('shows the columns of the address, and keeps them with filters, order and page', async () => {
    const usual = await open('/ui/people')
    assert.deepEqual(headings(usual.text), ['Person', 'State', 'Last sign-in', 'Created'])
    const chosen = await open('/ui/people?q=many&columns=external_id&columns=updated')
    assert.deepEqual(headings(chosen.text), ['Person', 'External id', 'Changed'])
    assert.match(chosen.text, /crm-2/)
    const links = [...chosen.text.matchAll(/href="(\/ui\/people\?[^"]+)"/g)].map(([, url]) => url)
    assert.deepEqual(links, [
      '/ui/people?q=many&amp;sort=-updated_at&amp;columns=external_id%2Cupdated',
    ])
    const ordered = await open(String(links[0]).replaceAll('&amp;', '&'))
    assert.match(ordered.text, /aria-sort="descending"/)
    assert.match(ordered.text, /sort=updated_at/, 'the other direction')
    assert.deepEqual(headings(ordered.text), ['Person', 'External id', 'Changed'])
    assert.deepEqual(headings((await open('/ui/people?columns=secret')).text), headings(usual.text))
  })

  it('asks before anything is done, to those who are chosen or to all that match', async () => {
    const list = await open('/ui/people?q=many')
    const ids = [...list.text.matchAll(/name="id"[^>]*value="([^"]+)"/gs)].map(([, id]) => id)
    assert.equal(ids.length, 3)
    assert.match(list.text, /All that match: 3 people/)
    for (const kind of kindsOfJobs) {
      const one = await open(`/ui/jobs/new?kind=${kind}&who=chosen&id=${ids[0]}&id=${ids[0]}`)
      assert.match(one.text, /: 1 person\?/)
      const all = await open(`/ui/jobs/new?kind=${kind}&who=all&q=many`)
      assert.match(all.text, /: 3 people\?/)
      assert.match(all.text, /many-1<wbr>@example\.org/)
    }
    for (const query of ['', '?kind=disable', '?kind=x&who=all', '?kind=disable&who=all&q=nobody'])
      assert.match((await open(`/ui/jobs/new${query}`)).text, /Nobody is chosen/)
    assert.equal(await states(), 'active,active,active')
  })

  it('begins what was confirmed, shows how far it is until it is over, and what has failed', async () => {
    const gone = '99999999-9999-4999-8999-999999999999'
    const list = await open('/ui/people?q=many-1')
    const id = /name="id"[^>]*value="([^"]+)"/s.exec(list.text)?.[1] ?? assert.fail()
    const asked = await open(`/ui/jobs/new?kind=disable&who=chosen&id=${id}&id=${gone}`)
    const begun = await send('/ui/jobs', confirmed(asked.text))
    assert.equal(begun.status, 303)
    const page = begun.location ?? ''
    const waiting = await open(page)
    assert.equal(waiting.headers['refresh'], '2')
    assert.match(waiting.text, /Waiting/)
    assert.match(waiting.text, /Cancel the job/)
    await server.app.jobs.drain()
    const over = await open(page)
    assert.equal(over.headers['refresh'], undefined)
    assert.match(over.text, /2 of 2/)
    assert.match(over.text, /There is no identity with this id\./)
    assert.doesNotMatch(over.text, /Cancel the job/)
    assert.match((await open('/ui/jobs')).text, new RegExp(page))
    assert.equal((await states()).split(',').filter((one: string) => one === 'inactive').length, 1)
  })

  it('begins it for all that match, and stops it', async () => {
    const asked = await open('/ui/jobs/new?kind=delete&who=all&q=many&state=active')
    const { location = '' } = await send('/ui/jobs', confirmed(asked.text))
    const { token = '' } = await open(location)
    assert.equal((await send(`${location}/cancel`, { csrf_token: token })).status, 303)
    await server.app.jobs.drain()
    assert.match((await open(location)).text, /Cancelled/)
    assert.equal((await send(`${location}/cancel`, { csrf_token: token })).status, 409)
    const { json } = await server.admin('GET', '/admin/pallas/jobs')
    assert.deepEqual(json[0].search, { words: 'many', state: 'active' })
    assert.equal((await states()).split(',').length, 3)
  })

  it('exports all that match, as a file', async () => {
    const { token = '' } = await open('/ui/people?q=many-0')
    for (const [format, type] of [
      ['csv', 'text/csv'],
      ['jsonl', 'application/x-ndjson'],
    ] as const) {
      const { status, headers, text } = await send('/ui/people/export', {
        csrf_token: token,
        q: 'many-0',
        format,
      })
      assert.equal(status, 200)
      assert.ok(String(headers['content-type']).startsWith(type))
      assert.equal(headers['content-disposition'], `attachment; filename="people.${format}"`)
      assert.match(text, /many-0@example\.org/)
      assert.doesNotMatch(text, /many-1/)
    }
    const wrong = await send('/ui/people/export', { csrf_token: token, format: 'x' })
    assert.equal(wrong.status, 400)
  })
})

describe('an operator in the console, with many people', () => {
  let server: TestServer
  before(async () => {
    const flows = { verification: { enabled: true, use: 'code' } }
    server = await startServer(withOperators({ selfservice: { flows } }), { dev: false })
  })
  after(() => server.close())

  for (const role of roles)
    it(`does what ${role} may do, and the trail has the name of who did it`, async () => {
      const who = await startOperator(server, `${role}@example.org`, role)
      const { id, token: own } = await signUp(server, `of-${role}@example.org`)
      await addLookup(server, own)
      await enterConsole(server, who.jar)
      const kinds = kindsOfJobs.filter((kind) => mayDo(role, jobKinds[kind]))
      const list = await openConsole(server, `/ui/people?q=of-${role}`, who.jar)
      assert.equal(list.text.includes('name="id"'), kinds.length > 0)
      for (const kind of kindsOfJobs) {
        const url = `/ui/jobs/new?kind=${kind}&who=chosen&id=${id}`
        const asked = await openConsole(server, url, who.jar)
        const form = confirmed(asked.text)
        assert.equal(Object.keys(form).length > 0, kinds.includes(kind), kind)
        assert.equal(list.text.includes(`value="${kind}"`), kinds.includes(kind), kind)
        const token = list.token ?? ''
        const sent = { csrf_token: token, kind, ids: id, ...form }
        const { status, location = '' } = await sendForm(server, '/ui/jobs', who.jar, sent)
        assert.equal(status, kinds.includes(kind) ? 303 : 403, kind)
        if (!kinds.includes(kind)) continue
        const entries = await entriesOf(server, () => server.app.jobs.drain())
        for (const { actor, requestId } of entries)
          assert.deepEqual(
            [actor.kind, actor.id, actor.right, requestId],
            ['operator', who.id, role, location.split('/').at(-1)],
          )
        assert.ok(entries.length > 0 || kind === 'end-sessions' || kind === 'enable', kind)
      }
    })

  it('is led to a new proof when the last one is old, and back to what was chosen', async () => {
    const { jar } = await startOperator(server, 'late@example.org')
    await enterConsole(server, jar)
    server.pass(20 * 60_000)
    const url = '/ui/jobs/new?kind=delete&who=all&q=of'
    const { status, text } = await openConsole(server, url, jar)
    assert.equal(status, 403)
    const back = `${url}&done=signed-in-again`
    assert.ok(text.includes(encodeURIComponent(back)), text)
  })
})
