// Security requirements 59, 60 and 77 with the limits that the server really has.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { crashable, register, type Crashable } from '../support/crashable.ts'
import { memoryMb, openFiles, pause, statusOf, until } from '../support/process-figures.ts'
import { exchange, open, request } from '../support/raw.ts'

const limitMs = 35_000

describe('a server with clients that are slow or send too much', () => {
  let server: Crashable, port: number, token: string, pid: number | undefined
  before(async () => {
    server = await crashable()
    await server.start()
    pid = server.pid()
    port = Number(new URL(server.url).port)
    token = (await register(server.url, 'slow@example.org'))?.json.session_token
  })
  after(() => server.remove())

  const whoami = () =>
    statusOf(`${server.url}/sessions/whoami`, { headers: { 'x-session-token': token } })
  const json = 'Content-Type: application/json'

  /** Memory that is kept grows each time; what is only not collected yet does not. */
  async function staysBelow(limitMb: number, work: () => Promise<void>): Promise<void> {
    const grown: number[] = []
    while (grown.length < 3) {
      const before = memoryMb(pid)
      await work()
      grown.push(Math.round(memoryMb(pid) - before))
      if ((grown.at(-1) ?? limitMb) < limitMb) return
    }
    assert.fail(`${grown.join(', then ')} MB more`)
  }

  it('cuts off slow headers, bodies and readers within 35 s, and serves others meanwhile', async () => {
    const before = openFiles(pid)
    const headers = exchange(
      port,
      [
        'GET /health/alive HTTP/1.1\r\nHost: x\r\n',
        ...Array.from({ length: 90 }, (_, n) => `X-${n}: y\r\n`),
      ],
      { pauseMs: 450, quietMs: limitMs },
    )
    const body = exchange(
      port,
      [
        request('POST /self-service/login?flow=x', [json, 'Content-Length: 1000']),
        ...Array.from({ length: 90 }, () => 'x'),
      ],
      { pauseMs: 450, quietMs: limitMs },
    )
    const silent = exchange(port, [], { quietMs: limitMs })
    const readers = await Promise.all(Array.from({ length: 4 }, () => open(port)))
    for (const reader of readers) {
      reader.on('error', () => undefined)
      reader.pause()
      reader.write(request('GET /openapi.json').repeat(300))
    }
    const readersGone = pause(1500).then(async () => {
      assert.ok(openFiles(pid) >= before + 4)
      return until(() => openFiles(pid) <= before + 1, limitMs + 2000)
    })
    for (let n = 0; n < 20; n++) {
      assert.equal(await whoami(), 200)
      await pause(200)
    }
    assert.ok((await silent).closed)
    // cut off while they were still sending, a part every half second
    for (const { closed, sent } of await Promise.all([headers, body]))
      assert.ok(closed && sent < limitMs / 450, `${closed} after ${sent} parts`)
    assert.deepEqual([(await headers).statuses, (await body).statuses], [[408], [408]])
    await readersGone
    for (const reader of readers) reader.destroy()
  })

  it('keeps its memory flat while bodies that are too large come', async () => {
    const chunk = Buffer.concat([
      Buffer.from('100000\r\n'),
      Buffer.alloc(1024 * 1024, 'x'),
      Buffer.from('\r\n'),
    ])
    const send = () =>
      Promise.all(
        Array.from({ length: 8 }, () =>
          exchange(
            port,
            [
              request('POST /self-service/login?flow=x', [
                json,
                'Transfer-Encoding: chunked',
                'Connection: close',
              ]),
              ...Array.from({ length: 30 }, () => chunk),
            ],
            { quietMs: 5000 },
          ),
        ),
      )
    for (let n = 0; n < 3; n++) await send()
    await staysBelow(60, async () => {
      for (let n = 0; n < 5; n++)
        for (const { statuses } of await send()) assert.deepEqual(statuses, [413])
    })
  })

  it('keeps its memory flat while passwords of 200 kB come', async () => {
    const flow: any = await (await fetch(`${server.url}/self-service/login/api`)).json()
    const send = () =>
      Promise.all(
        Array.from({ length: 8 }, () =>
          statusOf(`${server.url}/self-service/login?flow=${flow.id}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              method: 'password',
              identifier: 'slow@example.org',
              password: 'x'.repeat(200 * 1024),
            }),
          }),
        ),
      )
    for (let n = 0; n < 5; n++) await send()
    await staysBelow(60, async () => {
      for (let n = 0; n < 15; n++) for (const status of await send()) assert.equal(status, 400)
    })
  })

  it('is the process that was started, and tells of no defect', () => {
    assert.equal(server.pid(), pid)
    assert.ok(!/"level":"(error|fatal)"/.test(server.log()), server.log().slice(-2000))
  })
})
