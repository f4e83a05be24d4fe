import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { openApi, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const client = '203.0.113.7'
const email = 'held@example.org'

describe('the page about the shield', () => {
  let server: TestServer, id: string
  const jar = new Jar()
  before(async () => {
    server = await startServer({
      pallas: { shield: { account: { tries: 2 } }, trusted_proxies: ['127.0.0.1'] },
    })
    id = (await signUp(server, email)).id
    await signUp(server, 'calm@example.org')
    for (let at = 0; at < 3; at++) {
      const flow = await openApi(server, 'login')
      await submit(
        server,
        'login',
        flow,
        { method: 'password', identifier: email, password: 'wrong' },
        { headers: { 'x-forwarded-for': client } },
      )
    }
    // NOTE failed sign-ins are recorded a moment later
    const recorded = () => server.store.audit.list({ action: 'login.failed' }, { limit: 2 })
    while ((await recorded()).length < 2) await sleep(20)
  })
  after(() => server.close())

  const page = async (query = '') => (await openConsole(server, `/ui/shield${query}`, jar)).text
  const held = (query: string) => server.admin('GET', `/admin/pallas/shield?${query}`)

  it('names the accounts with failed sign-ins, with what is held, and from where', async () => {
    const text = await page()
    assert.match(text, /held@example\.org|held<wbr>@example\.org/)
    assert.match(text, />Held</)
    assert.match(text, /203\.0\.113\.0\/24/)
    assert.doesNotMatch(text, /calm/)
  })

  it('shows what the API shows, for a person, an address and a network', async () => {
    for (const [of, query] of [
      [id, `identity_id=${id}`],
      [email, `address=${email}`],
      [client, `network=${client}`],
      ['203.0.113.0/24', 'network=203.0.113.0/24'],
      ['nobody@example.org', 'address=nobody@example.org'],
    ] as const) {
      const text = await page(`?of=${encodeURIComponent(of)}`)
      const shown = [...text.matchAll(/>\s*(\d+) of (\d+)\s*</g)].map(([, spent, tries]) => [
        Number(spent),
        Number(tries),
      ])
      const { json } = await held(query)
      assert.deepEqual(
        shown,
        json.held.map(({ spent, tries }: { spent: number; tries: number }) => [spent, tries]),
        of,
      )
    }
    assert.ok((await held(`identity_id=${id}`)).json.held.length > 0)
  })

  it('gives all tries back, and comes back to whom it was about', async () => {
    const { token = '' } = await openConsole(server, `/ui/shield?of=${id}`, jar)
    const sent = await sendForm(server, '/ui/shield/clear', jar, {
      csrf_token: token,
      of: id,
    })
    assert.equal(sent.location, `/ui/shield?of=${id}&done=tries-given-back`)
    assert.deepEqual((await held(`identity_id=${id}`)).json.held, [])
    assert.match(await page(`?of=${id}`), /Nothing is held/)
    const empty = await sendForm(server, '/ui/shield/clear', jar, { csrf_token: token })
    assert.equal(empty.status, 400)
  })

  it('says so when the shield is switched off', async () => {
    server.reconfigure({ pallas: { shield: { enabled: false } } })
    assert.match(await page(), /switched off/)
    server.reconfigure({})
    assert.doesNotMatch(await page(), /switched off/)
  })
})
