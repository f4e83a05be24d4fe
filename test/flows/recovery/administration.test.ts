import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { signUp } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('recovery that an administrator begins', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: { methods: { link: { enabled: true } }, flows: { recovery: { enabled: true } } },
    })
  })
  after(() => server.close())

  const pathOf = (url: string) => new URL(url).pathname + new URL(url).search

  it('a code is typed in by its person in any browser, and proves no address', async () => {
    const { id } = await signUp(server, 'helped@example.org')
    const made = await server.admin('POST', '/admin/recovery/code', { json: { identity_id: id } })
    assert.equal(made.status, 201)
    assert.match(made.json.recovery_code, /^\d{6}$/)
    const flowId = new URL(made.json.recovery_link).searchParams.get('flow')
    const jar = new Jar()
    const flow = (await server.public('GET', `/self-service/recovery/flows?id=${flowId}`, { jar }))
      .json
    assert.deepEqual(
      flow.ui.nodes.map((node: any) => node.attributes.name),
      ['code', 'method'],
    )
    const done = await server.public('POST', `/self-service/recovery?flow=${flowId}`, {
      jar,
      form: { method: 'code', code: made.json.recovery_code },
      accept: 'text/html',
    })
    assert.match(done.location ?? '', /settings\?flow=/)
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).json.identity.id, id)
    assert.equal(
      (await server.admin('GET', `/admin/identities/${id}`)).json.verifiable_addresses[0].verified,
      false,
    )
  })

  it('a code goes to no address, not even to one that is named', async () => {
    const { id } = await signUp(server, 'asked@example.org')
    const made = await server.admin('POST', '/admin/recovery/code', { json: { identity_id: id } })
    const flowId = new URL(made.json.recovery_link).searchParams.get('flow')
    const answer = await server.public('POST', `/self-service/recovery?flow=${flowId}`, {
      json: { method: 'code', email: 'asked@example.org' },
    })
    assert.equal(answer.status, 400)
  })

  it('a link signs in once and leads where it was asked to', async () => {
    const { id } = await signUp(server, 'linked@example.org')
    const made = await server.admin(
      'POST',
      `/admin/recovery/link?return_to=${encodeURIComponent('http://127.0.0.1:4455/x')}`,
      { json: { identity_id: id, expires_in: '1h' } },
    )
    assert.equal(made.status, 200)
    assert.equal(Date.parse(made.json.expires_at), server.now() + 3_600_000)
    const jar = new Jar()
    const opened = await server.public('GET', pathOf(made.json.recovery_link), {
      jar,
      accept: 'text/html',
    })
    const settings = (
      await server.public(
        'GET',
        `/self-service/settings/flows?id=${new URL(opened.location ?? '').searchParams.get('flow')}`,
        { jar },
      )
    ).json
    assert.equal(settings.return_to, 'http://127.0.0.1:4455/x')
    const again = await server.public('GET', pathOf(made.json.recovery_link), {
      accept: 'text/html',
    })
    assert.match(again.location ?? '', /recovery\?flow=/)
  })

  it('a link that has expired does not sign in', async () => {
    const { id } = await signUp(server, 'slow@example.org')
    const made = await server.admin('POST', '/admin/recovery/link', {
      json: { identity_id: id, expires_in: '1s' },
    })
    server.pass(1000)
    const jar = new Jar()
    assert.match(
      (await server.public('GET', pathOf(made.json.recovery_link), { jar, accept: 'text/html' }))
        .location ?? '',
      /recovery\?flow=/,
    )
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
  })

  it('wrong calls are refused with a reason', async () => {
    const { id } = await signUp(server, 'calls@example.org')
    const unknown = '00000000-0000-4000-8000-000000000000'
    const calls: readonly (readonly [string, unknown, number])[] = [
      ['code', {}, 404],
      ['code', { identity_id: 'x' }, 400],
      ['code', { identity_id: unknown }, 404],
      ['code', { identity_id: id, expires_in: 'soon' }, 400],
      ['code', { identity_id: id, expires_in: '0s' }, 400],
      ['code', { identity_id: id, expires_in: 5 }, 400],
      ['code', { identity_id: id, flow_type: 'smoke' }, 400],
      ['link', {}, 400],
      ['link', { identity_id: unknown }, 400],
      ['link', { identity_id: id, expires_in: 'soon' }, 400],
      ['link', [], 400],
    ]
    for (const [kind, json, status] of calls) {
      const answer = await server.admin('POST', `/admin/recovery/${kind}`, { json })
      assert.equal(answer.status, status, `${kind} ${JSON.stringify(json)}`)
      assert.ok(answer.json.error.reason)
    }
  })

  it('cannot be begun with a method that is switched off', async () => {
    const off = await startServer({
      selfservice: {
        methods: { link: { enabled: false }, code: { enabled: false } },
        flows: { recovery: { enabled: true } },
      },
    })
    const { id } = await signUp(off, 'a@example.org')
    for (const kind of ['code', 'link'])
      assert.equal(
        (await off.admin('POST', `/admin/recovery/${kind}`, { json: { identity_id: id } })).status,
        404,
      )
    await off.close()
  })
})
