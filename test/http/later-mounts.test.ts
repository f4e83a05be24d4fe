// Mounts whose routes are made when a request asks for one of them.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { editions } from '#editions/all.ts'
import { json } from '#http/reply.ts'
import { route, type Mount } from '#http/route.ts'
import { createListener, type ListenerParts } from '#http/server.ts'
import { startServer } from '../support/server.ts'

const mountAt = (prefix: string): Mount => ({
  prefix,
  routes: [
    route(
      'POST',
      '/echo/:name',
      ({ body, params }) => ({ body, name: params['name'], prefix }),
      (echoed) => echoed,
      (echoed) => json(200, echoed),
    ),
  ],
  cookies: undefined,
  baseUrl: 'http://127.0.0.1',
  refuse: () => json(500, { prefix }),
  variesByCookie: false,
})

type Seen = { readonly route: string | undefined; readonly status: number }

/** A listener with mounts at `/first` and `/second` that are made later. */
function listening(make: (prefix: string) => Mount = mountAt) {
  const made: string[] = [],
    seen: Seen[] = []
  const parts: ListenerParts = {
    mounts: [mountAt('')],
    later: ['/first', '/second'].map((prefix) => ({
      prefixes: [prefix],
      mounts: () => {
        made.push(prefix)
        return [make(prefix)]
      },
    })),
    cors: undefined,
    trustedProxies: [],
    newSecret: () => 'secret',
    isSecret: () => false,
    deviceOf: () => '',
    observe: (request, status) => seen.push({ route: request.routeOptions.url, status }),
  }
  return { app: createListener(parts), made, seen }
}

const sent = (url: string) => ({
  method: 'POST' as const,
  url,
  headers: { 'content-type': 'application/json' },
  payload: '{"some":"body"}',
})

describe('mounts that are made later', () => {
  it('are made once, when the first requests come', async () => {
    const { app, made, seen } = listening()
    const atRoot = await app.inject(sent('/echo/one'))
    assert.equal(atRoot.json().prefix, '')
    assert.deepEqual(made, [])
    const answers = await Promise.all(
      ['/first/echo/a?q=1', '/first/echo/b', '/f%69rst/echo/c', '/first/nothing'].map((url) =>
        app.inject(sent(url)),
      ),
    )
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200, 404],
    )
    assert.deepEqual(
      answers.slice(0, 3).map((answer) => [answer.json().prefix, answer.json().name]),
      [
        ['/first', 'a'],
        ['/first', 'b'],
        ['/first', 'c'],
      ],
    )
    assert.match(JSON.stringify(answers[0]?.json().body), /"some":"body"/)
    assert.deepEqual(made, ['/first'])
    assert.deepEqual(seen.map((one) => `${one.status} ${one.route}`).toSorted(), [
      '200 /echo/:name',
      '200 /first/echo/:name',
      '200 /first/echo/:name',
      '200 /first/echo/:name',
      '404 undefined',
    ])
    await app.close()
  })

  it('answer requests whose body comes over the network', async () => {
    const { app } = listening()
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/second/echo/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ long: 'x'.repeat(200_000) }),
    })
    assert.equal(JSON.parse(await answer.text()).body.value.long.length, 200_000)
    await app.close()
  })

  it('are waited for when the server ends', async () => {
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>()
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    const waiting = route(
      'GET',
      '/wait',
      () => undefined,
      async () => {
        isAsked()
        await done
      },
      () => json(200, {}),
    )
    const { app } = listening((prefix) => ({ ...mountAt(prefix), routes: [waiting] }))
    const answer = app.inject('/first/wait')
    await asked
    let ended = false
    const ending = app.openRequests.finish(60_000).then(() => (ended = true))
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(ended, false)
    finish()
    assert.equal((await answer).statusCode, 200)
    await ending
    await app.close()
  })

  it('that cannot be made are tried again', async () => {
    let fails = true
    const { app, seen } = listening((prefix) => {
      if (fails) throw new Error('not now')
      return mountAt(prefix)
    })
    assert.equal((await app.inject(sent('/first/echo/a'))).statusCode, 500)
    fails = false
    assert.equal((await app.inject(sent('/first/echo/a'))).statusCode, 200)
    assert.equal(seen.length, 2)
    await app.close()
  })

  it('are those of the editions, but for the root', async () => {
    const made: string[] = []
    const server = await startServer(
      {},
      {
        editions: editions.map((edition) => ({
          ...edition,
          routes(parts) {
            made.push(edition.name)
            return edition.routes(parts)
          },
        })),
      },
    )
    assert.deepEqual(made.toSorted(), ['v0.2', 'v26.2'])
    for (const { name, prefixes } of editions) {
      made.length = 0
      const alive = `/${name}${prefixes.public}/health/alive`
      for (const _ of [1, 2]) assert.equal((await server.public('GET', alive)).status, 200)
      assert.deepEqual(made, [name])
    }
    await server.close()
  })
})
