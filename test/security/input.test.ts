// Security requirements 41, 43, 45, 46, 56 to 59: hostile input, and what is told of it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions } from '../support/editions.ts'
import { hostileBodies } from '../support/hostile-bodies.ts'
import { Jar } from '../support/jar.ts'
import { messageIds, openApi, password, signIn, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('any bytes', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        methods: { link: { enabled: true } },
        flows: { recovery: { enabled: true }, verification: { enabled: true } },
      },
    })
  })
  after(() => server.close())

  for (const edition of editions)
    for (const kind of edition.kinds)
      it(`sent to a ${kind} are answered with a no, and change nothing global (${edition.name})`, async () => {
        const at = clientOf(server, edition)
        const jar = new Jar()
        if (kind === 'settings') await at.signUp(`bytes-${edition.name}@example.org`, jar)
        const flow = await at.open(kind, jar)
        const method = kind === 'recovery' || kind === 'verification' ? 'link' : 'password'
        const { pathname, search } = new URL(at.actionOf(kind, flow, method))
        for (const [name, payload, type] of hostileBodies) {
          const answer = await server.public('POST', pathname + search, {
            payload,
            jar,
            headers: type === '' ? {} : { 'content-type': Buffer.from(type).toString('latin1') },
          })
          assert.ok(
            answer.status >= 300 && answer.status < 500,
            `${name}: ${answer.status} ${answer.text.slice(0, 200)}`,
          )
          assert.equal(({} as { polluted?: unknown }).polluted, undefined, name)
        }
        const read = await server.public('GET', at.mount + at.readPath(kind) + flow.id, { jar })
        // NOTE as published, a recovery without its token gives the browser a new secret
        assert.ok(read.status === 200 || (kind === 'recovery' && read.status === 403))
        const people = await server.admin('GET', '/admin/identities')
        assert.ok(people.json.every(({ traits }: any) => traits.email.startsWith('bytes-')))
      })

  it('sent to the administration are answered with 4xx', async () => {
    for (const [name, payload, type] of hostileBodies) {
      const answer = await server.admin('POST', '/admin/identities', {
        payload,
        headers: type === '' ? {} : { 'content-type': Buffer.from(type).toString('latin1') },
      })
      assert.ok(
        answer.status >= 400 && answer.status < 500,
        `${name}: ${answer.status} ${answer.text.slice(0, 200)}`,
      )
    }
  })

  it('in ids, paths, queries and headers are answered with 4xx or a usual answer', async () => {
    const odd = [
      '..',
      '%00',
      '%ff',
      '%',
      '%2e%2e%2f',
      "' OR 1=1 --",
      '00000000-0000-0000-0000-000000000000',
      'x'.repeat(3000),
      '😀',
      '{}',
      '\u0000',
    ]
    for (const one of odd) {
      for (const path of [
        `/self-service/login/flows?id=${encodeURIComponent(one)}`,
        `/self-service/errors?id=${encodeURIComponent(one)}`,
        `/schemas/${encodeURIComponent(one)}`,
        `/schemas/${one.replaceAll(/[^\u0021-\u007e]/g, '')}`,
        `/sessions?page_token=${encodeURIComponent(one)}&page=${encodeURIComponent(one)}`,
        `/self-service/login?flow=${encodeURIComponent(one)}`,
      ]) {
        const answer = await server.public('GET', path)
        assert.ok(answer.status < 500, `${path}: ${answer.status}`)
      }
      const header = one.replaceAll(/[^\u0020-\u007e]/g, '?')
      for (const headers of [
        { 'x-session-token': header },
        { authorization: `Bearer ${header}` },
        { cookie: `ory_kratos_session=${header}; csrf_token=${header}` },
        { accept: header },
        { 'user-agent': header },
        { 'x-request-id': header },
      ]) {
        const answer = await server.public('GET', '/sessions/whoami', { headers })
        assert.equal(answer.status, 401)
      }
    }
  })

  it('that are too many are refused by their size: 413 for a body, 414 for an address', async () => {
    const flow = await openApi(server, 'login')
    assert.equal(
      (
        await server.public('POST', `/self-service/login?flow=${flow.id}`, {
          payload: 'x'.repeat(6 * 1024 * 1024),
          headers: { 'content-type': 'application/json' },
        })
      ).status,
      413,
    )
    assert.equal(
      (await server.public('GET', `/self-service/login/flows?id=${'x'.repeat(30_000)}`)).status,
      414,
    )
  })
})

describe('identifiers', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  it('that are two spellings of one are one identity', async () => {
    await signUp(server, 'straße@example.org').catch(() => undefined)
    await signUp(server, 'Canon@Example.org')
    for (const spelling of ['canon@example.org', 'CANON@EXAMPLE.ORG', 'ｃanon@example.org']) {
      const answer = await submit(server, 'registration', await openApi(server, 'registration'), {
        method: 'password',
        password,
        traits: { email: spelling },
      })
      assert.equal(answer.status, 400, spelling)
      assert.ok(
        messageIds(answer.json).some((id) => id === 4000007 || id === 4000040),
        spelling,
      )
      assert.equal((await signIn(server, spelling)).status, 200, spelling)
    }
  })
})

describe('page tokens', () => {
  it('that were forged, altered or made elsewhere are refused', async () => {
    const server = await startServer(),
      other = await startServer({ secrets: { cookie: ['another-cookie-secret-entirely'] } })
    try {
      const { token } = await signUp(server, 'page@example.org')
      const link = String(
        (await server.public('GET', '/sessions?page_size=1', { token })).headers['link'],
      )
      const pageToken = /page_token=([^&>]+)/.exec(link)?.[1] ?? ''
      assert.equal(
        (await server.public('GET', `/sessions?page_size=1&page_token=${pageToken}`, { token }))
          .status,
        200,
      )
      const foreign =
        /page_token=([^&>]+)/.exec(
          String((await other.public('GET', '/schemas?page_size=1')).headers['link']),
        )?.[1] ?? ''
      for (const bad of [
        'nonsense',
        `${pageToken}x`,
        pageToken.slice(1),
        Buffer.from('offset:0').toString('base64url'),
        foreign,
        `${Buffer.from('offset:5').toString('base64url')}.${pageToken.split('.')[1]}`,
      ]) {
        assert.equal(
          (
            await server.public(
              'GET',
              `/sessions?page_size=1&page_token=${encodeURIComponent(bad)}`,
              { token },
            )
          ).status,
          400,
          bad,
        )
      }
    } finally {
      await server.close()
      await other.close()
    }
  })
})

describe('the log', () => {
  it('has no password, token, cookie or key, and one event for every login and failed login', async () => {
    const server = await startServer()
    try {
      const secret = 'Very-secret-pass-1'
      const flow = await openApi(server, 'registration')
      const { json } = await submit(server, 'registration', flow, {
        method: 'password',
        password: secret,
        traits: { email: 'log@example.org' },
      })
      await signIn(server, 'log@example.org', secret)
      await signIn(server, 'log@example.org', `${secret}-wrong`)
      await server.public('GET', '/sessions/whoami', {
        token: json.session_token,
        headers: { cookie: 'ory_kratos_session=s1.cookievalue' },
      })
      await server.public('GET', `/self-service/login/flows?id=x%0a{"level":"forged"}`)
      const text = server.log.join('')
      for (const hidden of [
        secret,
        json.session_token,
        json.session_token.slice(7),
        'cookievalue',
        'a-cookie-secret-for-tests-only',
        'a-cipher-secret',
        'log@example.org',
      ])
        assert.ok(!text.includes(hidden), hidden)
      for (const line of server.log) assert.equal(typeof JSON.parse(line).level, 'string')
      const events = server.log
        .map((line) => JSON.parse(line))
        .filter((line) => line.event)
        .map((line) => line.event.kind)
      assert.deepEqual(events, ['registration.succeeded', 'login.succeeded', 'login.failed'])
      assert.ok(server.log.every((line) => /^\d{4}-\d\d-\d\dT.*Z$/.test(JSON.parse(line).time)))
    } finally {
      await server.close()
    }
  })
})
