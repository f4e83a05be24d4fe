// Security requirements 12, 14, 24 to 27 and 44, for authenticator apps and backup codes.
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { mounted, offers, placesOf } from '../support/edition-features.ts'
import { editions } from '../support/editions.ts'
import {
  addLookup,
  addTotp,
  codeAt,
  codesIn,
  nodeNames,
  period,
  secretIn,
  stepUp,
  withFactors,
} from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor } from '../support/mail.ts'
import {
  messageIds,
  openApi,
  openSpa,
  proveAddress,
  password,
  signIn,
  signUp,
  signedInBrowser,
  submit,
  submitForm,
  submitSpa,
} from '../support/people.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

const minute = 60_000
const withRecovery = mergeDeep(withFactors, {
  selfservice: { flows: { recovery: { enabled: true, use: 'code' } } },
})

/** Somebody with both second factors, and a session that has given neither. */
async function guarded(server: TestServer, email: string) {
  const owner = await signUp(server, email)
  await proveAddress(server, owner.id)
  const codes = await addLookup(server, owner.token)
  const secret = await addTotp(server, owner.token)
  const { session_token } = (await signIn(server, email)).json
  return { ...owner, codes, secret, half: session_token as string }
}
/** A browser that has recovered the account; it is sent to `settings`. */
async function recover(
  server: TestServer,
  email: string,
): Promise<{ readonly jar: Jar; readonly settings: string }> {
  const jar = new Jar()
  const flow = await openSpa(server, 'recovery', jar)
  await submitSpa(server, 'recovery', flow, jar, { method: 'code', email })
  const { json } = await submitSpa(server, 'recovery', flow, jar, {
    method: 'code',
    code: await codeFor(server, email),
  })
  return { jar, settings: json.redirect_browser_to }
}
type Person = Awaited<ReturnType<typeof guarded>>

/** Where second factors are set up and given; what the other editions do is in another file. */
const places = editions.filter((one) => offers(one, 'totp')).flatMap(placesOf)

it('second factors are tried at every place of the editions that have them', () => {
  const having = editions.filter((one) => offers(one, 'totp'))
  assert.ok(having.length > 0 && places.length >= having.length * 2, places.join())
})

for (const place of places)
  describe(`guessing a second factor (${place}/)`, () => {
    let server: TestServer,
      people = 0,
      who: Person
    before(async () => {
      const settings = { ...withRecovery, pallas: { guessing: { max_failures: 5, wait: '15m' } } }
      server = mounted(await startServer(settings), place)
    })
    after(() => server.close())
    beforeEach(async () => {
      who = await guarded(server, `guess-${++people}@example.org`)
    })

    const wrong = async (token = who.half) =>
      messageIds((await stepUp(server, token, { method: 'totp', totp_code: '000000' })).json)
    const right = () =>
      stepUp(server, who.half, { method: 'totp', totp_code: codeAt(who.secret, server.now()) })

    it('ends after so many wrong codes in a row, of whichever kind, and the right one fails then too', async () => {
      for (let i = 0; i < 3; i++) assert.deepEqual(await wrong(), [4000008])
      for (let i = 0; i < 2; i++)
        assert.deepEqual(
          messageIds(
            (await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: 'aaaaaaaa' }))
              .json,
          ),
          [4000016],
        )
      const refused = await right()
      assert.deepEqual([refused.status, messageIds(refused.json)], [400, [4000038]])
      assert.ok(Number(refused.headers['retry-after']) > 0)
      assert.deepEqual(
        messageIds(
          (await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] }))
            .json,
        ),
        [4000038],
      )
      assert.equal((await signIn(server, who.email)).status, 200, 'the first factor has its own')
    })

    it('is not made possible again by the right password', async () => {
      for (let i = 0; i < 4; i++) await wrong()
      const again = (await signIn(server, who.email)).json.session_token
      assert.deepEqual(await wrong(again), [4000008])
      assert.deepEqual(await wrong(again), [4000038])
    })

    it('is not made possible again by a recovery', async () => {
      for (let i = 0; i < 5; i++) await wrong()
      const { jar } = await recover(server, who.email)
      assert.equal((await signIn(server, who.email)).status, 200, 'the first factor is')
      const flow = await openSpa(server, 'login', jar, '?aal=aal2')
      const refused = await submitSpa(server, 'login', flow, jar, {
        method: 'totp',
        totp_code: codeAt(who.secret, server.now()),
      })
      assert.deepEqual(messageIds(refused.json), [4000038])
    })

    it('is possible again after the wait, and a success clears the count', async () => {
      for (let i = 0; i < 5; i++) await wrong()
      server.pass(15 * minute + 1)
      assert.equal((await right()).status, 200)
      for (let round = 0; round < 2; round++) {
        who = { ...who, half: (await signIn(server, who.email)).json.session_token }
        for (let i = 0; i < 4; i++) assert.deepEqual(await wrong(), [4000008])
        server.pass(period)
        assert.equal((await right()).status, 200)
      }
    })

    it('counts 200 guesses at the same moment', async () => {
      const flow = await openApi(server, 'login', '?aal=aal2', { token: who.half })
      const answers = await Promise.all(
        Array.from({ length: 200 }, () =>
          submit(
            server,
            'login',
            flow,
            { method: 'totp', totp_code: '000000' },
            { token: who.half },
          ),
        ),
      )
      assert.ok(answers.every(({ status }) => status === 400))
      assert.ok(answers.filter(({ json }) => messageIds(json).includes(4000008)).length <= 5)
    })
  })

for (const place of places)
  describe(`a code of a second factor (${place}/)`, () => {
    let server: TestServer,
      people = 0,
      who: Person
    before(async () => {
      server = mounted(await startServer(withRecovery), place)
    })
    after(() => server.close())
    beforeEach(async () => {
      who = await guarded(server, `once-${++people}@example.org`)
    })

    /** Many sessions of one person bring the same code at the same moment. */
    async function together(body: object, count = 12): Promise<readonly Answer[]> {
      const opened = await Promise.all(
        Array.from({ length: count }, async () => {
          const token: string = (await signIn(server, who.email)).json.session_token
          return { token, flow: await openApi(server, 'login', '?aal=aal2', { token }) }
        }),
      )
      return Promise.all(
        opened.map(({ token, flow }) => submit(server, 'login', flow, body, { token })),
      )
    }

    it('of an app works once, also in another session, and none before it works any more', async () => {
      const code = codeAt(who.secret, server.now())
      assert.equal(
        (await stepUp(server, who.half, { method: 'totp', totp_code: code })).status,
        200,
      )
      const other = (await signIn(server, who.email)).json.session_token
      for (const used of [code, codeAt(who.secret, server.now() - period)])
        assert.deepEqual(
          messageIds((await stepUp(server, other, { method: 'totp', totp_code: used })).json),
          [4000008],
        )
    })

    it('that set the app up does not sign in', async () => {
      const { token, email } = await signUp(server, `fresh-${who.email}`)
      const flow = await openApi(server, 'settings', '', { token })
      const code = codeAt(secretIn(flow), server.now())
      await submit(server, 'settings', flow, { method: 'totp', totp_code: code }, { token })
      const half = (await signIn(server, email)).json.session_token
      assert.deepEqual(
        messageIds((await stepUp(server, half, { method: 'totp', totp_code: code })).json),
        [4000008],
      )
    })

    for (const kind of ['totp', 'lookup_secret'] as const) {
      it(`of many that bring it at the same moment one succeeds: ${kind}`, async () => {
        const body =
          kind === 'totp'
            ? { method: kind, totp_code: codeAt(who.secret, server.now()) }
            : { method: kind, lookup_secret: who.codes[3] }
        const answers = await together(body)
        assert.deepEqual(
          answers.map(({ status }) => status).toSorted((a, b) => a - b),
          [200, ...Array(answers.length - 1).fill(400)],
        )
      })
    }

    it('is not lost when the account is changed elsewhere at the same moment', async () => {
      const changes = Array.from({ length: 4 }, (_, n) =>
        server.admin('PATCH', `/admin/identities/${who.id}`, {
          json: [{ op: 'replace', path: '/metadata_public', value: { n } }],
        }),
      )
      const [answer] = await Promise.all([
        stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] }),
        ...changes,
      ])
      assert.equal(answer?.status, 200)
      assert.deepEqual(
        messageIds(
          (
            await stepUp(server, (await signIn(server, who.email)).json.session_token, {
              method: 'lookup_secret',
              lookup_secret: who.codes[0],
            })
          ).json,
        ),
        [4000012],
      )
    })

    it('counts in a flow that asks for it only, and for the person who opened the flow only', async () => {
      const first = await openApi(server, 'login')
      assert.deepEqual(
        messageIds(
          (
            await submit(server, 'login', first, {
              method: 'lookup_secret',
              lookup_secret: who.codes[0],
            })
          ).json,
        ),
        [4010002],
      )
      const mallory = await signUp(server, `mallory-${who.email}`)
      const flow = await openApi(server, 'login', '?aal=aal2', { token: who.half })
      const sent = await submit(
        server,
        'login',
        flow,
        { method: 'lookup_secret', lookup_secret: who.codes[0] },
        { token: mallory.token },
      )
      assert.deepEqual([sent.status, sent.json.error.id], [403, 'security_identity_mismatch'])
      const theirs = await openApi(server, 'login', '?aal=aal2', { token: mallory.token })
      assert.deepEqual(
        messageIds(
          (
            await submit(
              server,
              'login',
              theirs,
              { method: 'lookup_secret', lookup_secret: who.codes[0] },
              { token: mallory.token },
            )
          ).json,
        ),
        [4000014],
      )
    })

    it('is not made up for by the first factor once more', async () => {
      const { status, json } = await stepUp(server, who.half, {
        method: 'password',
        identifier: who.email,
        password,
      })
      assert.deepEqual([status, messageIds(json)], [400, [4010002]])
      const refreshed = await stepUp(
        server,
        who.half,
        { method: 'password', identifier: who.email, password },
        '?refresh=true',
      )
      assert.equal(refreshed.json.session.authenticator_assurance_level, 'aal1')
    })

    it('is asked for wherever something of the account is shown or changed', async () => {
      const asks = [
        ['GET', '/sessions/whoami'],
        ['GET', '/sessions'],
        ['DELETE', '/sessions'],
        ['GET', '/self-service/settings/api'],
        ['GET', '/self-service/settings/browser'],
      ] as const
      for (const [method, url] of asks) {
        const { status, json, text } = await server.public(method, url, { token: who.half })
        assert.deepEqual([status, json.error.id], [403, 'session_aal2_required'], url)
        assert.doesNotMatch(text, /example\.org/)
      }
      const full = (
        await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] })
      ).json.session_token
      const flow = await openApi(server, 'settings', '', { token: full })
      const half = (await signIn(server, who.email)).json.session_token
      for (const answer of [
        await server.public('GET', `/self-service/settings/flows?id=${flow.id}`, { token: half }),
        await submit(
          server,
          'settings',
          flow,
          { method: 'profile', traits: { email: 'taken@example.org' } },
          { token: half },
        ),
      ]) {
        assert.deepEqual([answer.status, answer.json.error.id], [403, 'session_aal2_required'])
      }
    })

    it('is not skipped by a recovery, after which the settings go on where they were', async () => {
      const { jar, settings } = await recover(server, who.email)
      const fetched = await server.public(
        'GET',
        `/self-service/settings/flows?id=${new URL(settings).searchParams.get('flow')}`,
        { jar },
      )
      assert.deepEqual([fetched.status, fetched.json.error.id], [403, 'session_aal2_required'])
      const next = new URL(fetched.json.redirect_browser_to)
      assert.deepEqual(
        [next.searchParams.get('aal'), next.searchParams.get('return_to')],
        ['aal2', settings],
      )
      const login = await openSpa(server, 'login', jar, next.search)
      const done = await submitForm(server, 'login', login, jar, {
        method: 'lookup_secret',
        lookup_secret: who.codes[1] ?? '',
      })
      assert.equal(done.location, settings)
      const shown = await server.public(
        'GET',
        `/self-service/settings/flows?id=${new URL(settings).searchParams.get('flow')}`,
        { jar },
      )
      assert.deepEqual([shown.status, messageIds(shown.json)], [200, [1060001]])
    })
  })

for (const place of places)
  describe(`factors of somebody who has a second one (${place}/)`, () => {
    let server: TestServer,
      people = 0,
      who: Person
    before(async () => {
      const settings = mergeDeep(withFactors, {
        selfservice: {
          flows: {
            settings: { required_aal: 'aal1', lifespan: '3h', privileged_session_max_age: '15m' },
          },
        },
        session: { whoami: { required_aal: 'aal1' } },
      })
      server = mounted(await startServer(settings), place)
    })
    after(() => server.close())
    beforeEach(async () => {
      who = await guarded(server, `factors-${++people}@example.org`)
    })

    const attempts = [
      { method: 'totp', totp_unlink: true },
      { method: 'totp', totp_code: '123456' },
      { totp_unlink: 'true' },
      { method: 'lookup_secret', lookup_secret_reveal: true },
      { method: 'lookup_secret', lookup_secret_regenerate: true },
      { method: 'lookup_secret', lookup_secret_confirm: true },
      { method: 'lookup_secret', lookup_secret_disable: true },
      { method: 'password', password: 'another-Good-one-77!' },
      { method: 'profile', traits: { email: 'moved@example.org' } },
    ]
    const stored = async () =>
      JSON.stringify((await server.store.identities.find(who.id))?.credentials)

    it('cannot be added, removed, renewed or shown after the first one alone, even where the settings open without the second', async () => {
      const before = await stored()
      const flow = await openApi(server, 'settings', '', { token: who.half })
      for (const body of attempts) {
        const { status, json } = await submit(server, 'settings', flow, body, { token: who.half })
        assert.deepEqual(
          [status, json.error.id],
          [403, 'session_aal2_required'],
          JSON.stringify(body),
        )
      }
      assert.equal(await stored(), before)
      const named = await submit(
        server,
        'settings',
        flow,
        { method: 'profile', traits: { email: who.email, name: { first: 'Ada' } } },
        { token: who.half },
      )
      assert.equal(named.status, 200)
    })

    it('are not shown to another session by a flow in which the owner has asked for them', async () => {
      const full: string = (
        await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] })
      ).json.session_token
      const flow = await openApi(server, 'settings', '', { token: full })
      const own = await submit(
        server,
        'settings',
        flow,
        { method: 'lookup_secret', lookup_secret_reveal: true },
        { token: full },
      )
      assert.equal(codesIn(own.json)[1], who.codes[1])
      const half: string = (await signIn(server, who.email)).json.session_token
      const { json, text } = await server.public(
        'GET',
        `/self-service/settings/flows?id=${flow.id}`,
        { token: half },
      )
      assert.deepEqual(nodeNames(json, 'lookup_secret'), [
        'lookup_secret_reveal',
        'lookup_secret_disable',
      ])
      for (const code of who.codes) assert.doesNotMatch(text, new RegExp(code))
    })

    it('change only shortly after a sign-in', async () => {
      const full: string = (
        await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] })
      ).json.session_token
      const flow = await openApi(server, 'settings', '', { token: full })
      server.pass(15 * minute + 1)
      for (const body of attempts) {
        const { status, json } = await submit(server, 'settings', flow, body, { token: full })
        assert.deepEqual(
          [status, json.error.id],
          [403, 'session_refresh_required'],
          JSON.stringify(body),
        )
      }
      await stepUp(
        server,
        full,
        { method: 'totp', totp_code: codeAt(who.secret, server.now()) },
        '?aal=aal2&refresh=true',
      )
      assert.equal(
        (
          await submit(
            server,
            'settings',
            flow,
            { method: 'totp', totp_unlink: true },
            { token: full },
          )
        ).status,
        200,
      )
    })

    it('a browser that has to give the second one first comes back to its form', async () => {
      const jar = await signedInBrowser(server, who.email)
      const flow = await openSpa(server, 'settings', jar)
      const sent = await submitForm(server, 'settings', flow, jar, { totp_unlink: 'true' })
      assert.deepEqual(
        [sent.status, sent.location],
        [
          303,
          `http://127.0.0.1:4433${place}/self-service/login/browser?aal=aal2&return_to=${encodeURIComponent(`http://127.0.0.1:4455/settings?flow=${flow.id}`)}`,
        ],
      )
    })

    it('are none by which somebody could sign in: the password stays when both are removed', async () => {
      const full: string = (
        await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] })
      ).json.session_token
      const flow = await openApi(server, 'settings', '', { token: full })
      for (const body of [
        { method: 'totp', totp_unlink: true },
        { method: 'lookup_secret', lookup_secret_disable: true },
      ])
        assert.equal((await submit(server, 'settings', flow, body, { token: full })).status, 200)
      const { json } = await signIn(server, who.email)
      assert.equal(
        (await server.public('GET', '/sessions/whoami', { token: json.session_token })).json
          .authenticator_assurance_level,
        'aal1',
      )
      const last = await server.admin('DELETE', `/admin/identities/${who.id}/credentials/password`)
      assert.equal(last.status, 400)
    })

    it('lie in the database and in the log as nobody can read them', async () => {
      const full: string = (
        await stepUp(server, who.half, { method: 'lookup_secret', lookup_secret: who.codes[0] })
      ).json.session_token
      const flow = await openApi(server, 'settings', '', { token: full })
      const fresh = codesIn(
        (
          await submit(
            server,
            'settings',
            flow,
            { method: 'lookup_secret', lookup_secret_regenerate: true },
            { token: full },
          )
        ).json,
      )
      const other = await signUp(server, `setup-${who.email}`)
      const setup = await openApi(server, 'settings', '', { token: other.token })
      const everything = JSON.stringify([
        await server.store.identities.find(who.id),
        await server.store.flows.find('settings', flow.id),
        await server.store.flows.find('settings', setup.id),
        server.log,
      ])
      assert.match(everything, /"totp":\{"setup":/)
      for (const text of [who.secret, secretIn(setup), ...who.codes, ...fresh])
        assert.ok(!everything.includes(text), text)
      for (const bytes of [who.secret, secretIn(setup)])
        assert.ok(!everything.includes(Buffer.from(bytes).toString('base64').slice(0, 20)))
    })

    it('of one person do not open for another, were they copied in the database', async () => {
      const mallory = await signUp(server, `copy-${who.email}`)
      const [owner, thief] = [
        await server.store.identities.find(who.id),
        await server.store.identities.find(mallory.id),
      ]
      assert.ok(owner && thief)
      const copied = owner.credentials
        .filter(({ type }) => type === 'totp' || type === 'lookup_secret')
        .map((one) => ({ ...one, identifiers: [mallory.id] }))
      await server.store.identities.replace({
        ...thief,
        credentials: [...thief.credentials, ...copied],
      })
      const { session_token } = (await signIn(server, mallory.email)).json
      const codes = {
        totp: { totp_code: codeAt(who.secret, server.now()) },
        lookup_secret: { lookup_secret: who.codes[0] },
      }
      for (const [method, code] of Object.entries(codes))
        assert.equal((await stepUp(server, session_token, { method, ...code })).status, 500, method)
      const { json } = await server.admin(
        'GET',
        `/admin/identities/${mallory.id}?include_credential=totp&include_credential=lookup_secret`,
      )
      assert.deepEqual(
        [json.credentials.totp.config, json.credentials.lookup_secret.config],
        [{}, {}],
      )
    })
  })
