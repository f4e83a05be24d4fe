// The audit trail as administrators read it, who acts in it, and where it goes.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSigner } from '#crypto/signer.ts'
import { Jar } from '../support/jar.ts'
import { openApi, password, signUp, submit } from '../support/people.ts'
import { baseConfig, startServer, type TestServer } from '../support/server.ts'

const cookieSecrets: readonly string[] = baseConfig.secrets.cookie
const audit = '/admin/pallas/audit'
const list = async (server: TestServer, query = '', headers = {}): Promise<any[]> =>
  (await server.admin('GET', `${audit}?${query}`, { headers })).json
const create = (server: TestServer, email: string, headers = {}) =>
  server.admin('POST', '/admin/identities', {
    json: { schema_id: 'default', traits: { email } },
    headers,
  })

describe('the audit trail for administrators', () => {
  it('lists and exports what was done by pages, by who, what, whom, when and request', async () => {
    const server = await startServer()
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      const headers = { 'x-request-id': `request-${n}` }
      ids.unshift((await create(server, `p${n}@example.org`, headers)).json.id)
      server.pass(1000)
    }
    assert.deepEqual(
      (await list(server)).map(({ target }) => target.id),
      ids,
    )
    const pages: string[] = []
    let next: string | undefined = `${audit}?page_size=2`
    while (next !== undefined) {
      const { json, headers } = await server.admin('GET', next)
      pages.push(...json.map(({ target }: any) => target.id))
      next = /<([^>]+)>; rel="next"/.exec(String(headers['link']))?.[1]
    }
    assert.deepEqual(pages, ids)
    assert.equal((await list(server, 'request_id=request-3')).length, 1)
    assert.equal((await list(server, `target_id=${ids[0]}`)).length, 1)
    assert.equal((await list(server, 'action=identity.deleted')).length, 0)
    assert.equal((await list(server, 'actor=anonymous')).length, 5)
    const [, second] = await list(server)
    assert.deepEqual((await server.admin('GET', `${audit}/${second.id}`)).json, second)
    assert.equal((await server.admin('GET', `${audit}/${ids[0]}`)).status, 404)
    assert.equal((await list(server, `from=${second.at}`)).length, 2)
    assert.equal((await list(server, `to=${second.at}`)).length, 3)
    for (const wrong of ['action=x', 'from=yesterday', 'page_token=x', 'actor=a&actor=b'])
      assert.equal((await server.admin('GET', `${audit}?${wrong}`)).status, 400, wrong)

    const lines = await server.admin('GET', `${audit}/export?page_size=3`)
    assert.equal(lines.text.trim().split('\n').length, 3)
    assert.match(String(lines.headers['link']), /rel="next"/)
    const csv = await server.admin('GET', `${audit}/export?format=csv`)
    assert.match(csv.text, /^id,at,action,/)
    assert.equal(csv.text.trim().split('\n').length, 1 + 6, 'with the export before')
    assert.equal((await server.admin('GET', `${audit}/export?format=xml`)).status, 400)
    assert.equal((await list(server, 'action=data.exported')).length, 2)
    await server.close()
  })

  it('names the token of a change, and has nothing of it', async () => {
    const tokens = ['first-token-of-the-tests', 'second-token-of-the-tests']
    const server = await startServer({ pallas: { admin: { tokens } } })
    const headers = tokens.map((token) => ({ authorization: `Bearer ${token}` }))
    await create(server, 'a@example.org', headers[0])
    await create(server, 'b@example.org', headers[1])
    await create(server, 'c@example.org', headers[1])
    const found = await list(server, '', headers[0])
    const [third, second, first] = found.map(({ actor }) => actor)
    assert.deepEqual([first.kind, first.right], ['token', 'admin'])
    assert.deepEqual(second, third)
    assert.notDeepEqual(first, second)
    assert.doesNotMatch(JSON.stringify(found), /of-the-tests|example\.org/)
    await server.close()
  })

  it('has names of what has changed only, whatever they are', async () => {
    const server = await startServer()
    const { id } = await signUp(server, 'ada@example.org')
    const { json } = await server.admin('PUT', `/admin/identities/${id}`, {
      json: {
        schema_id: 'default',
        state: 'active',
        traits: { email: 'other@example.org', 'a secret of hers': 'x' },
        metadata_public: { colour: 'green' },
      },
    })
    const [entry] = await list(server)
    assert.ok(!JSON.stringify(entry).includes('secret of hers'), JSON.stringify(json))
    assert.doesNotMatch(JSON.stringify(await list(server)), /ada@|other@|green|battery/i)
    await server.close()
  })

  it('has failed sign-ins that were tried, with or without a name', async () => {
    const server = await startServer()
    const { id } = await signUp(server, 'ada@example.org')
    const tries = async (identifier: string) => {
      const flow = await openApi(server, 'login')
      await submit(server, 'login', flow, { method: 'password', identifier, password: 'wrong' })
    }
    await tries('ada@example.org')
    await tries('nobody@example.org')
    let found: any[] = []
    while (found.length < 2) {
      await sleep(20)
      found = await list(server, 'action=login.failed')
    }
    assert.deepEqual(
      found.map(({ actor, target, fields }) => [actor.kind, target.id, fields]),
      [
        ['anonymous', undefined, ['credentials.password']],
        ['anonymous', id, ['credentials.password']],
      ],
    )
    const { json } = await server.admin('GET', `${audit}/verification`)
    assert.equal(json.whole, true)
    await server.close()
  })

  it('sends every entry on, where that is configured', async () => {
    const bodies: any[] = []
    const fetched: typeof fetch = async (_url, init) => {
      bodies.push({ ...JSON.parse(String(init?.body)), headers: init?.headers })
      return new Response(null, { status: 204 })
    }
    const server = await startServer(
      {
        pallas: {
          audit: { forward: { url: 'https://siem.example/x', headers: { authorization: 'key' } } },
        },
      },
      { fetch: fetched },
    )
    const { id } = await signUp(server, 'ada@example.org')
    await server.admin('DELETE', `/admin/identities/${id}`)
    await server.app.outbox.drain()
    assert.deepEqual(
      bodies.map(({ type, data }) => [type, data.action, data.target.id]),
      [
        ['audit.entry', 'identity.created', id],
        ['audit.entry', 'identity.deleted', id],
      ],
    )
    const [newest] = await list(server)
    assert.deepEqual(bodies[1].data, newest)
    await server.close()
  })

  it('records nothing where it is switched off, and does the same', async () => {
    const server = await startServer({ pallas: { audit: { enabled: false } } })
    const { token } = await signUp(server, 'ada@example.org')
    assert.equal((await server.public('GET', '/sessions/whoami', { token })).status, 200)
    assert.deepEqual(await list(server), [])
    await server.close()
  })

  it('has no entry of a change that is refused in the middle', async () => {
    const server = await startServer()
    await create(server, 'ada@example.org')
    const before = (await list(server)).length
    assert.equal((await create(server, 'ada@example.org')).status, 409)
    const { json } = await server.admin('PATCH', '/admin/identities', {
      json: {
        identities: ['bob', 'ada', 'eve'].map((name) => ({
          create: { schema_id: 'default', traits: { email: `${name}@example.org` } },
        })),
      },
    })
    assert.deepEqual(
      json.identities.map(({ action }: any) => action),
      ['create', 'error', 'create'],
    )
    assert.equal((await list(server)).length, before + 2)
    await server.close()
  })

  it('gives a sign-up with a taken address an entry as well, so that it takes as long', async () => {
    const server = await startServer({
      security: { account_enumeration: { mitigate: true } },
      selfservice: {
        flows: {
          verification: { enabled: true },
          registration: { after: { password: { hooks: [] } } },
        },
      },
    })
    const signUpAs = async (email: string) => {
      const flow = await openApi(server, 'registration')
      const fields = { method: 'password', password, traits: { email } }
      return (await submit(server, 'registration', flow, fields)).status
    }
    assert.equal(await signUpAs('ada@example.org'), 200)
    assert.equal(await signUpAs('ada@example.org'), 200)
    assert.deepEqual(
      (await list(server)).map(({ action, target }) => [action, target.id !== undefined]),
      [
        ['registration.refused', false],
        ['identity.created', true],
      ],
    )
    await server.close()
  })

  it('has the end of a session by the link of a notice', async () => {
    const server = await startServer()
    const { id, token } = await signUp(server, 'ada@example.org')
    const { json } = await server.public('GET', '/sessions/whoami', { token })
    const signer = createSigner(() => cookieSecrets)
    const link = `/ui/end-session?session=${json.id}&token=${signer.sign(`end session:${json.id}`)}`
    const jar = new Jar()
    const page = await server.public('GET', link, { jar, accept: 'text/html' })
    const [, csrf = ''] = /name="csrf_token" value="([^"]+)"/.exec(page.text) ?? []
    const form = { csrf_token: csrf, end: 'true' }
    for (let n = 0; n < 2; n++)
      assert.equal(
        (await server.public('POST', link, { jar, form, accept: 'text/html' })).status,
        200,
      )
    assert.deepEqual(
      (await list(server)).map(({ action, target, actor }) => [action, target.id, actor.kind]),
      [
        ['session.revoked', id, 'anonymous'],
        ['identity.created', id, 'anonymous'],
      ],
    )
    await server.close()
  })

  it('has no context for what only reads', async () => {
    const server = await startServer()
    const { token } = await signUp(server, 'ada@example.org')
    const before = (await list(server)).length
    for (const path of ['/sessions/whoami', '/sessions', '/self-service/settings/api'])
      assert.equal((await server.public('GET', path, { token, jar: new Jar() })).status, 200)
    assert.equal((await list(server)).length, before)
    await server.close()
  })
})
