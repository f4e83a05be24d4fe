import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { linkFor, mailTo } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import { messageIds, openSpa, signUp, submitSpa } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const html = { accept: 'text/html' }
const addressOf = async (server: TestServer, id: string) =>
  (await server.admin('GET', `/admin/identities/${id}`)).json.verifiable_addresses[0]

describe('verification by link', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        methods: { link: { enabled: true } },
        flows: { verification: { enabled: true, use: 'link' } },
      },
    })
  })
  after(() => server.close())

  it('begins with the registration, and ends when the link is opened in any browser', async () => {
    const { id } = await signUp(server, 'new@example.org')
    assert.equal((await mailTo(server, 'new@example.org'))[0]?.template_type, 'verification_valid')
    const jar = new Jar()
    const opened = await server.public(
      'GET',
      await linkFor(server, 'new@example.org', 'verification'),
      { jar, ...html },
    )
    assert.equal(opened.status, 303)
    const { json } = await server.public(
      'GET',
      `/self-service/verification/flows?id=${new URL(opened.location ?? '').searchParams.get('flow')}`,
      { jar },
    )
    assert.deepEqual([json.state, messageIds(json)], ['passed_challenge', [1080002]])
    assert.equal((await addressOf(server, id)).verified, true)
  })

  it('a link opened in another browser than the one that asked is shown in that one', async () => {
    await signUp(server, 'elsewhere@example.org')
    assert.equal((await mailTo(server, 'elsewhere@example.org')).length, 1)
    const jar = new Jar(),
      other = new Jar()
    await submitSpa(server, 'verification', await openSpa(server, 'verification', jar), jar, {
      method: 'link',
      email: 'elsewhere@example.org',
    })
    const opened = await server.public(
      'GET',
      await linkFor(server, 'elsewhere@example.org', 'verification'),
      { jar: other, ...html },
    )
    const id = new URL(opened.location ?? '').searchParams.get('flow')
    assert.equal(
      (await server.public('GET', `/self-service/verification/flows?id=${id}`, { jar: other })).json
        .state,
      'passed_challenge',
    )
  })

  it('a used or wrong link leads to a new flow that says so', async () => {
    await signUp(server, 'once@example.org')
    const link = await linkFor(server, 'once@example.org', 'verification')
    await server.public('GET', link, html)
    for (const path of [link, link.replace(/token=.*/, 'token=wrong')]) {
      const jar = new Jar()
      const opened = await server.public('GET', path, { jar, ...html })
      const { json } = await server.public(
        'GET',
        `/self-service/verification/flows?id=${new URL(opened.location ?? '').searchParams.get('flow')}`,
        { jar },
      )
      assert.deepEqual([json.state, messageIds(json)], ['choose_method', [4070001]])
    }
  })

  it('an address without token or flow leads to the error page', async () => {
    for (const query of ['', '?token=wrong', '?flow=00000000-0000-4000-8000-000000000000']) {
      assert.match(
        (await server.public('GET', `/self-service/verification${query}`, html)).location ?? '',
        /^http:\/\/127\.0\.0\.1:4455\/error\?id=/,
      )
    }
  })
})
