import assert from 'node:assert/strict'
import { it } from 'node:test'
import { json } from '#http/reply.ts'
import { route } from '#http/route.ts'
import { createListener } from '#http/server.ts'
import { afterAnswer } from '#lib/after-answer.ts'

it('what nobody waits for is done when the answer is out', async () => {
  const order: string[] = []
  const none = (): undefined => undefined
  const routes = [
    route(
      'GET',
      '/',
      none,
      () => {
        afterAnswer(() => order.push('job'))
        order.push('work')
      },
      () => {
        order.push('answer')
        return json(200, {})
      },
    ),
  ]
  const refuse = () => json(500, {})
  const mount = { prefix: '', routes, cookies: undefined, baseUrl: 'http://127.0.0.1', refuse }
  const listener = createListener({
    mounts: [{ ...mount, variesByCookie: false }],
    cors: undefined,
    trustedProxies: [],
    newSecret: () => 'secret',
    isSecret: () => false,
    deviceOf: () => '',
  })
  assert.equal((await listener.inject('/')).statusCode, 200)
  await listener.close()
  assert.deepEqual(order, ['work', 'answer', 'job'])
})
