import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { noticeDelayMs } from '#flow/notices.ts'
import { pressButton, visitPage } from '../../support/button-page.ts'
import { clientOf, editions, type EditionClient } from '../../support/editions.ts'
import { offers } from '../../support/edition-features.ts'
import { codeFor, mailTo, otherThan } from '../../support/mail.ts'
import {
  messageIds,
  openApi,
  openSpa,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { personSchema, startServer, type TestServer } from '../../support/server.ts'

const oneAtATime = 4050002,
  taken = 4000007,
  wrongCode = 4070006,
  confirmed = 1080002

/** People with two addresses, of which the second may be missing. */
function twoAddresses() {
  const schema: any = personSchema()
  schema.properties.traits.properties.backup = {
    type: 'string',
    format: 'email',
    'ory.sh/kratos': { verification: { via: 'email' }, recovery: { via: 'email' } },
  }
  const url = `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`
  return { default_schema_id: 'default', schemas: [{ id: 'default', url }] }
}

const configOf = (recipients?: string) => ({
  identity: twoAddresses(),
  selfservice: {
    methods: { code: { enabled: true }, link: { enabled: true } },
    flows: {
      verification: { enabled: true, lifespan: '3h' },
      settings: {
        lifespan: '30m',
        after: {
          profile: {
            hooks: [
              { hook: 'verify_new_address' },
              {
                hook: 'notify_previous_addresses',
                ...(recipients === undefined ? {} : { config: { recipients } }),
              },
            ],
          },
        },
      },
    },
  },
})

const stored = async (server: TestServer, id: string): Promise<any> => {
  const { json } = await server.admin('GET', `/admin/identities/${id}`)
  return [json.traits, json.verifiable_addresses.map((one: any) => [one.value, one.verified])]
}
const change = async (server: TestServer, token: string, traits: object) => {
  const flow = await openApi(server, 'settings', '', { token })
  return {
    flow,
    answer: await submit(server, 'settings', flow, { method: 'profile', traits }, { token }),
  }
}
const waitingIn = ({ json }: { json: any }) => ({ id: json.continue_with?.[0]?.flow?.id as string })
const confirm = async (server: TestServer, flow: { id: string }, address: string) =>
  submit(server, 'verification', flow, { method: 'code', code: await codeFor(server, address) })

describe('settings: a new address that has to be verified first', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(configOf())
  })
  after(() => server.close())

  it('changes nothing until the code is right, and then everything', async () => {
    const { id, token } = await signUp(server, 'old@example.org', { name: { first: 'A' } })
    const traits = { email: 'new@example.org', name: { first: 'B' } }
    const { answer, flow } = await change(server, token, traits)
    assert.deepEqual(
      [answer.status, answer.json.state, messageIds(answer.json)],
      [200, 'show_form', []],
    )
    assert.deepEqual(answer.json.continue_with, [
      {
        action: 'show_verification_ui',
        flow: { ...waitingIn(answer), verifiable_address: 'new@example.org' },
      },
    ])
    assert.equal(answer.json.identity.traits.email, 'old@example.org')
    const before = [
      { email: 'old@example.org', name: { first: 'A' } },
      [['old@example.org', false]],
    ]
    assert.deepEqual(await stored(server, id), before)
    assert.equal((await signIn(server, 'new@example.org')).status, 400)

    const code = await codeFor(server, 'new@example.org')
    const wrong = { method: 'code', code: otherThan(code) }
    await submit(server, 'verification', waitingIn(answer), wrong)
    assert.deepEqual(await stored(server, id), before)

    const right = await submit(server, 'verification', waitingIn(answer), { method: 'code', code })
    assert.deepEqual([right.json.state, messageIds(right.json)], ['passed_challenge', [confirmed]])
    assert.deepEqual(await stored(server, id), [traits, [['new@example.org', true]]])
    assert.equal((await signIn(server, 'new@example.org')).status, 200)
    assert.equal((await signIn(server, 'old@example.org')).status, 400)
    const shown = await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, {
      token,
    })
    assert.deepEqual([shown.json.state, messageIds(shown.json)], ['success', [1050001]])
  })

  it('the earlier address is told of it once, in place of the notice of this server', async () => {
    const { token } = await signUp(server, 'told@example.org')
    const { answer } = await change(server, token, { email: 'told-new@example.org' })
    const types = async () =>
      (await mailTo(server, 'told@example.org')).map((one) => one.template_type)
    assert.deepEqual(await types(), ['verification_code_valid'])
    await confirm(server, waitingIn(answer), 'told-new@example.org')
    server.pass(noticeDelayMs)
    assert.deepEqual(await types(), ['verification_code_valid', 'verifiable_address_changed'])
  })

  it('without a new address the change is stored at once', async () => {
    const { id, token } = await signUp(server, 'same@example.org', { backup: 'b@example.org' })
    for (const traits of [
      { email: 'same@example.org', backup: 'b@example.org', name: { first: 'C' } },
      { email: 'SAME@example.org', backup: 'b@example.org' },
      { email: 'SAME@example.org' },
    ]) {
      const { answer } = await change(server, token, traits)
      assert.deepEqual([answer.json.state, answer.json.continue_with], ['success', undefined])
    }
    assert.deepEqual((await stored(server, id))[1], [['same@example.org', false]])
  })

  it('two new addresses at once are refused, and nothing is sent', async () => {
    const { id, token } = await signUp(server, 'one@example.org')
    const before = await stored(server, id)
    const traits = { email: 'two@example.org', backup: 'three@example.org' }
    const { answer } = await change(server, token, traits)
    assert.deepEqual([answer.status, messageIds(answer.json)], [200, [oneAtATime]])
    assert.deepEqual(await stored(server, id), before)
    for (const to of Object.values(traits)) assert.deepEqual(await mailTo(server, to), [])
  })

  it('an address of somebody else is refused at once, and when the code is sent again', async () => {
    await signUp(server, 'theirs@example.org')
    const { id, token } = await signUp(server, 'mine@example.org')
    const at = await change(server, token, { email: 'theirs@example.org' })
    assert.deepEqual([at.answer.status, messageIds(at.answer.json)], [400, [taken]])

    const { answer } = await change(server, token, { email: 'soon-theirs@example.org' })
    const first = await codeFor(server, 'soon-theirs@example.org')
    const again = { method: 'code', email: 'soon-theirs@example.org' }
    const resent = await submit(server, 'verification', waitingIn(answer), again)
    assert.equal(resent.status, 200)
    const code = await codeFor(server, 'soon-theirs@example.org')
    assert.notEqual(code, first)
    await signUp(server, 'soon-theirs@example.org')
    const late = await submit(server, 'verification', waitingIn(answer), again)
    assert.deepEqual([late.status, messageIds(late.json)], [400, [taken]])
    const proved = await submit(server, 'verification', waitingIn(answer), { method: 'code', code })
    assert.deepEqual([proved.status, messageIds(proved.json)], [400, [taken, taken]])
    assert.equal((await stored(server, id))[0].email, 'mine@example.org')
  })

  it('the code that is sent again completes the change', async () => {
    const { id, token } = await signUp(server, 'again@example.org')
    const { answer } = await change(server, token, { email: 'again-new@example.org' })
    await mailTo(server, 'again-new@example.org')
    await submit(server, 'verification', waitingIn(answer), {
      method: 'code',
      email: 'again-new@example.org',
    })
    await confirm(server, waitingIn(answer), 'again-new@example.org')
    assert.deepEqual((await stored(server, id))[1], [['again-new@example.org', true]])
  })

  const ends: Readonly<
    Record<string, (of: { id: string; token: string; email: string }) => Promise<void>>
  > = {
    'the session that asked for it ends': async ({ token }) => {
      await server.public('DELETE', '/self-service/logout/api', { json: { session_token: token } })
    },
    'the settings flow ends': async () => server.pass(1_800_000),
    'a newer change waits': async ({ token, email }) => {
      await change(server, token, { email: `newer-${email}` })
    },
    'other traits are stored': async ({ token, email }) => {
      await change(server, token, { email, name: { first: 'X' } })
    },
    'the account is switched off': async ({ id }) => {
      const off = [{ op: 'replace', path: '/state', value: 'inactive' }]
      await server.admin('PATCH', `/admin/identities/${id}`, { json: off })
    },
  }
  for (const [index, [when, end]] of Object.entries(ends).entries())
    it(`the change is not made any more once ${when}`, async () => {
      const email = `ended-${index}@example.org`
      const { id, token } = await signUp(server, email)
      const { answer } = await change(server, token, { email: `x-${email}` })
      await end({ id, token, email })
      const { status, json } = await confirm(server, waitingIn(answer), `x-${email}`)
      assert.deepEqual([status, json.state, messageIds(json)], [200, 'sent_email', [wrongCode]])
      assert.deepEqual((await stored(server, id))[1], [[email, false]])
    })

  it('a browser is led to the verification, and a page is told of it', async () => {
    const { email, id } = await signUp(server, 'browser@example.org')
    const jar = await signedInBrowser(server, email)
    const flow = await openSpa(server, 'settings', jar)
    const html = { method: 'profile', 'traits.email': 'browser-1@example.org' }
    const sent = await submitForm(server, 'settings', flow, jar, html)
    const page = 'http://127.0.0.1:4455/verification?flow='
    assert.deepEqual([sent.status, sent.location?.startsWith(page)], [303, true])
    const told = await submitSpa(server, 'settings', flow, jar, {
      method: 'profile',
      traits: { email: 'browser-2@example.org' },
    })
    const [one] = told.json.continue_with
    assert.deepEqual([one.action, one.flow.url], ['show_verification_ui', page + one.flow.id])
    const shown = await server.public('GET', `/self-service/verification/flows?id=${one.flow.id}`, {
      jar,
    })
    const code = await codeFor(server, 'browser-2@example.org')
    await submitSpa(server, 'verification', shown.json, jar, { method: 'code', code })
    assert.deepEqual((await stored(server, id))[1], [['browser-2@example.org', true]])
  })
})

describe('settings: a new address in every edition', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(configOf())
  })
  after(() => server.close())

  for (const edition of editions)
    it(`waits for its verification in ${edition.name}`, async () => {
      const client: EditionClient = clientOf(server, edition)
      const email = `${edition.name}@example.org`,
        next = `next-${email}`
      const jar = await client.signUp(email)
      const flow = await client.open('settings', jar)
      const sent = await client.send('settings', flow, 'profile', jar, { 'traits.email': next })
      assert.match(sent.location ?? '', /^http:\/\/127\.0\.0\.1:4455\/verification\?/)
      const emailNow = async () => {
        const { json } = await client.whoami({ jar })
        return json.identity.traits.email as string
      }
      assert.equal(await emailNow(), email)
      const id = new URL(sent.location ?? '').searchParams.get(edition.flowParameter) ?? ''
      if (offers(edition, 'code')) {
        const verification = await client.read('verification', id, { jar })
        const code = await codeFor(server, next)
        await client.send('verification', verification, 'code', jar, { code })
      } else {
        const link = new URL((await mailTo(server, next)).at(-1)?.links[0] ?? '')
        const path = link.pathname + link.search
        await pressButton(server, path, await visitPage(server, path, jar), jar)
      }
      assert.equal(await emailNow(), next)
    })
})

describe('settings: the addresses that are told', () => {
  for (const [recipients, told] of [
    [undefined, ['gone']],
    ['removed', ['gone']],
    ['all_verified', ['kept']],
    ['all', ['gone', 'kept']],
  ] as const)
    it(`are ${told.join(' and ')} for ${recipients ?? 'no choice'}`, async () => {
      const config: any = configOf(recipients)
      config.selfservice.flows.settings.after.profile.hooks.shift()
      const server = await startServer(config)
      try {
        const { id, token } = await signUp(server, 'gone@example.org', {
          backup: 'kept@example.org',
        })
        const kept = (await server.admin('GET', `/admin/identities/${id}`)).json
          .verifiable_addresses
        const at = kept.findIndex((one: any) => one.value === 'kept@example.org')
        await server.admin('PATCH', `/admin/identities/${id}`, {
          json: [{ op: 'replace', path: `/verifiable_addresses/${at}/verified`, value: true }],
        })
        const traits = { email: 'new@example.org', backup: 'kept@example.org' }
        assert.equal((await change(server, token, traits)).answer.json.state, 'success')
        const isTold = async (name: string) =>
          (await mailTo(server, `${name}@example.org`)).some(
            (one) => one.template_type === 'verifiable_address_changed',
          )
        const names = ['gone', 'kept', 'new']
        const found = await Promise.all(names.map(isTold))
        assert.deepEqual(
          names.filter((_, index) => found[index]),
          told,
        )
      } finally {
        await server.close()
      }
    })
})

it('verify_new_address without the verification of addresses is a fault', async () => {
  const config: any = configOf()
  config.selfservice.flows.verification.enabled = false
  await assert.rejects(startServer(config), /needs the verification of addresses/)
})

it('its message is told to administrators as the type that clients of the edition know', async () => {
  const server = await startServer(configOf())
  try {
    const { token } = await signUp(server, 'listed@example.org')
    const { answer } = await change(server, token, { email: 'listed-new@example.org' })
    await confirm(server, waitingIn(answer), 'listed-new@example.org')
    const typesIn = async (mount: string) => {
      const path = `${mount}/admin/courier/messages?recipient=listed%40example.org`
      return (await server.admin('GET', path)).json.map((one: any) => one.template_type)
    }
    assert.deepEqual((await typesIn('/current')).toSorted(), ['stub', 'verification_code_valid'])
    assert.deepEqual((await typesIn('/v26.3')).toSorted(), [
      'verifiable_address_changed',
      'verification_code_valid',
    ])
  } finally {
    await server.close()
  }
})
