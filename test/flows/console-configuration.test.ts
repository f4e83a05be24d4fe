import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openConsole } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the page about the configuration', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      session: { lifespan: '17h' },
      preview: { default_read_consistency_level: 'eventual' },
    })
  })
  after(() => server.close())
  const page = async (query = '') =>
    (await openConsole(server, `/ui/configuration${query}`, new Jar())).text.replaceAll(
      '<wbr />',
      '',
    )

  it('shows what is set and where, and defaults when they are asked for', async () => {
    const set = await page()
    assert.match(set, />session\.lifespan<[\s\S]{0,200}>17h<[\s\S]{0,200}>kratos\.yml:\d+</)
    assert.doesNotMatch(set, /session\.whoami\.required_aal/)
    assert.match(await page('?show=all'), />session\.whoami\.required_aal</)
    const found = await page('?find=LIFESPAN')
    assert.match(found, />session\.lifespan</)
    assert.doesNotMatch(found, />identity\.default_schema_id</)
    assert.match(await page('?find=nonsense'), /No such setting/)
  })

  it('shows no secret', async () => {
    const text = await page('?show=all')
    assert.match(text, />secrets\.cookie</)
    assert.doesNotMatch(text, /for-tests-only/)
  })

  it('shows the warnings', async () =>
    assert.match(await page(), /accepted, but without effect: preview/))

  it('tells of the last change of the files, and why it was refused', async () => {
    assert.match(await page(), /none since the start/)
    server.reconfigure({ session: { lifespan: '18h' } })
    const applied = await page()
    assert.match(applied, />Applied</)
    assert.match(applied, />18h</)
    server.app.refuseReload(
      new Error('kratos.yml:3: dsn mysql://somebody:a-password@example.org is not known'),
    )
    const refused = await page()
    assert.match(refused, />Refused</)
    assert.match(refused, /kratos\.yml:3/)
    assert.doesNotMatch(refused, /a-password/)
    assert.match(refused, />18h</)
  })
})
