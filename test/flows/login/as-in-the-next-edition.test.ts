// What a login, a recovery and their forms tell in some editions only.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema, passwordless, person } from '../../support/code-people.ts'
import { clientOf, editions } from '../../support/editions.ts'
import { offers, rulesOf } from '../../support/edition-features.ts'
import { withKeys } from '../../support/keys.ts'
import { codeFor, mailTo } from '../../support/mail.ts'
import { messageIds, password, proveAddress, signIn } from '../../support/people.ts'
import { owner, withSecondCodes } from '../../support/second-codes.ts'
import { mergeDeep, startServer, type TestServer } from '../../support/server.ts'

const switchedOff = 4010011,
  unknownAccount = 4000035

const schema: any = JSON.parse(
  Buffer.from((codeSchema().identity.schemas[0]?.url ?? '').slice(9), 'base64').toString(),
)
schema.properties.traits.properties.size = { type: 'string', enum: ['s', 'm'] }
schema.properties.traits.properties.many = {
  type: 'string',
  enum: Array.from({ length: 501 }, (_, index) => `v${index}`),
}
const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`

describe('what some editions tell', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(
      mergeDeep(passwordless, {
        identity: { schemas: [{ id: 'default', url }] },
        feature_flags: { refresh_login_choose_address: true },
        selfservice: {
          flows: {
            recovery: { enabled: true, use: 'code' },
            registration: { style: 'unified' },
          },
        },
      }),
    )
  })
  after(() => server.close())

  for (const edition of editions.filter((one) => offers(one, 'code'))) {
    const isTold = rulesOf(edition).inactiveAccounts === 'are-told-on-the-form'
    const isOwn = rulesOf(edition).codeForKnownPerson === 'told-as-own'
    const client = () => clientOf(server, edition)
    const post = (kind: string, flow: { id: string }, json: object, token?: string) =>
      server.public('POST', `${edition.mount}/self-service/${kind}?flow=${flow.id}`, {
        json,
        ...(token === undefined ? {} : { token }),
      })
    const codeField = (flow: any) =>
      flow.ui.nodes.find((node: any) => node.attributes.name === 'code')?.attributes

    it(`${edition.name} ${isTold ? 'says on the form' : 'refuses'} that an account is switched off`, async () => {
      const email = `off-${edition.name}@example.org`
      const id = await person(server, email)
      await proveAddress(server, id)
      const off = [{ op: 'replace', path: '/state', value: 'inactive' }]
      await server.admin('PATCH', `/admin/identities/${id}`, { json: off })
      const flow = await client().openApp('login')
      const sent = { method: 'password', identifier: email, password }
      const { status, json } = await post('login', flow, sent)
      assert.equal(status, isTold ? 400 : 401)
      if (isTold) assert.deepEqual(messageIds(json), [switchedOff])
      else assert.equal(json.error.details.identity_id, id)
      const wrong = await post('login', flow, { ...sent, password: 'wrong-one' })
      assert.deepEqual(messageIds(wrong.json).includes(switchedOff), false)
    })

    it(`${edition.name}: whoever confirms who they are gets a code at an own address`, async () => {
      const [email, other] = [`me-${edition.name}@example.org`, `you-${edition.name}@example.org`]
      for (const one of [email, other]) await person(server, one)
      const token = (await signIn(server, email)).json.session_token
      const flow = await client().openApp('login', { token }, '?refresh=true')
      const offered = flow.ui.nodes.filter((node: any) => node.group === 'code')
      assert.deepEqual(
        offered.map(({ attributes, meta }: any) => [
          attributes.name,
          attributes.value,
          meta.label.id,
        ]),
        [['address', email, 1010023]],
      )
      if (isOwn) {
        const refused = await post('login', flow, { method: 'code', identifier: other }, token)
        assert.deepEqual(messageIds(refused.json), [unknownAccount])
        assert.deepEqual(await mailTo(server, other), [])
      }
      const sent = await post('login', flow, { address: email }, token)
      assert.deepEqual(messageIds(sent.json), [isOwn ? 1010025 : 1010014])
      assert.equal(codeField(sent.json).autocomplete, isOwn ? 'one-time-code' : undefined)
      const code = { method: 'code', identifier: email, code: await codeFor(server, email) }
      assert.equal((await post('login', flow, code, token)).status, 200)
    })

    it(`${edition.name}: the fields of codes and of traits with listed values`, async () => {
      const recovery = await client().openApp('recovery')
      const { json } = await post('recovery', recovery, { method: 'code', email: 'x@example.org' })
      assert.equal(codeField(json).autocomplete, isOwn ? 'one-time-code' : undefined)
      const { ui } = await client().openApp('registration')
      const optionsOf = (name: string) =>
        ui.nodes.find((node: any) => node.attributes.name === `traits.${name}`).attributes.options
      assert.deepEqual(optionsOf('size'), isOwn ? [{ value: 's' }, { value: 'm' }] : undefined)
      for (const name of ['many', 'email']) assert.equal(optionsOf(name), undefined)
    })
  }
})

describe('what some editions tell of a second factor', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(mergeDeep(withKeys(false), withSecondCodes))
  })
  after(() => server.close())

  for (const edition of editions.filter((one) => offers(one, 'code'))) {
    const isOwn = rulesOf(edition).codeForKnownPerson === 'told-as-own'

    it(`${edition.name}: a code is sent to an own address`, async () => {
      const email = `second-${edition.name}@example.org`
      await owner(server, { email })
      const token = (await signIn(server, email)).json.session_token
      const flow = await clientOf(server, edition).openApp('login', { token }, '?aal=aal2')
      assert.deepEqual(messageIds(flow), [isOwn ? 1010025 : 1010014])
    })

    it(`${edition.name}: what is sent is no answer of a key`, async () => {
      const { ui, id } = await clientOf(server, edition).openApp('login')
      assert.ok(ui.nodes.some((node: any) => node.attributes.name === 'passkey_login'))
      const { status, json } = await server.public(
        'POST',
        `${edition.mount}/self-service/login?flow=${id}`,
        { json: { method: 'passkey', passkey_login: '{}' } },
      )
      assert.deepEqual([status, messageIds(json)], [400, [isOwn ? 4000043 : 4000001]])
    })
  }
})
