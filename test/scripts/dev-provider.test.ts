// The provider that `npm run dev` starts, with the configuration that it starts the server with.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse } from 'yaml'
import { Jar } from '../support/jar.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { freePort } from '../support/server-process.ts'

const scripts = join(import.meta.dirname, '../../scripts')

describe('the provider for development', () => {
  let provider: ChildProcess, server: PallasProcess, issuer: string
  before(async () => {
    const port = await freePort()
    issuer = `http://127.0.0.1:${port}`
    provider = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(scripts, 'dev-provider.ts'), String(port)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await new Promise((resolve) => provider.stdout?.once('data', resolve))
    server = await startPallas(
      parse(
        readFileSync(join(scripts, 'dev.yml'), 'utf8').replace('http://127.0.0.1:4470', issuer),
      ),
    )
  })
  after(() => {
    server.stop()
    provider.kill()
  })

  /** One request of a browser; redirects are for the story to follow. */
  async function ask(jar: Jar, url: string, form?: URLSearchParams): Promise<Response> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: jar.header },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    jar.store(response.headers.getSetCookie())
    return response
  }
  const locationOf = (response: Response) => response.headers.get('location') ?? ''

  /** Chooses the provider on the page for sign-ins; answers its page. */
  async function depart(jar: Jar): Promise<URL> {
    const flow = (await (
      await fetch(`${server.url}/self-service/login/browser`, {
        headers: { accept: 'application/json', cookie: jar.header },
      }).then(async (response) => {
        jar.store(response.headers.getSetCookie())
        return response
      })
    ).json()) as {
      ui: { action: string; nodes: { attributes: { name: string; value: string } }[] }
    }
    const token =
      flow.ui.nodes.find((node) => node.attributes.name === 'csrf_token')?.attributes.value ?? ''
    return new URL(
      locationOf(
        await ask(
          jar,
          flow.ui.action,
          new URLSearchParams({ csrf_token: token, provider: 'example' }),
        ),
      ),
    )
  }

  async function choose(jar: Jar, person: Readonly<Record<string, string>>): Promise<Response> {
    const asked = await depart(jar)
    assert.match(await (await ask(new Jar(), asked.href)).text(), /Who are you\?/)
    const back = await ask(
      new Jar(),
      `${issuer}/choose`,
      new URLSearchParams([...asked.searchParams, ...Object.entries(person)]),
    )
    return ask(jar, locationOf(back))
  }
  const whoami = async (jar: Jar) =>
    (
      await fetch(`${server.url}/sessions/whoami`, { headers: { cookie: jar.header } })
    ).json() as Promise<any>

  it('signs in whoever is chosen, and an account is made', async () => {
    const jar = new Jar()
    assert.equal(locationOf(await choose(jar, { person: '0' })), `${server.url}/ui/welcome`)
    const { identity } = await whoami(jar)
    assert.deepEqual(identity.traits, {
      email: 'ada@example.org',
      name: { first: 'Ada', last: 'Lovelace' },
    })
    assert.equal(identity.verifiable_addresses[0].verified, true)
  })

  it('signs in somebody with an address of their own', async () => {
    const jar = new Jar()
    await choose(jar, { person: 'other', email: 'me@example.org' })
    assert.equal((await whoami(jar)).identity.traits.email, 'me@example.org')
  })

  it('leads back to the form when nobody is chosen, or something is missing', async () => {
    assert.match(locationOf(await choose(new Jar(), { person: 'nobody' })), /\/ui\/login\?flow=/)
    assert.match(locationOf(await choose(new Jar(), { person: '2' })), /\/ui\/registration\?flow=/)
  })
})
