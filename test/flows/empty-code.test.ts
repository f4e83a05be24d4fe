// A form for a code that was sent comes back without one: the code is missing, and no other one is
// sent unless that is asked for.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { nodeValue, openApi, openSpa } from '../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

const styles = ['unified', 'identifier_first'] as const

for (const style of styles)
  describe(`a code that was sent and does not come back (${style})`, () => {
    let server: TestServer,
      nth = 0
    before(async () => {
      server = await startServer(
        mergeDeep(passwordless, { selfservice: { flows: { login: { style } } } }),
      )
    })
    after(() => server.close())

    for (const kind of ['login', 'registration'] as const)
      for (const caller of ['app', 'JSON page', 'form'] as const)
        it(`is missing, and nothing is sent again (${kind}, ${caller})`, async () => {
          const email = `${style}-${++nth}@example.org`
          if (kind === 'login') await person(server, email)
          const jar = caller === 'app' ? undefined : new Jar()
          const flow = jar ? await openSpa(server, kind, jar) : await openApi(server, kind)
          const csrf_token = nodeValue(flow, 'csrf_token') ?? ''
          const own = kind === 'login' ? { identifier: email } : { 'traits.email': email }
          const asJson = kind === 'login' ? own : { traits: { email } }
          const send = (fields: Readonly<Record<string, string>>) =>
            server.public('POST', `/self-service/${kind}?flow=${flow.id}`, {
              ...(jar ? { jar } : {}),
              ...(caller === 'form'
                ? {
                    form: { csrf_token, method: 'code', ...own, ...fields },
                    accept: 'text/html',
                  }
                : {
                    json: { ...(jar ? { csrf_token } : {}), method: 'code', ...asJson, ...fields },
                    accept: 'application/json',
                  }),
            })
          const seen = async () => {
            const at = `/self-service/${kind}/flows?id=${flow.id}`
            const { json } = await server.public('GET', at, jar && { jar })
            return json.ui.nodes
              .filter((node: any) => node.messages.length > 0)
              .map((node: any) => [node.attributes.name, node.messages[0].id])
          }
          await send({})
          assert.deepEqual([(await mailTo(server, email)).length, await seen()], [1, []])
          for (const fields of [{}, { code: '' }, { code: '  ' }]) {
            await send(fields)
            assert.deepEqual(await seen(), [['code', 4000002]], JSON.stringify(fields))
          }
          assert.equal((await mailTo(server, email)).length, 1)
          await send({ resend: 'code' })
          assert.deepEqual([(await mailTo(server, email)).length, await seen()], [2, []])
        })

    it('of a registration with other traits is sent anew', async () => {
      const flow = await openApi(server, 'registration')
      const send = (email: string) =>
        server.public('POST', `/self-service/registration?flow=${flow.id}`, {
          json: { method: 'code', traits: { email } },
        })
      for (const email of [`typo-${style}@example.org`, `right-${style}@example.org`]) {
        await send(email)
        assert.equal((await mailTo(server, email)).length, 1)
      }
    })
  })
