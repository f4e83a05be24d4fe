import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { openApi, password, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const hour = 3_600_000

describe('the overview of the console', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ pallas: { shield: { account: { tries: 2 } } } })
  })
  after(() => server.close())

  const page = async (query = '') => (await openConsole(server, `/ui${query}`, new Jar())).text
  const counts = async (query = '') =>
    Object.fromEntries(
      [...(await page(query)).matchAll(/aria-label="([^":]+): ([\d,]+) in /g)].map(
        ([, label, total]) => [label, Number(total)],
      ),
    )
  const signIn = async (typed: string) =>
    submit(server, 'login', await openApi(server, 'login'), {
      method: 'password',
      identifier: 'ada@example.org',
      password: typed,
    })

  it('shows what happened, by hour and by day', async () => {
    assert.match(await page(), /Nothing\./)
    await signUp(server, 'ada@example.org')
    await signIn(password)
    await signIn('wrong')
    const today = { 'Sign-ups': 1, 'Sign-ins': 1, 'Failed sign-ins': 1 }
    const { 'Second factors': factors, 'Messages sent': _, ...shown } = await counts()
    assert.deepEqual([shown, factors], [today, 0])
    server.pass(30 * hour)
    await signIn(password)
    assert.equal((await counts())['Sign-ins'], 1)
    assert.equal((await counts('?range=month'))['Sign-ins'], 2)
    server.pass(30 * 24 * hour)
    assert.equal((await counts('?range=month'))['Sign-ups'], 0)
  })

  it('has the same figures as a table', async () => {
    await signIn(password)
    const text = await page()
    assert.equal(text.match(/<th scope="row"><time/g)?.length, 24)
    assert.match(text, /<summary>As a table<\/summary>/)
  })

  it('names what needs attention, with the page about it, until it is looked after', async () => {
    const attention = async () =>
      [...(await page()).matchAll(/class="mark mark-\w+"[^>]*>\s*<a href="([^"]+)"/g)].map(
        ([, url]) => url,
      )
    assert.deepEqual(await attention(), [])
    server.reconfigure({ preview: { default_read_consistency_level: 'eventual' } })
    assert.deepEqual(await attention(), ['/ui/configuration'])
    server.app.refuseReload(new Error('a fault'))
    assert.deepEqual(await attention(), ['/ui/configuration', '/ui/configuration'])
    server.reconfigure({})
    assert.deepEqual(await attention(), [])
  })
})
