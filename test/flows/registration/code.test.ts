import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema, passwordless, person } from '../../support/code-people.ts'
import { codeFor, mailTo, otherThan } from '../../support/mail.ts'
import { messageIds, openApi, password, submit } from '../../support/people.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('registration by code', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      ...passwordless,
      selfservice: {
        ...passwordless.selfservice,
        flows: {
          verification: { enabled: true },
          registration: { after: { code: { hooks: [{ hook: 'session' }] } } },
        },
      },
    })
  })
  after(() => server.close())

  const traits = (email: string) => ({ email })
  async function asked(email: string): Promise<any> {
    return (
      await submit(server, 'registration', await openApi(server, 'registration'), {
        method: 'code',
        traits: traits(email),
      })
    ).json
  }

  it('the code makes the account, verified and signed in', async () => {
    const flow = await asked('new@example.org')
    assert.deepEqual([flow.state, messageIds(flow)], ['sent_email', [1040005]])
    const code = await codeFor(server, 'new@example.org')
    const wrong = await submit(server, 'registration', flow, {
      method: 'code',
      code: otherThan(code),
      traits: traits('new@example.org'),
    })
    assert.deepEqual([wrong.status, messageIds(wrong.json)], [400, [4040003]])
    const { status, json } = await submit(server, 'registration', flow, {
      method: 'code',
      code,
      traits: traits('new@example.org'),
    })
    assert.equal(status, 200)
    assert.equal(json.identity.verifiable_addresses[0].verified, true)
    assert.ok(json.session_token)
    assert.equal((await mailTo(server, 'new@example.org')).length, 1)
  })

  it('the code is worthless once other traits are sent with it', async () => {
    const flow = await asked('first@example.org')
    const code = await codeFor(server, 'first@example.org')
    assert.deepEqual(
      messageIds(
        (
          await submit(server, 'registration', flow, {
            method: 'code',
            code,
            traits: traits('second@example.org'),
          })
        ).json,
      ),
      [4000036],
    )
    assert.equal(
      (
        await submit(server, 'registration', flow, {
          method: 'code',
          code,
          traits: traits('first@example.org'),
        })
      ).status,
      400,
    )
    assert.equal(
      (await server.admin('GET', '/admin/identities?credentials_identifier=second@example.org'))
        .json.length,
      0,
    )
  })

  it('the way back leads to the choice of a way to sign in', async () => {
    const flow = await asked('back@example.org')
    const { json } = await submit(server, 'registration', flow, {
      method: 'code',
      screen: 'credential-selection',
      traits: traits('back@example.org'),
    })
    assert.equal(json.state, 'choose_method')
    const done = await submit(server, 'registration', flow, {
      method: 'password',
      password,
      traits: traits('back@example.org'),
    })
    assert.equal(done.status, 200)
  })

  it('an address that is taken is told only to who has the code', async () => {
    await person(server, 'taken@example.org')
    const flow = await asked('taken@example.org')
    assert.equal(flow.state, 'sent_email')
    const { status, json } = await submit(server, 'registration', flow, {
      method: 'code',
      code: await codeFor(server, 'taken@example.org'),
      traits: traits('taken@example.org'),
    })
    assert.deepEqual([status, messageIds(json)], [400, [4000007]])
  })

  it('nobody is registered by code where it is not switched on', async () => {
    const off = await startServer(codeSchema())
    const flow = await openApi(off, 'registration')
    for (const code of [undefined, '123456'])
      assert.equal(
        (
          await submit(off, 'registration', flow, {
            method: 'code',
            code,
            traits: traits('a@example.org'),
          })
        ).status,
        400,
      )
    assert.equal((await off.admin('GET', '/admin/identities')).json.length, 0)
    await off.close()
  })
})
