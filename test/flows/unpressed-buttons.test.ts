// Published pages send the names of all buttons of a form, those that nobody pressed as empty texts.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema, person } from '../support/code-people.ts'
import { withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor } from '../support/mail.ts'
import { messageIds, openSpa, signedInBrowser, submitSpa } from '../support/people.ts'
import { inBase64, providerSettings } from '../support/oidc.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

/** The names of the buttons of a flow, all but `method`, with empty texts. */
const unpressed = (flow: any): Readonly<Record<string, string>> =>
  Object.fromEntries(
    flow.ui.nodes
      .filter(({ attributes: { type, name } }: any) => type === 'submit' && name !== 'method')
      .map(({ attributes }: any) => [attributes.name, '']),
  )

describe('a button whose name is sent with an empty text', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(
      mergeDeep(mergeDeep(codeSchema(), withFactors), {
        pallas: { shield: { enabled: false } },
        selfservice: {
          methods: {
            code: { enabled: true, passwordless_enabled: true },
            oidc: {
              enabled: true,
              config: { providers: [providerSettings('acme', { mapper_url: inBase64('{}') })] },
            },
          },
          flows: {
            recovery: { enabled: true, use: 'code' },
            verification: { enabled: true, use: 'code' },
          },
        },
      }),
    )
  })
  after(() => server.close())

  const steps = {
    login: (email: string) => ({ identifier: email }),
    registration: (email: string) => ({ traits: { email } }),
    recovery: (email: string) => ({ email }),
    verification: (email: string) => ({ email }),
  }
  for (const [kind, fieldsFor] of Object.entries(steps) as [keyof typeof steps, any][])
    it(`does not stand in the way of a right code (${kind})`, async () => {
      const email = `${kind}@example.org`,
        jar = new Jar()
      if (kind !== 'registration') await person(server, email)
      const flow = await openSpa(server, kind, jar)
      const fields = { method: 'code', ...fieldsFor(email) }
      const { json } = await submitSpa(server, kind, flow, jar, fields)
      assert.equal(json.state, 'sent_email')
      const others = unpressed(json)
      assert.ok(Object.keys(others).length > 0)
      const code = await codeFor(server, email)
      const body = { ...others, ...(kind === 'login' || kind === 'registration' ? fields : {}) }
      const done = await submitSpa(server, kind, json, jar, { ...body, method: 'code', code })
      // NOTE a recovered person is sent to the settings
      assert.equal(done.status, kind === 'recovery' ? 422 : 200, done.text)
      if (kind === 'verification') assert.equal(done.json.state, 'passed_challenge')
    })

  it('changes nothing in the settings', async () => {
    const email = 'settings@example.org'
    await person(server, email)
    const jar = await signedInBrowser(server, email)
    const open = () => openSpa(server, 'settings', jar)
    const flow = await open()
    const others = unpressed(flow)
    assert.deepEqual(Object.keys(others).toSorted(), ['link', 'lookup_secret_regenerate'])
    const fields = { traits: { email, name: { first: 'Ada' } } }
    const changed = { ...others, ...fields, method: 'profile' }
    assert.equal((await submitSpa(server, 'settings', flow, jar, changed)).status, 200)
    const { status, json } = await submitSpa(server, 'settings', flow, jar, others)
    assert.deepEqual([status, messageIds(json)], [400, [4010004]])
    assert.deepEqual(unpressed(await open()), others)
  })
})
