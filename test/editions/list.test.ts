// What the list of editions promises: an edition is one value, and everything derives from it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { aliases, editionNames, editions, newest } from '#editions/all.ts'
import type { Edition } from '#editions/edition.ts'
import { json } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { nodeValue } from '../support/people.ts'
import { providerSettings, startOidcServer, type OidcServer } from '../support/oidc.ts'
import type { Answer } from '../support/server.ts'

const extra: Route = route(
  'GET',
  '/one-row-more',
  () => undefined,
  () => ({ more: true }),
  (body) => json(200, body),
)
/** The newest edition with a row more, which nothing outside of it has heard of. */
const successor: Edition = {
  ...newest,
  name: `${newest.name}-and-more`,
  routes(parts) {
    const { public: open, ...others } = newest.routes(parts)
    return { ...others, public: [...open, extra] }
  },
}

/** An answer without what differs from call to call, and without the name of the edition. */
function plain({ status, text, location, headers, cookies }: Answer): string {
  const { date: _, 'content-length': __, 'set-cookie': ___, ...others } = headers
  return JSON.stringify({ status, text, location, others, cookies: cookies.map(nameOf) })
    .replaceAll(successor.name, newest.name)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/[lrs][0-9a-f]{32}[\w-]{32}/g, '<state>')
    .replaceAll(/[\w+/-]{86}==/g, '<csrf token>')
    .replaceAll(/[\w-]{32,}/g, '<secret>')
}
const nameOf = (cookie: string) => cookie.split('=', 1)[0]

describe('an edition made of another one and a row more', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [providerSettings('acme', { label: 'Acme Inc' })],
      editions: [...editions, successor],
      overrides: { selfservice: { flows: { recovery: { use: 'link' } } } },
    })
  })
  after(() => server.close())

  /** Does the same in both, and compares every answer. */
  async function same(
    work: (call: OidcServer['public'], prefix: string) => Promise<readonly Answer[]>,
  ): Promise<readonly Answer[]> {
    const [first, second] = await Promise.all(
      [newest, successor].map(({ name }) =>
        work((method, url, more) => server.public(method, `/${name}${url}`, more), `/${name}`),
      ),
    )
    assert.ok(first && second && first.length > 0)
    assert.deepEqual(second.map(plain), first.map(plain))
    return second
  }
  const inFlow = async (call: OidcServer['public'], kind: string, fields: object) => {
    const opened = await call('GET', `/self-service/${kind}/api`)
    return [
      opened,
      await call('POST', `/self-service/${kind}?flow=${opened.json.id}`, { json: fields }),
    ]
  }

  it('has its own row', async () => {
    const { json: body } = await server.public('GET', `/${successor.name}/one-row-more`)
    assert.deepEqual(body, { more: true })
    assert.equal((await server.public('GET', `/${newest.name}/one-row-more`)).status, 404)
  })

  it('answers every operation of the other alike, to somebody who brings nothing', async () => {
    const paths = await server.public('GET', `/${newest.name}/openapi.json`)
    for (const [path, operations] of Object.entries<object>(paths.json.paths))
      for (const method of Object.keys(operations))
        await same(async (call) => [
          await call(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'unknown')),
        ])
  })

  it('offers providers to native apps, and protects their codes by PKCE', async () => {
    for (const kind of ['login', 'registration']) {
      const [opened, sent] = await same((call) =>
        inFlow(call, kind, { method: 'oidc', provider: 'acme' }),
      )
      assert.ok(opened?.json.ui.nodes.some((node: any) => node.group === 'oidc'))
      assert.match(sent?.json.redirect_browser_to, /code_challenge=/)
    }
  })

  it('asks for traits that a provider did not supply in the same group', async () => {
    server.idp.claims = { sub: 'somebody' }
    const [, , shown] = await same(async (call, prefix) => {
      const jar = new Jar()
      const opened = await call('GET', '/self-service/registration/browser', { jar })
      const action = `/self-service/registration?flow=${opened.json.id}`
      const { json: away } = await call('POST', action, {
        jar,
        json: { csrf_token: nodeValue(opened.json, 'csrf_token'), provider: 'acme' },
      })
      const back = server.idp.consent(away.redirect_browser_to)
      assert.ok(back.startsWith(`${prefix}/`), back)
      const landed = await server.public('GET', back, { jar, accept: 'text/html' })
      const id = new URL(landed.location ?? '').searchParams.get('flow') ?? ''
      return [
        opened,
        landed,
        await call('GET', `/self-service/registration/flows?id=${id}`, { jar }),
      ]
    })
    assert.ok(shown?.json.ui.nodes.some((node: any) => node.attributes.name === 'traits.email'))
  })

  it('sends messages to the same people, with links to itself', async () => {
    for (const { name } of [newest, successor]) {
      const known = `known-${name}@example.org`
      await server.admin('POST', '/admin/identities', {
        json: { schema_id: 'default', traits: { email: known } },
      })
      for (const email of [known, `unknown-${name}@example.org`]) {
        const { json: flow } = await server.public('GET', `/${name}/self-service/recovery/api`)
        await server.public('POST', `/${name}/self-service/recovery?flow=${flow.id}`, {
          json: { method: 'link', email },
        })
        const mails = await mailTo(server, email)
        assert.equal(mails.length, email === known ? 1 : 0, email)
        for (const { text } of mails)
          assert.ok(text.includes(`/${name}/self-service/recovery?`), text)
      }
    }
  })
})

describe('the list of editions', () => {
  it('names each once, and an alias is the name of one', () => {
    assert.equal(new Set(editionNames).size, editionNames.length)
    for (const name of Object.values(aliases))
      assert.ok(
        editions.some((one) => one.name === name),
        name,
      )
  })
})
