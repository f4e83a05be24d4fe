import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions } from '../../support/editions.ts'
import { offers, rulesOf } from '../../support/edition-features.ts'
import { mailTo } from '../../support/mail.ts'
import { messageIds, password } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const number = (n: number) => `+4915112345${String(n).padStart(3, '0')}`
const spaced = (text: string) => `${text.slice(0, 3)} ${text.slice(3, 7)} ${text.slice(7)}`

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        phone: {
          type: 'string',
          format: 'tel',
          'ory.sh/kratos': {
            credentials: { password: { identifier: true } },
            verification: { via: 'sms' },
          },
        },
        others: {
          type: 'array',
          items: { type: 'string', 'ory.sh/kratos': { recovery: { via: 'sms' } } },
        },
        note: { type: 'string' },
      },
    },
  },
}
const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
const config = {
  identity: { default_schema_id: 'default', schemas: [{ id: 'default', url }] },
  selfservice: {
    methods: { code: { enabled: true } },
    flows: {
      verification: { enabled: true },
      registration: {
        style: 'unified',
        after: { password: { hooks: [{ hook: 'session' }, { hook: 'show_verification_ui' }] } },
      },
    },
  },
}

describe('telephones', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(config)
  })
  after(() => server.close())

  it('numbers that messages are sent to are kept in one form, wherever they stand', async () => {
    const traits = {
      phone: spaced(number(1)),
      others: [spaced(number(2)), number(3)],
      note: spaced(number(4)),
    }
    const kept = { phone: number(1), others: [number(2), number(3)], note: spaced(number(4)) }
    const made = await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits },
    })
    assert.deepEqual(made.json.traits, kept)
    const path = `/admin/identities/${made.json.id}`
    const next = { ...traits, phone: spaced(number(5)) }
    const put = { schema_id: 'default', traits: next, state: 'active' }
    assert.equal((await server.admin('PUT', path, { json: put })).json.traits.phone, number(5))
  })

  const own = editions.filter((one) => offers(one, 'code'))
  for (const [index, edition] of own.entries())
    describe(edition.name, () => {
      const hasItsOwn = rulesOf(edition).verificationByText === 'has-its-own'
      const client = () => clientOf(server, edition)
      const post = (kind: string, flow: { id: string }, json: object) =>
        server.public('POST', `${edition.mount}/self-service/${kind}?flow=${flow.id}`, { json })

      it(`a registration verifies the number in ${hasItsOwn ? 'its own words' : 'those of mails'}`, async () => {
        const phone = number(100 + index)
        const flow = await client().openApp('registration')
        const traits = { phone: spaced(phone) }
        const { json } = await post('registration', flow, { method: 'password', password, traits })
        assert.equal(json.identity.traits.phone, phone)
        const { id } = json.continue_with.find((one: any) => one.flow)?.flow ?? {}
        const shown = await client().read('verification', id)
        const names = shown.ui.nodes.map((node: any) => node.attributes.name)
        assert.deepEqual(messageIds(shown), [hasItsOwn ? 1080004 : 1080003])
        assert.deepEqual([names.includes('sms'), names.includes('email')], [hasItsOwn, !hasItsOwn])

        const field = hasItsOwn ? 'sms' : 'email'
        assert.equal((await mailTo(server, phone)).length, 1)
        server.pass(1000)
        const again = await post('verification', shown, { method: 'code', [field]: phone })
        assert.deepEqual([again.status, messageIds(again.json)], [200, messageIds(shown)])
        const texts = await mailTo(server, phone)
        assert.equal(texts.length, 2)
        const code = texts.at(-1)?.codes[0]
        assert.match(texts.at(-1)?.text ?? '', new RegExp(`\\n\\n@127\\.0\\.0\\.1 #${code}$`))
        const done = await post('verification', shown, { method: 'code', code })
        assert.deepEqual(messageIds(done.json), [hasItsOwn ? 1080005 : 1080002])
        const { json: now } = await server.admin('GET', `/admin/identities/${json.identity.id}`)
        assert.deepEqual(
          now.verifiable_addresses.map((one: any) => [one.value, one.verified]),
          [[phone, true]],
        )
      })

      it(`a verification ${hasItsOwn ? 'may begin' : 'cannot begin'} with a number`, async () => {
        const phone = number(200 + index)
        await server.admin('POST', '/admin/identities', {
          json: { schema_id: 'default', traits: { phone } },
        })
        const begin = async (email: string) => {
          const flow = await client().openApp('verification')
          const [node] = flow.ui.nodes
          assert.deepEqual(
            [node.attributes.type, node.meta.label.id],
            hasItsOwn ? ['text', 1070018] : ['email', 1070007],
          )
          return post('verification', flow, { method: 'code', email })
        }
        const answers = await Promise.all(
          [spaced(phone), number(900 + index), 'nobody', '+49abc'].map(async (typed) => {
            const { status, json } = await begin(typed)
            return [status, json.state, messageIds(json)]
          }),
        )
        const expected = hasItsOwn
          ? [200, 'sent_email', [1080004]]
          : [400, 'choose_method', [4000040]]
        assert.deepEqual(answers, Array(4).fill(expected))
        assert.equal((await mailTo(server, phone)).length, hasItsOwn ? 1 : 0)
        assert.deepEqual(await mailTo(server, number(900 + index)), [])
        const byMail = await begin('nobody@example.org')
        assert.deepEqual(messageIds(byMail.json), [1080003])
      })
    })
})
