// A code or link proves the address that it was sent to, and only as long as the account has it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codeSchema, person } from '../support/code-people.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, linkFor } from '../support/mail.ts'
import { openSpa, submitSpa } from '../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

const [before, after] = ['before@example.org', 'after@example.org']
const kinds = ['login', 'recovery', 'verification'] as const
const methods = ['code', 'link'] as const

const settings = (use: string) =>
  mergeDeep(codeSchema(), {
    selfservice: {
      methods: { code: { enabled: true, passwordless_enabled: true }, link: { enabled: true } },
      flows: { recovery: { enabled: true, use }, verification: { enabled: true, use } },
    },
  })

/** What happens to the address after something was sent to it. */
const changes: Readonly<Record<string, (server: TestServer, id: string) => Promise<unknown>>> = {
  'was changed': (server, id) =>
    server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: 'default', state: 'active', traits: { email: after } },
    }),
  'belongs to somebody else now': async (server, id) => {
    await server.admin('PUT', `/admin/identities/${id}`, {
      json: { schema_id: 'default', state: 'active', traits: { email: after } },
    })
    await person(server, before)
  },
}

for (const kind of kinds)
  for (const method of methods)
    if (kind !== 'login' || method === 'code')
      describe(`a ${method} of a ${kind}`, () => {
        for (const [what, change] of Object.entries(changes))
          it(`proves nothing when its address ${what}`, async () => {
            const server = await startServer(settings(method))
            const id = await person(server, before)
            const jar = new Jar(),
              flow = await openSpa(server, kind, jar)
            const address = { email: before, identifier: before }
            await submitSpa(server, kind, flow, jar, { method, ...address })
            const secret =
              method === 'code'
                ? await codeFor(server, before)
                : await linkFor(server, before, kind as 'recovery')
            await change(server, id)
            if (method === 'code')
              await submitSpa(server, kind, flow, jar, {
                method,
                code: secret,
                ...(kind === 'login' ? { identifier: before } : {}),
              })
            else await server.public('GET', secret, { jar, accept: 'text/html' })
            assert.equal(jar.get('ory_kratos_session'), undefined)
            const { json } = await server.admin('GET', '/admin/identities')
            for (const { verifiable_addresses: addresses } of json)
              for (const one of addresses) assert.equal(one.verified, false, JSON.stringify(one))
            await server.close()
          })

        it('proves its address otherwise', async () => {
          const server = await startServer(settings(method))
          await person(server, before)
          const jar = new Jar(),
            flow = await openSpa(server, kind, jar)
          await submitSpa(server, kind, flow, jar, { method, email: before, identifier: before })
          if (method === 'code')
            await submitSpa(server, kind, flow, jar, {
              method,
              code: await codeFor(server, before),
              ...(kind === 'login' ? { identifier: before } : {}),
            })
          else
            await server.public('GET', await linkFor(server, before, kind as 'recovery'), {
              jar,
              accept: 'text/html',
            })
          const { json } = await server.admin('GET', '/admin/identities')
          assert.ok(
            jar.get('ory_kratos_session') !== undefined ||
              json[0].verifiable_addresses[0].verified === true,
          )
          await server.close()
        })
      })
