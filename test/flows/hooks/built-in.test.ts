import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../../support/code-people.ts'
import { mailTo } from '../../support/mail.ts'
import { messageIds, openApi, signIn, signUp, submit } from '../../support/people.ts'
import { personSchema, startServer, type TestServer } from '../../support/server.ts'

const serving = async (
  config: { [key: string]: unknown },
  use: (server: TestServer) => Promise<void>,
) => {
  const server = await startServer(config)
  try {
    await use(server)
  } finally {
    await server.close()
  }
}

/** A configuration whose people have an address that nobody verifies. */
function withoutVerification() {
  const schema = personSchema()
  const extension: { verification?: unknown } =
    schema.properties.traits.properties.email['ory.sh/kratos']
  delete extension.verification
  const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
  return { identity: { default_schema_id: 'default', schemas: [{ id: 'default', url }] } }
}

describe('the hook require_verified_address', () => {
  const required = {
    verification: { enabled: true },
    login: { after: { password: { hooks: [{ hook: 'require_verified_address' }] } } },
  }
  const addressNotVerified = 4000010

  it('lets somebody in who has no address to verify', () =>
    serving({ ...withoutVerification(), selfservice: { flows: required } }, async (server) => {
      await person(server, 'none@example.org')
      assert.equal((await signIn(server, 'none@example.org')).status, 200)
    }))

  const flags = { legacy_require_verified_login_error: true }
  const off = { ...required, verification: { enabled: false } }
  for (const [when, config] of [
    ['where that is configured', { feature_flags: flags, selfservice: { flows: required } }],
    ['where verification is switched off', { selfservice: { flows: off } }],
  ] as const)
    it(`refuses on the form, and begins no verification, ${when}`, () =>
      serving(config, async (server) => {
        await person(server, 'form@example.org')
        const { status, json } = await signIn(server, 'form@example.org')
        assert.deepEqual([status, messageIds(json)], [400, [addressNotVerified]])
        assert.deepEqual(await mailTo(server, 'form@example.org'), [])
      }))
})

describe('the verification of new addresses', () => {
  const list = (...names: readonly string[]) => ({ hooks: names.map((hook) => ({ hook })) })
  const shown = (json: any): string[] =>
    (json.continue_with ?? [])
      .filter((one: any) => one.action === 'show_verification_ui')
      .map((one: any) => one.flow.verifiable_address)

  /** What the answers to a registration and to a change of the address tell to show. */
  async function answers(server: TestServer) {
    const { token, json } = await signUp(server, 'first@example.org')
    const flow = await openApi(server, 'settings', '', { token })
    const changed = await submit(
      server,
      'settings',
      flow,
      { method: 'profile', traits: { email: 'second@example.org' } },
      { token },
    )
    assert.equal(changed.status, 200)
    for (const address of ['first@example.org', 'second@example.org'])
      assert.equal((await mailTo(server, address)).length, 1, address)
    return { registration: shown(json), settings: shown(changed.json) }
  }

  for (const [what, names, feature_flags, toldTo] of [
    ['is not shown', [], {}, []],
    ['is shown where show_verification_ui is listed', ['show_verification_ui'], {}, 'both'],
    [
      'is shown to everybody where that is configured',
      [],
      { legacy_continue_with_verification_ui: true },
      'both',
    ],
  ] as const)
    it(`begins after a registration and a change of address, and ${what}`, () =>
      serving(
        {
          feature_flags,
          selfservice: {
            flows: {
              verification: { enabled: true },
              registration: { style: 'unified', after: { password: list('session', ...names) } },
              settings: { after: { profile: list(...names) } },
            },
          },
        },
        async (server) =>
          assert.deepEqual(
            await answers(server),
            toldTo === 'both'
              ? { registration: ['first@example.org'], settings: ['second@example.org'] }
              : { registration: [], settings: [] },
          ),
      ))

  it('begins with any change of settings for an address that has had no message', () =>
    serving({ selfservice: { flows: { verification: { enabled: true } } } }, async (server) => {
      const email = 'silent@example.org'
      await person(server, email)
      const { session_token: token } = (await signIn(server, email)).json
      const rename = async (first: string) =>
        submit(
          server,
          'settings',
          await openApi(server, 'settings', '', { token }),
          { method: 'profile', traits: { email, name: { first } } },
          { token },
        )
      assert.deepEqual(await mailTo(server, email), [])
      assert.equal((await rename('Ada')).status, 200)
      assert.equal((await mailTo(server, email)).length, 1)
      assert.equal((await rename('Grace')).status, 200)
      assert.equal((await mailTo(server, email)).length, 1, 'one is enough')
    }))
})

describe('the hook revoke_active_sessions', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({
      selfservice: {
        flows: { login: { after: { password: { hooks: [{ hook: 'revoke_active_sessions' }] } } } },
      },
    })
  })
  after(() => server.close())
  const revoked = () =>
    server.log
      .map((line) => JSON.parse(line).event)
      .filter((event) => event?.kind === 'sessions.revoked')

  it('logs how many sessions it has ended, and nothing where it has ended none', async () => {
    const id = await person(server, 'logged@example.org')
    await signIn(server, 'logged@example.org')
    assert.deepEqual(revoked(), [])
    await signIn(server, 'logged@example.org')
    assert.deepEqual(revoked(), [
      { kind: 'sessions.revoked', identityId: id, count: 1, by: 'hook' },
    ])
  })
})
