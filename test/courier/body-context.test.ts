// What a program that makes the body of a message for a service is told, for every message that
// people cause.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema } from '../support/code-people.ts'
import { openApi, password, signUp, submit } from '../support/people.ts'
import { answering, startReceiver, wholeContext, type Receiver } from '../support/receiver.ts'
import { startServer, type TestServer } from '../support/server.ts'

const kinds = ['registration', 'login', 'recovery', 'verification'] as const
const ways = kinds.flatMap((kind) =>
  (['code', 'link'] as const)
    .filter((use) => use === 'code' || kind === 'recovery' || kind === 'verification')
    .map((use) => ({ kind, use })),
)

for (const use of ['code', 'link'] as const)
  describe(`the program for the body of a message (${use})`, () => {
    let receiver: Receiver, server: TestServer
    before(async () => {
      receiver = await startReceiver()
      receiver.answers(answering(200))
      server = await startServer({
        ...codeSchema(),
        courier: {
          delivery_strategy: 'http',
          http: {
            request_config: { url: `${receiver.url}/mail`, method: 'POST', body: wholeContext },
          },
        },
        selfservice: {
          methods: {
            link: { enabled: true },
            code: { enabled: true, passwordless_enabled: true },
          },
          flows: {
            recovery: { enabled: true, use },
            verification: { enabled: true, use },
          },
        },
      })
    })
    after(async () => {
      await server.close()
      await receiver.close()
    })

    for (const { kind } of ways.filter((way) => way.use === use))
      it(`is told of the person, the addresses and the request of a ${kind}`, async () => {
        const email = `${kind}@example.org`
        if (kind !== 'registration') await signUp(server, email)
        await server.app.courier.drain()
        receiver.calls.length = 0
        const flow = await openApi(server, kind)
        const sent = { method: use, email, identifier: email, traits: { email } }
        const headers = { 'user-agent': 'probe/1', 'x-secret': 'no' }
        const { status, text } = await submit(server, kind, flow, sent, { headers })
        assert.ok(status === 200 || status === 400, text)
        await server.app.courier.drain()
        const [call] = receiver.calls
        assert.equal(receiver.calls.length, 1)
        const { recipient, template_data: data, request_headers, identity } = call?.json ?? {}
        assert.equal(recipient, email)
        assert.equal(data.traits.email, email)
        for (const person of [identity, data.identity]) {
          assert.equal(person.traits.email, email)
          for (const addresses of [person.verifiable_addresses, person.recovery_addresses])
            assert.deepEqual(
              addresses.map((one: any) => [one.value, one.via]),
              [[email, 'email']],
            )
          assert.equal(person.verifiable_addresses[0].verified, false)
        }
        for (const told of [request_headers, data.request_headers])
          assert.deepEqual([told['User-Agent'], told['X-Secret']], [['probe/1'], undefined])
        assert.match(data.request_url, new RegExp(`/self-service/${kind}/api`))
        assert.equal(data.request_url_domain, '127.0.0.1')
        assert.doesNotMatch(call?.text ?? '', new RegExp(password))
      })
  })
