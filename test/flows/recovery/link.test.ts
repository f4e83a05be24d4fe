import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { linkFor, mailTo } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import { messageIds, openApi, openSpa, signUp, submit, submitSpa } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const html = { accept: 'text/html' }

describe('recovery by link', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        methods: { link: { enabled: true, config: { lifespan: '30m' } } },
        flows: { recovery: { enabled: true, use: 'link' } },
      },
    })
  })
  after(() => server.close())

  async function askedByApp(email: string): Promise<any> {
    const flow = await openApi(server, 'recovery')
    return (await submit(server, 'recovery', flow, { method: 'link', email })).json
  }

  it('opens in any browser, signs it in and leads to settings', async () => {
    await signUp(server, 'link@example.org')
    const flow = await askedByApp('link@example.org')
    assert.deepEqual(messageIds(flow), [1060002])
    const jar = new Jar()
    const opened = await server.public(
      'GET',
      await linkFor(server, 'link@example.org', 'recovery'),
      { jar, ...html },
    )
    assert.equal(opened.status, 303)
    assert.match(opened.location ?? '', /^http:\/\/127\.0\.0\.1:4455\/settings\?flow=/)
    const whoami = await server.public('GET', '/sessions/whoami', { jar })
    assert.equal(whoami.json.authentication_methods[0].method, 'link_recovery')
    const id = new URL(opened.location ?? '').searchParams.get('flow')
    assert.equal(
      (await server.public('GET', `/self-service/settings/flows?id=${id}`, { jar })).status,
      200,
    )
  })

  for (const [where, isRight] of [
    ['body', true],
    ['body', false],
    ['query', true],
    ['query', false],
  ] as const)
    it(`its token may be sent in the ${where}, where it counts as the link (${isRight ? 'right' : 'wrong'})`, async () => {
      const { email } = await signUp(server, `by-${where}-${isRight}@example.org`)
      const flow = await openApi(server, 'recovery')
      await submit(server, 'recovery', flow, { method: 'link', email })
      const link = new URL(await linkFor(server, email, 'recovery'), 'http://nowhere')
      const token = isRight ? (link.searchParams.get('token') ?? '') : 'nonsense'
      const path = `/self-service/recovery?flow=${flow.id}`
      const send = (headers: Readonly<Record<string, string>>) =>
        where === 'body'
          ? server.public('POST', path, { json: { method: 'link', token }, headers })
          : server.public('POST', `${path}&token=${token}`, { json: { method: 'link' }, headers })
      const foreign = await send({ origin: 'https://evil.example' })
      assert.deepEqual([foreign.status, foreign.cookies.length], [400, 0])
      const { status, location, cookies } = await send({})
      assert.equal(status, 303)
      assert.match(location ?? '', isRight ? /\/settings\?flow=/ : /\/recovery\?flow=/)
      assert.equal(
        cookies.some((one) => one.startsWith('ory_kratos_session')),
        isRight,
      )
    })

  it('an address without its token is answered with the form, and changes nothing', async () => {
    const flow = await openApi(server, 'recovery')
    const opened = await server.public(
      'GET',
      `/self-service/recovery?flow=${flow.id}&code=123456`,
      {
        accept: 'text/html',
      },
    )
    assert.deepEqual([opened.status, messageIds(opened.json)], [400, [4010005]])
    const { json } = await server.public('GET', `/self-service/recovery/flows?id=${flow.id}`)
    assert.deepEqual(messageIds(json), [])
  })

  it('works once; then it leads to a new flow that says so', async () => {
    await signUp(server, 'once@example.org')
    await askedByApp('once@example.org')
    const link = await linkFor(server, 'once@example.org', 'recovery')
    await server.public('GET', link, html)
    const jar = new Jar()
    const again = await server.public('GET', link, { jar, ...html })
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
    const id = new URL(again.location ?? '').searchParams.get('flow')
    assert.deepEqual(
      messageIds(
        (await server.public('GET', `/self-service/recovery/flows?id=${id}`, { jar })).json,
      ),
      [4060004],
    )
  })

  it('ends with its lifespan, to the millisecond', async () => {
    await signUp(server, 'ends@example.org')
    await askedByApp('ends@example.org')
    const early = await linkFor(server, 'ends@example.org', 'recovery')
    server.pass(30 * 60_000)
    const jar = new Jar()
    await server.public('GET', early, { jar, ...html })
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
    await askedByApp('ends@example.org')
    const { now } = server,
      issued = now(),
      late = await linkFor(server, 'ends@example.org', 'recovery')
    server.pass(issued + 30 * 60_000 - 1 - now())
    await server.public('GET', late, { jar, ...html })
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
  })

  it('says at the field what is wrong with the address, also after a message was sent', async () => {
    const jar = new Jar(),
      flow = await openSpa(server, 'recovery', jar)
    await submitSpa(server, 'recovery', flow, jar, { method: 'link', email: 'a@example.org' })
    assert.deepEqual(
      messageIds(
        (await submitSpa(server, 'recovery', flow, jar, { method: 'link', email: 'x' })).json,
      ),
      [4000040],
    )
    assert.deepEqual(
      messageIds((await submitSpa(server, 'recovery', flow, jar, { method: 'link' })).json),
      [4000002],
    )
    assert.deepEqual(
      messageIds(
        (await submitSpa(server, 'recovery', flow, jar, { method: 'code', email: 'a@example.org' }))
          .json,
      ),
      [4010005],
    )
  })

  it('the links of messages begin with the configured address, where one is configured for links', async () => {
    const other = await startServer({
      selfservice: {
        methods: { link: { enabled: true, config: { base_url: 'https://mail.example.org' } } },
        flows: { recovery: { enabled: true, use: 'link' } },
      },
    })
    await signUp(other, 'a@example.org')
    await submit(
      other,
      'recovery',
      await openApi(other, 'recovery'),
      { method: 'link', email: 'a@example.org' },
      { headers: { host: 'evil.example' } },
    )
    assert.match(
      (await mailTo(other, 'a@example.org')).at(-1)?.links.join() ?? '',
      /https:\/\/mail\.example\.org\/self-service\/recovery\?flow=/,
    )
    await other.close()
  })
})
