// Terms with a newer version are asked for between the proof and the session.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { addTotp, codeAt } from '../../support/factors.ts'
import { firstFlows } from '../../support/first-flows.ts'
import { Jar } from '../../support/jar.ts'
import { codeFor } from '../../support/mail.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { requestsAt } from '../../support/requests.ts'
import type { Answer, TestServer } from '../../support/server.ts'
import { consentsOf, termsServers, termsUrl, type TermsServers } from '../../support/terms.ts'

/** How a client opens a login, sends it, and says who is signed in. */
type Client = {
  open(server: TestServer): Promise<any>
  send(server: TestServer, flow: any, fields: Record<string, unknown>): Promise<Answer>
  /** The flow that an answer shows. */
  shown(server: TestServer, answer: Answer): Promise<any>
  whoami(server: TestServer, answer: Answer): Promise<Answer>
}
const clients: Readonly<Record<string, () => Client>> = {
  'an app': () => ({
    open: (server) => openApi(server, 'login'),
    send: (server, flow, fields) => submit(server, 'login', flow, nested(fields)),
    shown: async (_server, { json }) => json,
    whoami: (server, { json }) =>
      server.public('GET', '/sessions/whoami', { token: json.session_token ?? 'none' }),
  }),
  'a page with scripts': () => {
    const jar = new Jar()
    return {
      open: (server) => openSpa(server, 'login', jar),
      send: (server, flow, fields) => submitSpa(server, 'login', flow, jar, nested(fields)),
      shown: async (_server, { json }) => json,
      whoami: (server) => server.public('GET', '/sessions/whoami', { jar }),
    }
  },
  'a form': () => {
    const jar = new Jar()
    return {
      open: (server) => openSpa(server, 'login', jar),
      send: (server, flow, fields) =>
        submitForm(server, 'login', flow, jar, fields as Record<string, string>),
      async shown(server, { location = '' }) {
        const id = new URL(location).searchParams.get('flow')
        return (await server.public('GET', `/self-service/login/flows?id=${id}`, { jar })).json
      },
      whoami: (server) => server.public('GET', '/sessions/whoami', { jar }),
    }
  },
}
const nested = (fields: Record<string, unknown>) => {
  const traits = Object.entries(fields).filter(([name]) => name.startsWith('traits.'))
  const rest = Object.entries(fields).filter(([name]) => !name.startsWith('traits.'))
  return {
    ...Object.fromEntries(rest),
    ...(traits.length === 0
      ? {}
      : {
          traits: Object.fromEntries(
            traits.map(([name, value]) => [name.slice(7), value === 'true']),
          ),
        }),
  }
}

const proofs = {
  password: async (_server: TestServer, client: Client, flow: any, email: string) => ({
    flow,
    fields: { method: 'password', identifier: email, password },
    client,
  }),
  code: async (server: TestServer, client: Client, flow: any, email: string) => {
    const sent = await client.send(server, flow, { method: 'code', identifier: email })
    const code = await codeFor(server, email)
    const shown = await client.shown(server, sent)
    return { flow: shown, fields: { method: 'code', identifier: email, code }, client }
  },
}

describe('a login with terms in a newer version', () => {
  let servers: TermsServers,
    people = 0,
    email: string,
    id: string
  before(async () => {
    servers = await termsServers()
  })
  after(() => servers.close())
  beforeEach(async () => {
    email = `ada-${++people}@example.org`
    id = (await signUp(servers.older, email, { terms: true, news: true })).id
  })

  it('is linked beside its box when somebody signs up', async () => {
    const { ui } = await openApi(servers.newer, 'registration')
    const at = ui.nodes.findIndex((node: any) => node.attributes.name === 'traits.terms')
    assert.equal(ui.nodes[at + 1].attributes.href, termsUrl('2'))
    assert.equal(ui.nodes.filter((node: any) => node.type === 'a').length, 1)
  })

  it('is not asked for by the version that was accepted when signing up', async () => {
    assert.deepEqual(await consentsOf(servers.store, id), [
      ['terms', '1', true],
      ['news', '1', true],
    ])
    assert.equal((await signIn(servers.older, email)).status, 200)
  })

  for (const [named, make] of Object.entries(clients))
    for (const [proof, prove] of Object.entries(proofs))
      it(`is asked of ${named} with a ${proof}, and signs in once they are accepted`, async () => {
        const { newer, store } = servers
        const client = make()
        const { flow, fields } = await prove(newer, client, await client.open(newer), email)
        const asked = await client.send(newer, flow, fields)
        const shown = await client.shown(newer, asked)
        assert.deepEqual(messageIds(shown), [1019002])
        const nodes = shown.ui.nodes.map(({ type, attributes }: any) =>
          type === 'a' ? attributes.href : attributes.name,
        )
        assert.deepEqual(nodes, [
          'csrf_token',
          'traits.terms',
          termsUrl('2'),
          'traits.news',
          'method',
        ])
        assert.equal((await client.whoami(newer, asked)).status, 401)

        const refused = await client.send(newer, shown, {
          method: 'terms',
          'traits.terms': 'false',
          'traits.news': 'true',
        })
        const again = await client.shown(newer, refused)
        const box = again.ui.nodes.find((node: any) => node.attributes.name === 'traits.terms')
        assert.equal(box.messages.length, 1)
        assert.equal((await client.whoami(newer, refused)).status, 401)

        const done = await client.send(newer, again, {
          method: 'terms',
          'traits.terms': 'true',
          'traits.news': 'false',
        })
        assert.equal((await client.whoami(newer, done)).status, 200)
        const before = await consentsOf(store, id)
        // NOTE by the code the owner of the address has been proved, who has not accepted anything yet
        assert.equal(before.length, proof === 'code' ? 2 : 4)
        assert.deepEqual(before.slice(-2), [
          ['terms', '2', true],
          ['news', '2', false],
        ])
        const { terms, news } = (await store.identities.find(id))?.identity.traits ?? {}
        assert.deepEqual([terms, news], [true, false])
        const next = make()
        const later = await prove(newer, next, await next.open(newer), email)
        const answer = await next.send(newer, later.flow, later.fields)
        assert.equal((await next.whoami(newer, answer)).status, 200)
      })

  it('is not finished by a proof that has waited too long', async () => {
    const { newer } = servers
    const flow = await openApi(newer, 'login')
    await submit(newer, 'login', flow, { method: 'password', identifier: email, password })
    newer.pass(10 * 60_000)
    const { status, json } = await submit(newer, 'login', flow, {
      method: 'terms',
      traits: { terms: true },
    })
    assert.deepEqual([status, json.session_token], [400, undefined])
    assert.ok(json.ui.nodes.some((node: any) => node.attributes.name === 'password'))
  })

  it('signs in once, however often the terms are accepted', async () => {
    const { newer } = servers
    const flow = await openApi(newer, 'login')
    await submit(newer, 'login', flow, { method: 'password', identifier: email, password })
    const body = { method: 'terms', traits: { terms: true } }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => submit(newer, 'login', flow, body)),
    )
    answers.push(await submit(newer, 'login', flow, body))
    const tokens = answers.flatMap(({ json }) => json.session_token ?? [])
    assert.deepEqual([tokens.length, answers.filter(({ status }) => status === 400).length], [1, 5])
  })

  it('leaves nothing of somebody who is deleted meanwhile', async () => {
    const { newer, store } = servers
    const flow = await openApi(newer, 'login')
    await submit(newer, 'login', flow, { method: 'password', identifier: email, password })
    assert.ok(await store.flows.find('login', flow.id))
    await newer.admin('DELETE', `/admin/identities/${id}`)
    assert.equal(await store.flows.find('login', flow.id), undefined)
  })

  it('is not finished once the credentials have changed', async () => {
    const { newer } = servers
    const flow = await openApi(newer, 'login')
    await submit(newer, 'login', flow, { method: 'password', identifier: email, password })
    await newer.admin('PUT', `/admin/identities/${id}`, {
      json: {
        schema_id: 'default',
        state: 'active',
        traits: { email, terms: true },
        credentials: { password: { config: { password: 'another-horse-78-Battery' } } },
      },
    })
    const body = { method: 'terms', traits: { terms: true } }
    assert.equal((await submit(newer, 'login', flow, body)).status, 400)
  })

  it('takes no terms before the proof', async () => {
    const flow = await openApi(servers.newer, 'login')
    const traits = { terms: true }
    for (const body of [{ method: 'terms', traits }, { traits }]) {
      const { status, json } = await submit(servers.newer, 'login', flow, body)
      assert.deepEqual([status, json.session_token], [400, undefined])
    }
    assert.equal((await consentsOf(servers.store, id)).length, 2)
  })

  it('asks for a second factor after the terms', async () => {
    const { newer, older } = servers
    const secret = await addTotp(older, (await signIn(older, email)).json.session_token)
    const flow = await openApi(newer, 'login')
    await submit(newer, 'login', flow, { method: 'password', identifier: email, password })
    const { json } = await submit(newer, 'login', flow, {
      method: 'terms',
      traits: { terms: true },
    })
    const token = json.session_token
    const second = await openApi(newer, 'login', '?aal=aal2', { token })
    const { status } = await submit(
      newer,
      'login',
      second,
      { method: 'totp', totp_code: codeAt(secret, newer.now()) },
      { token },
    )
    assert.equal(status, 200)
  })

  it('asks whoever an administrator has made, and notes what an administrator takes back', async () => {
    const { newer, store } = servers
    const made = await newer.admin('POST', '/admin/identities', {
      json: {
        schema_id: 'default',
        traits: { email: `made-${email}`, terms: true, news: true },
        credentials: { password: { config: { password } } },
      },
    })
    assert.deepEqual(await consentsOf(store, made.json.id), [])
    const { status, json } = await signIn(newer, `made-${email}`)
    assert.deepEqual([status, messageIds(json)], [400, [1019002]])
    await newer.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/traits/news', value: false }],
    })
    assert.deepEqual((await consentsOf(store, id)).at(-1), ['news', '2', false])
    await newer.admin('PATCH', `/admin/identities/${id}`, {
      json: [{ op: 'replace', path: '/traits/news', value: true }],
    })
    assert.equal((await consentsOf(store, id)).length, 3)
  })

  it('is in the audit trail with what it has changed', async () => {
    const { newer, store } = servers
    const flow = await openApi(newer, 'login')
    await submit(newer, 'login', flow, { method: 'password', identifier: email, password })
    await submit(newer, 'login', flow, { method: 'terms', traits: { terms: true, news: false } })
    const [entry] = await store.audit.list({ targetId: id }, { limit: 1 })
    assert.equal(entry?.action, 'login.succeeded')
    assert.ok(entry?.fields.includes('consents'), entry?.fields.join())
  })

  for (const mount of ['/v0.6/api/kratos', '/v0.7/api/kratos'])
    it(`is asked for below ${mount}`, async () => {
      const { newer } = servers
      const flows = firstFlows(newer, mount)
      const flow = await flows.api('login')
      const body = { method: 'password', password_identifier: email, password }
      const asked = await flows.post('login', flow, body)
      assert.ok(asked.text.includes('traits.terms'), asked.text)
      const { status, json } = await flows.post('login', flow, {
        method: 'terms',
        traits: { terms: true, news: true },
      })
      assert.deepEqual([status, typeof json.session_token], [200, 'string'])
    })

  for (const mount of ['/v0.2', '/v0.4'])
    it(`is refused below ${mount}, whose forms have no place for them`, async () => {
      const at = requestsAt(servers.newer, mount)
      const jar = new Jar()
      await at.signIn(email, jar)
      assert.equal((await at.whoami(jar)).status, 401)
    })
})

describe('consents in the settings', () => {
  it('are noted when they are given and when they are taken back', async () => {
    const servers = await termsServers()
    const { newer, store } = servers
    const { id, token } = await signUp(newer, 'ada@example.org', { terms: true })
    for (const news of [true, true, false]) {
      const flow = await openApi(newer, 'settings', '', { token })
      const traits = { email: 'ada@example.org', terms: true, news }
      const { status } = await submit(
        newer,
        'settings',
        flow,
        { method: 'profile', traits },
        { token },
      )
      assert.equal(status, 200)
    }
    assert.deepEqual(await consentsOf(store, id), [
      ['terms', '2', true],
      ['news', '2', true],
      ['news', '2', false],
    ])
    await servers.close()
  })
})
