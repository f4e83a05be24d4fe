// What the newer editions answer is what their OpenAPI documents say: every operation and every member
// of an answer is described.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { undescribed } from '../support/described.ts'
import { hasRoute, offers, routesOf } from '../support/edition-features.ts'
import { editions, type Edition } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { enter, providerSettings, startOidcServer, type OidcServer } from '../support/oidc.ts'
import { password, signUp } from '../support/people.ts'
import { oneSchema } from '../support/schema-document.ts'
import type { Answer, Call } from '../support/server.ts'

/** Addresses that nobody calls: browsers are sent there, and what no edition has is refused there. */
const notCalled = /\*$|oidc/
const known = {
  password: { identifier: true },
  code: { identifier: true, via: 'email' },
  totp: { account_name: true },
}
const used = { credentials: known, verification: { via: 'email' }, recovery: { via: 'email' } }
const traits = {
  email: { type: 'string', format: 'email', title: 'E-Mail', 'ory.sh/kratos': used },
  size: { type: 'string', enum: ['s', 'm'] },
}
const config = {
  ...oneSchema({
    type: 'object',
    properties: { traits: { type: 'object', required: ['email'], properties: traits } },
  }),
  selfservice: {
    methods: { totp: { enabled: true }, lookup_secret: { enabled: true } },
    flows: { registration: { style: 'unified' } },
  },
}

const newer = editions.filter((one) => offers(one, 'code'))

for (const edition of newer)
  it(`every operation of ${edition.name} is described`, () => {
    const { public: open, admin } = routesOf(edition)
    const plain = (path: string) => path.replace(/^\/admin(?=\/)/, '').replace(/\/$/, '')
    const described = new Set(
      [...open, ...admin].filter(({ options }) => options.document).map(({ path }) => plain(path)),
    )
    const missing = [...open, ...admin]
      .map(({ path }) => plain(path))
      .filter((path) => !described.has(path) && !notCalled.test(path))
    assert.deepEqual([...new Set(missing)], [])
  })

describe('every member of an answer is described', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({
      providers: [providerSettings('acme', { aal2_acr_values: ['urn:strong'] })],
      overrides: config,
    })
  })
  after(() => server.close())

  /** The documents of an edition, and calls that are compared with them. */
  async function checked(edition: Edition) {
    const of = {
      public: (await server.public('GET', `${edition.mount}/openapi.json`)).json,
      admin: (await server.admin('GET', `${edition.adminMount}/openapi.json`)).json,
    }
    const seen = new Set<string>()
    const call = async (
      listener: 'public' | 'admin',
      method: string,
      path: string,
      more: Call = {},
    ): Promise<Answer> => {
      const mount = listener === 'public' ? edition.mount : edition.adminMount
      const answer = await server[listener](method, mount + path, more)
      const [bare = ''] = path.split('?')
      const template = Object.keys(of[listener].paths).find((one) =>
        new RegExp(`^${one.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(bare),
      )
      const operation = of[listener].paths[template ?? '']?.[method.toLowerCase()]
      assert.ok(operation, `${method} ${path}`)
      const response = operation.responses[answer.status]
      assert.ok(response, `${method} ${path}: ${answer.status} ${answer.text}`)
      const schema = response.content?.['application/json']?.schema
      if (schema) {
        const problems = undescribed(answer.json, schema, of[listener].components.schemas)
        assert.deepEqual(problems, [], `${method} ${path}`)
      }
      seen.add(operation.operationId)
      return answer
    }
    return { call, seen }
  }

  let people = 0
  for (const edition of newer)
    it(`of ${edition.name}`, async () => {
      const { call, seen } = await checked(edition)
      const { email, token, id } = await signUp(server, `described-${++people}@example.org`)
      const sub = `sub-${people}`
      server.idp.claims = { sub, email: `${sub}@example.org`, acr: 'urn:strong', amr: ['mfa'] }
      const { jar } = await enter(server, { kind: 'registration' })
      const self = '/self-service'
      for (const kind of ['login', 'registration', 'settings', 'recovery', 'verification']) {
        const who = kind === 'settings' ? { token } : {}
        const { json } = await call('public', 'GET', `${self}/${kind}/api`, who)
        await call('public', 'GET', `${self}/${kind}/flows?id=${json.id}`, who)
        const browser = kind === 'settings' ? jar : new Jar()
        await call('public', 'GET', `${self}/${kind}/browser`, { jar: browser })
        const wrong = { method: 'password', identifier: email, password: 'wrong', email }
        const path = `${self}/${kind}?flow=${json.id}`
        await call('public', 'POST', path, { json: wrong, ...who })
      }
      const native = (await call('public', 'GET', `${self}/login/api`)).json
      await call('public', 'POST', `${self}/login?flow=${native.id}`, {
        json: { method: 'password', identifier: email, password },
      })
      await call('public', 'GET', '/sessions/whoami', { jar })
      await call('public', 'GET', '/sessions', { token })
      await call('public', 'GET', '/sessions/whoami')
      await call('public', 'GET', '/.well-known/change-password')
      await call('public', 'GET', `${self}/logout/browser`, { jar })
      await call('public', 'GET', '/schemas')
      const [session] = (await call('admin', 'GET', '/sessions?expand=identity&expand=devices'))
        .json
      await call('admin', 'GET', `/sessions/${session.id}?expand=identity`)
      await call('admin', 'GET', '/identities')
      await call('admin', 'GET', `/identities/${id}?include_credential=password`)
      await call('admin', 'GET', `/identities/${id}/sessions`)
      const body = { schema_id: 'default', traits: { email: `made-${people}@example.org` } }
      const credentials = {
        lookup_secret: { config: { codes: [{ code: 'abcd1234' }] } },
      }
      await call('admin', 'POST', '/identities', { json: { ...body, credentials } })
      await call('admin', 'POST', '/recovery/code', { json: { identity_id: id } })
      await call('admin', 'POST', '/recovery/link', { json: { identity_id: id } })
      const [message] = (await call('admin', 'GET', '/courier/messages')).json
      await call('admin', 'GET', `/courier/messages/${message.id}`)
      await call('admin', 'GET', '/identities/nobody')
      if (hasRoute(edition, 'admin', 'POST', '/test-login-flows'))
        await call('admin', 'POST', '/test-login-flows', { json: { provider_id: 'acme' } })
      if (hasRoute(edition, 'admin', 'POST', '/sessions')) {
        const json = { action: 'disable', identities: [id] }
        await call('admin', 'POST', '/sessions', { json })
        await call('admin', 'POST', '/sessions', { json: { action: 'other' } })
      }
      assert.ok(seen.size >= 35, String(seen.size))
    })
})
