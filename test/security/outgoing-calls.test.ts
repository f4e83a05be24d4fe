import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'

describe('calls that leave the server', () => {
  let server: Server, url: string
  const seen: { path: string; headers: Record<string, unknown>; body: string }[] = []
  before(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const path = request.url ?? ''
        seen.push({ path, headers: request.headers, body })
        const to = new URL(path, 'http://x').searchParams.get('to')
        if (to !== null)
          return response.writeHead(path.startsWith('/keep') ? 307 : 302, { location: to }).end()
        if (path === '/big') return response.end(Buffer.alloc(200_000))
        if (path === '/slow') return
        return response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ method: request.method, body }))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const open = () =>
    createGuardedFetch({
      settings: () => ({ disallowPrivateNetworks: false, privateNetworkExceptions: [] }),
      limits: { maxBytes: 100_000, timeoutMs: 500 },
    })
  const guarded = (
    more: { readonly exceptions?: readonly string[]; readonly addresses?: readonly string[] } = {},
  ) =>
    createGuardedFetch({
      settings: () => ({
        disallowPrivateNetworks: true,
        privateNetworkExceptions: more.exceptions ?? [],
      }),
      limits: { timeoutMs: 500 },
      lookup: (_host, _options, found) =>
        found(
          null,
          (more.addresses ?? ['127.0.0.1']).map((address) => ({
            address,
            family: address.includes(':') ? 6 : 4,
          })),
        ),
    })
  const port = () => new URL(url).port

  it('work as fetch does', async () => {
    const answer = await open()(`${url}/x`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-mine': '1' },
    })
    assert.deepEqual(
      [answer.status, answer.headers.get('content-type'), await answer.json()],
      [200, 'application/json', { method: 'POST', body: 'hello' }],
    )
    assert.equal(seen.at(-1)?.headers['x-mine'], '1')
    const moved = await open()(`${url}/go?to=/there`, { method: 'POST', body: 'hello' })
    assert.deepEqual(await moved.json(), { method: 'GET', body: '' })
    const kept = await open()(`${url}/keep?to=/there`, { method: 'POST', body: 'hello' })
    assert.deepEqual(await kept.json(), { method: 'POST', body: 'hello' })
    assert.equal((await open()(`${url}/go?to=/there`, { redirect: 'manual' })).status, 302)
  })

  it('end after a time, a size and a number of redirects', async () => {
    await assert.rejects(open()(`${url}/slow`), { name: 'TimeoutError' })
    await assert.rejects(
      async () => (await open()(`${url}/big`)).arrayBuffer(),
      /longer than 100000 bytes/,
    )
    await assert.rejects(
      open()(
        `${url}/go?to=${encodeURIComponent(`${url}/go?to=${encodeURIComponent(`${url}/go?to=/go%3Fto=/go%253Fto=/go%25253Fto=/go%2525253Fto=/x`)}`)}`,
      ),
      /elsewhere too often/,
    )
  })

  it('speak http and https only', async () => {
    for (const address of ['file:///etc/passwd', 'ftp://example.org/', 'data:text/plain,x'])
      await assert.rejects(open()(address), address)
    await assert.rejects(open()(`${url}/go?to=file:///etc/passwd`), /http and https/)
  })

  it('do not reach private networks where that is disallowed, however the address is written', async () => {
    const before = seen.length
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '2130706433',
      '017700000001',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '169.254.169.254',
      'localhost',
      'innocent.example.org',
    ]) {
      await assert.rejects(guarded()(`http://${host}:${port()}/x`), /private networks/, host)
    }
    assert.equal(seen.length, before)
  })

  it('check the address that is really connected to, and every one that a host has', async () => {
    const before = seen.length
    await assert.rejects(
      guarded({ addresses: ['127.0.0.1', '10.0.0.1', '::1', '::ffff:7f00:1'] })(
        `http://many.example.org:${port()}/x`,
      ),
      /private networks/,
    )
    assert.equal(seen.length, before)
  })

  it('check redirects in the same way', async () => {
    const fetch = guarded({ exceptions: [`${url}/go?to=http://127.0.0.1:${port()}/inside`] })
    await assert.rejects(
      fetch(`${url}/go?to=http://127.0.0.1:${port()}/inside`),
      /private networks/,
    )
    assert.equal(
      seen.some(({ path }) => path === '/inside'),
      false,
    )
  })

  it('reach an address that is excepted to the letter, and no other', async () => {
    const fetch = guarded({ exceptions: [`${url}/hook`] })
    assert.equal((await fetch(`${url}/hook`)).status, 200)
    await assert.rejects(fetch(`${url}/hook2`), /private networks/)
  })

  it('take no credentials and no body to another host', async () => {
    const other = `http://localhost:${port()}`
    await open()(`${url}/go?to=${other}/elsewhere`, {
      headers: { authorization: 'Bearer x', 'x-plain': '1' },
    })
    assert.deepEqual(
      [seen.at(-1)?.path, seen.at(-1)?.headers['authorization'], seen.at(-1)?.headers['x-plain']],
      ['/elsewhere', undefined, '1'],
    )
    await assert.rejects(
      open()(`${url}/keep?to=${other}/elsewhere`, { method: 'POST', body: 'secret' }),
      /together with what they sent/,
    )
  })

  it('name no address that was found in what goes wrong', async () => {
    await assert.rejects(
      guarded({ addresses: ['10.11.12.13'] })('http://inside.example.org/'),
      (error: Error) => !error.message.includes('10.11'),
    )
  })
})
