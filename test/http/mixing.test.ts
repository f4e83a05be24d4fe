// Security requirement 31: concurrent requests never mix.
import assert from 'node:assert/strict'
import { Agent, get } from 'node:http'
import { after, before, describe, it } from 'node:test'
import type { AddressInfo } from 'node:net'
import { signUp } from '../support/people.ts'
import { exchange, request } from '../support/raw.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('requests of many people at the same moment', () => {
  let server: TestServer, port: number, people: { readonly id: string; readonly token: string }[]
  before(async () => {
    server = await startServer()
    await server.app.public.listen({ port: 0, host: '127.0.0.1' })
    port = (server.app.public.server.address() as AddressInfo).port
    people = await Promise.all(
      Array.from({ length: 40 }, (_, n) => signUp(server, `mixing-${n}@example.org`)),
    )
  })
  after(() => server.close())

  it('are each answered with their own person, over shared connections', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const whoami = (token: string | undefined, id: string) =>
      new Promise<{ status: number; identity: string; id: string }>((resolve, reject) => {
        get(
          {
            port,
            path: '/sessions/whoami',
            agent,
            headers: {
              'x-request-id': id,
              ...(token === undefined ? {} : { 'x-session-token': token }),
            },
          },
          (answer) => {
            let body = ''
            answer
              .on('data', (chunk) => (body += chunk))
              .on('end', () =>
                resolve({
                  status: answer.statusCode ?? 0,
                  identity: JSON.parse(body).identity?.id,
                  id: String(answer.headers['x-request-id']),
                }),
              )
          },
        ).on('error', reject)
      })
    const asked = Array.from({ length: 1000 }, (_, n) =>
      n % 5 === 4 ? undefined : people[(n * 7) % people.length],
    )
    const answers = await Promise.all(asked.map((person, n) => whoami(person?.token, `mix-${n}`)))
    agent.destroy()
    answers.forEach((answer, n) =>
      assert.deepEqual(answer, {
        status: asked[n] ? 200 : 401,
        identity: asked[n]?.id,
        id: `mix-${n}`,
      }),
    )
  })

  it('that follow each other on one connection keep nothing of each other', async () => {
    const asked = Array.from({ length: 90 }, (_, n) =>
      n % 3 === 0 ? undefined : people[n % people.length],
    )
    const { text } = await exchange(
      port,
      asked
        .map((person) =>
          request('GET /sessions/whoami', person ? [`X-Session-Token: ${person.token}`] : []),
        )
        .join(''),
      { quietMs: 500 },
    )
    const answers = text.split(/(?=HTTP\/1\.1 )/)
    assert.equal(answers.length, asked.length)
    answers.forEach((answer, n) => {
      const person = asked[n]
      assert.match(answer, person ? /^HTTP\/1\.1 200/ : /^HTTP\/1\.1 401/)
      for (const other of people) assert.equal(answer.includes(other.id), other.id === person?.id)
    })
  })

  it('never make an answer that states a host of the request', async () => {
    for (const path of [
      '/self-service/login/api',
      '/self-service/login/browser',
      '/self-service/registration/browser',
      '/sessions/whoami',
      '/schemas',
    ]) {
      const { text } = await exchange(
        port,
        `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nConnection: close\r\n\r\n`,
      )
      assert.ok(!text.includes('evil.example'), text)
    }
  })
})
