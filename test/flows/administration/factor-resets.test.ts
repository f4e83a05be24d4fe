// An administrator removes somebody's second factors: after a delay, with notices, and stopped by the
// person.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createFactorResetJob } from '#app/factor-resets.ts'
import { noticeDelayMs } from '#flow/notices.ts'
import { resetSecondFactors } from '#commands/api/verbs.ts'
import { setUpSecondFactors, type CredentialType } from '#identity/credential-types.ts'
import {
  addLookup,
  addTotp,
  codeAt,
  period,
  stepUpSpa,
  withFactors,
} from '../../support/factors.ts'
import { read, scratch } from '../../config/files.ts'
import { Jar } from '../../support/jar.ts'
import { addKey, askForKey, withKeys } from '../../support/keys.ts'
import { mailTo } from '../../support/mail.ts'
import { openSpa, password, signIn, submitSpa } from '../../support/people.ts'
import { owner, withSecondCodes } from '../../support/second-codes.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../../support/server.ts'

const hour = 3_600_000
const types = { begun: 'second_factor_reset_begun_valid', done: 'second_factor_reset_done_valid' }
const on = [
  withFactors,
  withKeys(false),
  {
    ...withSecondCodes,
    selfservice: { ...withSecondCodes.selfservice, methods: { code: { enabled: true } } },
    session: { lifespan: '2400h' },
    pallas: { second_factor: { remember: '30d' }, notices: { enabled: false } },
  },
].reduce<Parameters<typeof mergeDeep>[0]>(mergeDeep, {})
let people = 0

describe('the reset of second factors', () => {
  let server: TestServer, email: string, id: string, jar: Jar, secret: string, codes: string[]
  let key: Awaited<ReturnType<typeof addKey>>
  before(async () => {
    server = await startServer(on)
  })
  after(() => server.close())
  beforeEach(async () => {
    server.reconfigure({})
    const name = `ada-${++people}`
    email = `${name}@example.org`
    id = await owner(server, {
      email,
      other: `${name}@example.com`,
      phone: `+49151${String(20_000_000 + people)}`,
    })
    const token = (await signIn(server, email)).json.session_token
    secret = await addTotp(server, token)
    codes = await addLookup(server, token)
    jar = await first()
    assert.equal((await stepUpSpa(server, jar, app())).status, 200)
    key = await addKey(server, 'webauthn', jar)
  })

  const url = () => `/admin/pallas/identities/${id}/second-factor-reset`
  const begin = () => server.admin('POST', url())
  const waits = async () => (await server.admin('GET', url())).status === 200
  const carryOut = () => server.app.factorResets.drain()
  const app = () => {
    server.pass(period)
    return { method: 'totp', totp_code: codeAt(secret, server.now()) }
  }
  async function first(kept = new Jar()): Promise<Jar> {
    const fields = { method: 'password', identifier: email, password }
    const flow = await openSpa(server, 'login', kept)
    const { status, text } = await submitSpa(server, 'login', flow, kept, fields)
    // 422: the second factor is to be given next
    assert.ok(status === 200 || status === 422, text)
    return kept
  }
  const level = async (of: Jar) => {
    const { status, json } = await server.public('GET', '/sessions/whoami', { jar: of })
    return status === 200 ? json.authenticator_assurance_level : (json.error.id ?? status)
  }
  const told = async (what: keyof typeof types, to = email) => {
    server.pass(noticeDelayMs)
    return (await mailTo(server, to)).filter((one) => one.template_type === types[what])
  }
  const factors = async (): Promise<string[]> =>
    Object.keys((await server.admin('GET', `/admin/identities/${id}`)).json.credentials).filter(
      (type) => setUpSecondFactors.includes(type as CredentialType),
    )

  it('waits for its time, then removes them and ends all sessions, and tells all addresses', async () => {
    const { status, json } = await begin()
    assert.equal(status, 200)
    assert.deepEqual(json, (await server.admin('GET', url())).json)
    assert.equal(json.identity_id, id)
    assert.equal(Date.parse(json.due_at) - Date.parse(json.requested_at), 72 * hour)
    const everywhere = [email, email.replace('.org', '.com'), `+49151${20_000_000 + people}`]
    for (const to of everywhere) assert.equal((await told('begun', to)).length, 1, to)
    server.setClock(Date.parse(json.due_at) - 1 - server.now())
    await carryOut()
    assert.deepEqual([await waits(), await level(jar)], [true, 'aal2'])
    assert.equal((await factors()).length, 3)
    server.pass(1)
    await Promise.all([carryOut(), carryOut(), carryOut()])
    assert.deepEqual([await waits(), await level(jar)], [false, 401])
    for (const to of everywhere) assert.equal((await told('done', to)).length, 1, to)
    assert.deepEqual(await factors(), ['webauthn'], 'of which the identifiers are left')
    const again = await first()
    assert.equal(await level(again), 'aal1')
    assert.equal(
      (await server.public('GET', '/self-service/settings/browser', { jar: again })).status,
      200,
    )
  })

  it('says when, who, and when it is done, in the language of the person', async () => {
    await begin()
    const [notice] = await told('begun')
    assert.match(notice?.text ?? '', /When: .* UTC\n[^]*By: an administrator[^]*done at: .* UTC/)
    const german = `anna-${people}@example.org`
    id = await owner(server, { email: german, locale: 'de' })
    await addLookup(server, (await signIn(server, german)).json.session_token)
    await begin()
    const [other] = await told('begun', german)
    assert.match(other?.text ?? '', /Wann: .* UTC\n[^]*Von: der Verwaltung[^]*geschieht am: .* UTC/)
  })

  it('forgets remembered devices, on which the second factor was given', async () => {
    const kept = await first()
    await stepUpSpa(server, kept, { ...app(), remember_device: true })
    const before = await server.store.remembered.list(id)
    await begin()
    server.pass(72 * hour)
    await carryOut()
    assert.deepEqual([before.length, await server.store.remembered.list(id)], [1, []])
  })

  it('is neither begun twice nor put off by a second call', async () => {
    const { json } = await begin()
    server.pass(hour)
    assert.deepEqual((await begin()).json, json)
    assert.equal((await told('begun')).length, 1)
  })

  it('is cancelled by an administrator, and is not there for others', async () => {
    await begin()
    assert.equal((await server.admin('DELETE', url())).status, 204)
    for (const method of ['GET', 'DELETE'])
      assert.equal((await server.admin(method, url())).status, 404)
    server.pass(73 * hour)
    await carryOut()
    assert.deepEqual([(await factors()).length, await told('done')], [3, []])
    id = await owner(server, { email: `nothing-${people}@example.org` })
    assert.equal((await begin()).status, 400)
    id = id.replace(/^.{8}/, '00000000')
    for (const method of ['POST', 'GET', 'DELETE'])
      assert.equal((await server.admin(method, url())).status, 404)
  })

  const ways: Readonly<Partial<Record<CredentialType, (of: Jar) => Promise<Answer>>>> = {
    totp: (of) => stepUpSpa(server, of, app()),
    lookup_secret: (of) =>
      stepUpSpa(server, of, { method: 'lookup_secret', lookup_secret: codes[0] }),
    async webauthn(of) {
      const asked = await askForKey(server, 'webauthn', of, { email, query: '?aal=aal2' })
      return asked.answer(JSON.stringify(key.get(asked.options)))
    },
  }
  it('is cancelled by a sign-in with each second factor, not by the first or a remembered one', async () => {
    assert.deepEqual(Object.keys(ways).toSorted(), setUpSecondFactors.toSorted())
    const kept = await first()
    await stepUpSpa(server, kept, { ...app(), remember_device: true })
    for (const [type, way] of Object.entries(ways)) {
      await begin()
      const own = new Jar()
      own.store([`pallas_remembered=${kept.get('pallas_remembered') ?? ''}`])
      await first(own)
      assert.deepEqual([await level(own), await waits()], ['aal2', true])
      const next = await first()
      assert.equal(await waits(), true)
      assert.equal((await way(next)).status, 200, type)
      assert.deepEqual([await level(next), await waits()], ['aal2', false], type)
    }
  })

  it('is cancelled by the button of the link, by whoever has it, and by nothing else', async () => {
    await begin()
    const [notice] = await told('begun')
    const link = notice?.links.find((one) => one.includes('reset=')) ?? assert.fail()
    const { pathname, search } = new URL(link)
    const reader = new Jar()
    const open = () => server.public('GET', pathname + search, { accept: 'text/html', jar: reader })
    const [, token = ''] = /name="csrf_token" value="([^"]+)"/.exec((await open()).text) ?? []
    const press = (form: Readonly<Record<string, string>>, query = search) =>
      server.public('POST', pathname + query, { form, accept: 'text/html', jar: reader })
    const csrf = { csrf_token: token }
    const otherReset = search.replace(/reset=[^&]+/, `reset=${crypto.randomUUID()}`)
    const otherPerson = search.replace(/identity=[^&]+/, `identity=${crypto.randomUUID()}`)
    assert.equal((await press({})).status, 403)
    for (const wrong of [`${search}x`, otherReset, otherPerson, ''])
      assert.equal((await press(csrf, wrong)).status, 400, wrong)
    assert.equal(await waits(), true)
    assert.match((await press(csrf)).text, /Your second factors stay/)
    assert.equal(await waits(), false)
    await begin()
    assert.match((await press(csrf)).text, /There is nothing to stop/)
    assert.equal(await waits(), true, 'the link is one of the first reset')
  })

  it('is done at once where there is no delay, and is told once', async () => {
    server.reconfigure({ pallas: { second_factor: { reset_delay: '0s' } } })
    assert.equal((await begin()).status, 200)
    assert.deepEqual(await factors(), ['webauthn'])
    assert.deepEqual([(await told('begun')).length, (await told('done')).length], [0, 1])
  })

  it('is begun and cancelled on the command line, for those who have something to lose', async () => {
    const printed: string[] = [],
      failures: string[] = []
    const api = {
      call: async (method: string, path: string) => ({
        ...(await server.admin(method, path)),
        nextPage: undefined,
      }),
      close: async () => undefined,
    }
    const io = {
      cwd: '/',
      input: (async function* () {})(),
      print: (text: string) => void printed.push(text),
      printStderr: (line: string) => void failures.push(line),
    }
    const flags = { format: { kind: 'table' }, quiet: false } as const
    const ids = [id, await owner(server, { email: `none-${people}@example.org` })]
    const run = (cancel: boolean) => resetSecondFactors(api, ids, { cancel }, flags, io)
    assert.deepEqual([await run(false), await waits()], [false, true])
    const { json } = await server.admin('GET', url())
    assert.ok(printed.join().includes(id) && printed.join().includes(json.due_at))
    assert.deepEqual([await run(true), await waits()], [false, false])
    assert.deepEqual(
      failures.map((line) => line.split(':')[0]),
      [ids[1], ids[1]],
    )
  })
})

it('a server that removes second factors at once says so', (t) => {
  const warned = (delay: string) =>
    read(
      { cwd: scratch(t), dev: true },
      `pallas: { second_factor: { reset_delay: ${delay} } }`,
    ).warnings.some((one) => one.includes('reset_delay'))
  assert.deepEqual([warned('0s'), warned('1d')], [true, false])
})

it('a reset that fails is told, and holds up no other', async () => {
  const resets = ['fails', 'works'].map((id) => ({ id, identityId: id, requestedAt: 0, dueAt: 0 }))
  const failure = new Error('no database'),
    failures: unknown[] = []
  const done: string[] = []
  const job = createFactorResetJob(
    {
      due: async () => resets,
      carryOut: async ({ id }) => {
        if (id === 'fails') throw failure
        done.push(id)
        return true
      },
    },
    (error) => failures.push(error),
  )
  await job.run()
  assert.deepEqual([done, failures], [['works'], [failure]])
})
