// A recovery that a hook refuses goes on with a new flow, which says why.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeFor } from '../../support/mail.ts'
import { Jar } from '../../support/jar.ts'
import { messageIds, nodeValue, openApi, openSpa, signUp } from '../../support/people.ts'
import { answering, startReceiver, webHook, type Receiver } from '../../support/receiver.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const refusal = {
  messages: [
    { messages: [{ id: 77, text: 'not now', type: 'error' }] },
    {
      instance_ptr: '#/traits/email',
      messages: [{ id: 78, text: 'not this address', type: 'error' }],
    },
  ],
}

describe('a recovery that a hook refuses', () => {
  let receiver: Receiver, server: TestServer
  before(async () => {
    receiver = await startReceiver()
    server = await startServer({
      selfservice: {
        flows: {
          recovery: {
            enabled: true,
            use: 'code',
            after: { hooks: [webHook(`${receiver.url}/asked`, { can_interrupt: true })] },
          },
        },
      },
    })
  })
  after(async () => {
    await server.close()
    await receiver.close()
  })

  let nth = 0
  for (const caller of ['app', 'JSON page', 'form'] as const)
    it(`goes on with a new flow that says why, and its code stays good (${caller})`, async () => {
      const { email } = await signUp(server, `refused-${++nth}@example.org`)
      const jar = caller === 'app' ? undefined : new Jar()
      const flow = jar ? await openSpa(server, 'recovery', jar) : await openApi(server, 'recovery')
      const send = async (fields: Readonly<Record<string, string>>) => {
        const all = { method: 'code', ...fields }
        const csrf_token = nodeValue(flow, 'csrf_token') ?? ''
        return server.public('POST', `/self-service/recovery?flow=${flow.id}`, {
          ...(jar ? { jar } : {}),
          ...(caller === 'form'
            ? { form: { csrf_token, ...all }, accept: 'text/html' }
            : { json: jar ? { csrf_token, ...all } : all, accept: 'application/json' }),
        })
      }
      await send({ email })
      const code = await codeFor(server, email)
      receiver.answers(answering(403, refusal))
      const cookie = jar?.header
      const answer = await send({ code })
      assert.equal(answer.status, 303)
      const place =
        caller === 'form' ? '4455/recovery?flow=' : '4433/self-service/recovery/flows?id='
      const [before, id = ''] = (answer.location ?? '').split(/(?<=\?(?:flow|id)=)/)
      assert.equal(before, `http://127.0.0.1:${place}`)
      assert.notEqual(id, flow.id)
      const { json } = await server.public(
        'GET',
        `/self-service/recovery/flows?id=${id}`,
        jar && { jar },
      )
      assert.deepEqual([json.state, messageIds(json)], ['choose_method', [77, 78]])
      // the browser has a new anti-forgery secret, and what was sent is still good with the old one
      if (jar) assert.notEqual(jar.header, cookie)
      receiver.answers(answering(204))
      const csrf_token = nodeValue(flow, 'csrf_token') ?? ''
      const { status, json: done } = await server.public(
        'POST',
        `/self-service/recovery?flow=${flow.id}`,
        {
          json: { method: 'code', code, ...(jar ? { csrf_token } : {}) },
          accept: 'application/json',
          ...(cookie === undefined ? {} : { headers: { cookie } }),
        },
      )
      assert.ok(status === 200 ? done.state === 'passed_challenge' : status === 422, `${status}`)
    })
})
