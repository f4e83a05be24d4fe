import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { codeFor, linkFor, mailTo } from '../../support/mail.ts'
import { signUp, submitSpa } from '../../support/people.ts'
import { startServer } from '../../support/server.ts'

const email = 'ada@example.org'

for (const use of ['code', 'link'] as const)
  it(`an administrator has a verification by ${use} sent again, which works on the public listener`, async (t) => {
    const server = await startServer({
      selfservice: {
        methods: { link: { enabled: true }, code: { enabled: true } },
        flows: { verification: { enabled: true, use } },
      },
    })
    t.after(() => server.close())
    const { id } = await signUp(server, email)
    const send = (json: object, of = id) =>
      server.admin('POST', `/admin/pallas/identities/${of}/verification`, { json })
    const before = (await mailTo(server, email)).length
    const sent = await send({ address: 'ADA@example.org' })
    assert.deepEqual([sent.status, sent.json], [200, { addresses: [email] }])
    const mails = await mailTo(server, email)
    assert.equal(mails.length, before + 1)
    assert.match(mails.at(-1)?.links.join(' ') ?? '', /http:\/\/127\.0\.0\.1:4433\/self-service/)
    assert.equal((await send({ address: 'other@example.org' })).status, 404)
    assert.equal((await send({}, '99999999-9999-4999-8999-999999999999')).status, 404)

    const jar = new Jar()
    const link = await linkFor(server, email, 'verification')
    const opened = await server.public('GET', link, { accept: 'text/html', jar })
    const flowId = new URL(opened.location ?? '').searchParams.get('flow')
    const flow = await server.public('GET', `/self-service/verification/flows?id=${flowId}`, {
      jar,
    })
    if (use === 'code')
      await submitSpa(server, 'verification', flow.json, jar, {
        method: 'code',
        code: await codeFor(server, email),
      })
    const { json } = await server.admin('GET', `/admin/identities/${id}`)
    assert.equal(json.verifiable_addresses[0].verified, true)
    assert.equal((await send({})).status, 400)
  })

it('nothing is sent where verification is switched off', async (t) => {
  const server = await startServer()
  t.after(() => server.close())
  const { id } = await signUp(server, email)
  const { status, json } = await server.admin(
    'POST',
    `/admin/pallas/identities/${id}/verification`,
    { json: {} },
  )
  assert.equal(status, 400)
  assert.match(json.error.reason, /switched off/)
  assert.deepEqual(await mailTo(server, email), [])
})
