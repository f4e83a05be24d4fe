// 16, item 3: each operation of our own API that changes something, or takes something away, makes one
// entry of the audit trail, and none where there was nothing to change. The operations are those of its
// document, so that none is forgotten.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { entriesOf } from '../support/audit.ts'
import { addLookup } from '../support/factors.ts'
import { openApi, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const place = '/admin/pallas'

/** A path to try an operation on, once what it is about is there, and what is recorded of it. */
type Try = {
  readonly prepare: (server: TestServer, id: string) => Promise<string>
  readonly action: string
  /** The body of a POST. */
  readonly json?: (id: string) => object
  /** Whether it can be done again and again. */
  readonly always?: true
}

const tries: Readonly<Record<string, Try>> = {
  'DELETE /mailbox/messages': {
    prepare: async () => '/mailbox/messages',
    action: 'mailbox.cleared',
  },
  'DELETE /mailbox/messages/{id}': {
    async prepare(server) {
      const { json } = await server.admin('GET', `${place}/mailbox/messages`)
      return `/mailbox/messages/${json[0].id}`
    },
    action: 'mailbox.cleared',
  },
  'DELETE /shield': {
    async prepare(server, id) {
      const flow = await openApi(server, 'login')
      const identifier = 'ada@example.org'
      await submit(server, 'login', flow, { method: 'password', identifier, password: 'wrong' })
      return `/shield?identity_id=${id}`
    },
    action: 'shield.cleared',
    always: true,
  },
  'POST /outbox/{id}/replay': {
    async prepare(server) {
      await server.app.outbox.drain()
      const { json } = await server.admin('GET', `${place}/outbox`)
      return `/outbox/${json[0].id}/replay`
    },
    action: 'outbox.replayed',
  },
  'DELETE /identities/{id}/remembered-devices': {
    async prepare(server, identityId) {
      const at = server.now()
      await server.store.remembered.insert({
        id: randomUUID(),
        identityId,
        secretHash: 'a',
        proof: { method: 'totp', aal: 'aal2', completedAt: at },
        protection: [],
        userAgent: 'x',
        createdAt: at,
        expiresAt: at + 3_600_000,
      })
      return `/identities/${identityId}/remembered-devices`
    },
    action: 'devices.forgotten',
  },
  'POST /identities/{id}/second-factor-reset': {
    prepare: async (_server, id) => `/identities/${id}/second-factor-reset`,
    action: 'factor-reset.begun',
  },
  'DELETE /identities/{id}/second-factor-reset': {
    prepare: async (_server, id) => `/identities/${id}/second-factor-reset`,
    action: 'factor-reset.cancelled',
  },
  'POST /identities/{id}/deletion': {
    prepare: async (_server, id) => `/identities/${id}/deletion`,
    action: 'deletion.requested',
  },
  'DELETE /identities/{id}/deletion': {
    prepare: async (_server, id) => `/identities/${id}/deletion`,
    action: 'deletion.cancelled',
  },
  'POST /identities/{id}/impersonation': {
    prepare: async (_server, id) => `/identities/${id}/impersonation`,
    json: () => ({ reason: 'to see the page' }),
    action: 'impersonation.begun',
    always: true,
  },
  'POST /identities/{id}/verification': {
    prepare: async (_server, id) => `/identities/${id}/verification`,
    action: 'verification.sent',
    always: true,
  },
  'POST /identities/{id}/recovery': {
    prepare: async (_server, id) => `/identities/${id}/recovery`,
    action: 'recovery.sent',
    always: true,
  },
  'POST /tokens': {
    prepare: async () => '/tokens',
    json: () => ({ name: 'of a test', role: 'viewer' }),
    action: 'token.created',
    always: true,
  },
  'DELETE /tokens/{id}': {
    async prepare(server) {
      const { json } = await server.admin('GET', `${place}/tokens`)
      return `/tokens/${json[0].id}`
    },
    action: 'token.revoked',
  },
  'POST /operators': {
    prepare: async () => '/operators',
    json: (id) => ({ identity_id: id, role: 'support' }),
    action: 'operator.added',
  },
  'DELETE /operators/{id}': {
    prepare: async (_server, id) => `/operators/${id}`,
    action: 'operator.removed',
  },
  'POST /jobs': {
    prepare: async () => '/jobs',
    json: (id) => ({ kind: 'enable', ids: [id] }),
    action: 'job.begun',
    always: true,
  },
  'POST /jobs/{id}/cancel': {
    async prepare(server) {
      const { json } = await server.admin('GET', `${place}/jobs`)
      return `/jobs/${json[0].id}/cancel`
    },
    action: 'job.cancelled',
  },
  'GET /identities/export': {
    prepare: async () => '/identities/export?format=csv',
    action: 'data.exported',
    always: true,
  },
  'GET /audit/export': {
    prepare: async () => '/audit/export',
    action: 'data.exported',
    always: true,
  },
}
/** They take their question from a body. */
const onlyRead = ['POST /identities/search']

describe('the audit trail of our own API', () => {
  it('has one entry of each operation that changes something, and none of the others', async () => {
    const server = await startServer(
      {
        selfservice: {
          methods: { lookup_secret: { enabled: true }, link: { enabled: true } },
          flows: { verification: { enabled: true }, recovery: { enabled: true } },
        },
        pallas: {
          impersonation: { enabled: true },
          audit: { forward: { url: 'https://siem.example/x' } },
        },
      },
      { fetch: async () => new Response(null, { status: 204 }) },
    )
    const { id, token } = await signUp(server, 'ada@example.org')
    await addLookup(server, token)
    await server.app.courier.drain()
    const { json: document } = await server.admin('GET', `${place}/openapi.json`)
    const operations = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const changing = operations.filter((one) => !one.startsWith('GET ') && !onlyRead.includes(one))
    assert.deepEqual(
      changing.filter((one) => !tries[one]),
      [],
    )
    for (const operation of operations) {
      const [method = '', path = ''] = operation.split(' ')
      const tried = tries[operation]
      const url = place + (tried ? await tried.prepare(server, id) : path.replace('{id}', id))
      const json = tried?.json?.(id) ?? {}
      const call = () => server.admin(method, url, method === 'POST' ? { json } : {})
      const actions = async () => (await entriesOf(server, call)).map(({ action }) => action)
      assert.deepEqual(await actions(), tried ? [tried.action] : [], operation)
      assert.deepEqual(await actions(), tried?.always ? [tried.action] : [], `${operation} again`)
      if (operation === 'DELETE /mailbox/messages') {
        await signUp(server, `${randomUUID()}@example.org`)
        await server.app.courier.drain()
      }
    }
    await server.close()
  })
})
