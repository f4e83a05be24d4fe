// Codes and links: guessed, sent many times at once, in other flows, ahead of their person.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { passwordless } from '../support/code-people.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { mounted, offers, placesOf } from '../support/edition-features.ts'
import { editions } from '../support/editions.ts'
import { codeFor, linkFor, mailTo, otherThan } from '../support/mail.ts'
import { Jar } from '../support/jar.ts'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  submit,
  submitSpa,
} from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const together = <T>(count: number, job: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => job(index)))
const mailed = {
  methods: { link: { enabled: true } },
  flows: { recovery: { enabled: true }, verification: { enabled: true } },
}

/** Where codes are sent and typed in; links of all editions are in another file. */
const places = editions.filter((one) => offers(one, 'code')).flatMap(placesOf)
const settings = {
  ...passwordless,
  selfservice: {
    methods: { ...passwordless.selfservice.methods, link: { enabled: true } },
    flows: {
      ...mailed.flows,
      registration: {
        after: {
          password: { hooks: [{ hook: 'session' }] },
          code: { hooks: [{ hook: 'session' }] },
        },
      },
    },
  },
}

it('codes are tried at every place of the editions that have them', () =>
  assert.ok(places.length >= 2, places.join()))

for (const place of places)
  describe(`one-time codes (${place}/)`, () => {
    let server: TestServer
    before(async () => {
      server = mounted(await startServer(settings), place)
    })
    after(() => server.close())

    async function person(email: string): Promise<string> {
      const { id } = await signUp(server, email)
      await mailTo(server, email)
      return id
    }

    async function recoveryFor(email: string): Promise<{ flow: any; code: string }> {
      const flow = await openApi(server, 'recovery')
      await submit(server, 'recovery', flow, { method: 'code', email })
      return { flow, code: await codeFor(server, email) }
    }

    it('a code dies after five wrong tries; the right one fails then, too', async () => {
      await person('five@example.org')
      const { flow, code } = await recoveryFor('five@example.org')
      for (let tries = 0; tries < 5; tries++)
        assert.deepEqual(
          messageIds(
            (await submit(server, 'recovery', flow, { method: 'code', code: otherThan(code) }))
              .json,
          ),
          [4060006],
        )
      assert.equal((await submit(server, 'recovery', flow, { method: 'code', code })).status, 303)
      assert.equal((await submit(server, 'recovery', flow, { method: 'code', code })).status, 303)
    })

    it('the right code at the fifth try is good', async () => {
      await person('fifth@example.org')
      const { flow, code } = await recoveryFor('fifth@example.org')
      for (let tries = 0; tries < 4; tries++)
        await submit(server, 'recovery', flow, { method: 'code', code: otherThan(code) })
      assert.equal((await submit(server, 'recovery', flow, { method: 'code', code })).status, 422)
    })

    it('a code that is sent again gives no tries more', async () => {
      await person('more@example.org')
      const { flow, code } = await recoveryFor('more@example.org')
      for (let tries = 0; tries < 4; tries++)
        await submit(server, 'recovery', flow, { method: 'code', code: otherThan(code) })
      await submit(server, 'recovery', flow, { method: 'code', email: 'more@example.org' })
      const fresh = await codeFor(server, 'more@example.org')
      await submit(server, 'recovery', flow, { method: 'code', code: otherThan(fresh) })
      assert.equal(
        (await submit(server, 'recovery', flow, { method: 'code', code: fresh })).status,
        303,
      )
    })

    it('of 200 guesses at the same moment five are compared', async () => {
      await person('storm@example.org')
      const { flow, code } = await recoveryFor('storm@example.org')
      const wrong = otherThan(code)
      const answers = await together(200, () =>
        submit(server, 'recovery', flow, { method: 'code', code: wrong }),
      )
      assert.ok(
        answers.every(({ status }) => status < 500),
        [...new Set(answers.map(({ status }) => status))].join(),
      )
      assert.equal(
        answers.filter(({ status, json }) => status === 200 && messageIds(json).includes(4060006))
          .length,
        5,
      )
      assert.equal((await submit(server, 'recovery', flow, { method: 'code', code })).status, 303)
    })

    for (const kind of ['recovery', 'verification', 'login', 'registration'] as const) {
      it(`a ${kind} code that is sent twenty times at the same moment succeeds once`, async () => {
        const email = `once-${kind}@example.org`
        if (kind !== 'registration') await person(email)
        const flow = await openApi(server, kind)
        const more = kind === 'registration' ? { traits: { email } } : {}
        await submit(server, kind, flow, { method: 'code', email, identifier: email, ...more })
        const code = await codeFor(server, email)
        const limited = await together(20, () =>
          submit(server, kind, flow, { method: 'code', code, ...more }),
        )
        const succeeded = {
          recovery: ({ status }: any) => status === 422,
          verification: ({ status, json }: any) =>
            status === 200 &&
            json.state === 'passed_challenge' &&
            messageIds(json).includes(1080002),
          login: ({ status }: any) => status === 200,
          registration: ({ status }: any) => status === 200,
        }[kind]
        assert.equal(
          limited.filter(succeeded).length,
          1,
          limited.map(({ status }) => status).join(),
        )
        assert.ok(limited.every(({ status }) => status < 500))
      })
    }

    it('a link that is opened twenty times at the same moment signs in once', async () => {
      const id = await person('click@example.org')
      const made = await server.admin('POST', '/admin/recovery/link', { json: { identity_id: id } })
      const { pathname, search } = new URL(made.json.recovery_link)
      const jars = Array.from({ length: 20 }, () => new Jar())
      await Promise.all(
        jars.map((jar) => server.public('GET', pathname + search, { jar, accept: 'text/html' })),
      )
      const whoami = await Promise.all(
        jars.map((jar) => server.public('GET', '/sessions/whoami', { jar })),
      )
      assert.equal(whoami.filter(({ status }) => status === 200).length, 1)
    })

    it('a code is wrong in every other flow, of its kind or another', async () => {
      const id = await person('flows@example.org')
      const { code } = await recoveryFor('flows@example.org')
      for (const kind of ['recovery', 'verification', 'login'] as const) {
        const flow = await openApi(server, kind)
        await submit(server, kind, flow, {
          method: 'code',
          email: 'flows@example.org',
          identifier: 'flows@example.org',
        })
        if ((await codeFor(server, 'flows@example.org')) === code) continue
        const { json } = await submit(server, kind, flow, { method: 'code', code })
        assert.ok([4060006, 4070006, 4010008].includes(messageIds(json)[0] ?? 0), kind)
      }
      assert.equal(
        (await server.admin('GET', `/admin/identities/${id}`)).json.verifiable_addresses[0]
          .verified,
        false,
      )
    })

    it('a code for one address is worthless once the flow has sent one to another', async () => {
      await person('mine@example.org')
      await person('victim@example.org')
      const { flow, code } = await recoveryFor('mine@example.org')
      await submit(server, 'recovery', flow, { method: 'code', email: 'victim@example.org' })
      if ((await codeFor(server, 'victim@example.org')) !== code)
        assert.deepEqual(
          messageIds((await submit(server, 'recovery', flow, { method: 'code', code })).json),
          [4060006],
        )
    })

    it('a flow of one kind is not taken for another', async () => {
      const flow = await openApi(server, 'verification')
      assert.equal(
        (await submit(server, 'recovery', flow, { method: 'code', email: 'a@example.org' })).status,
        404,
      )
      assert.equal(
        (await submit(server, 'login', flow, { method: 'code', identifier: 'a@example.org' }))
          .status,
        404,
      )
    })

    it('nothing that is sent about the state of a flow is believed', async () => {
      await person('state@example.org')
      const flow = await openApi(server, 'recovery')
      const { status, json } = await submit(server, 'recovery', flow, {
        method: 'code',
        state: 'passed_challenge',
        active: 'code',
        completed: true,
        memory: {},
        email: 'state@example.org',
      })
      assert.deepEqual([status, json.state], [200, 'sent_email'])
    })

    it('codes are six digits, evenly spread', async () => {
      const id = await person('spread@example.org')
      const codes = await Promise.all(
        Array.from(
          { length: 300 },
          async () =>
            (await server.admin('POST', '/admin/recovery/code', { json: { identity_id: id } })).json
              .recovery_code as string,
        ),
      )
      assert.ok(codes.every((code) => /^\d{6}$/.test(code)))
      const counts = Array.from(
        { length: 10 },
        (_, digit) => codes.join('').split(String(digit)).length - 1,
      )
      // 1800 digits: 180 of each, with a deviation of 12.7; seven deviations are next to never passed by chance
      assert.ok(
        counts.every((count) => Math.abs(count - 180) < 90),
        counts.join(),
      )
      assert.ok(new Set(codes).size > 290)
    })

    it('a code ends with its lifespan, to the millisecond', async () => {
      await person('lifespan@example.org')
      const brief = await startServer({
        selfservice: {
          methods: { code: { enabled: true, config: { lifespan: '10m' } } },
          flows: { recovery: { enabled: true } },
        },
      })
      for (const [ms, status] of [
        [600_000, 200],
        [600_000 - 2, 422],
      ] as const) {
        const email = `after-${ms}@example.org`
        await signUp(brief, email)
        const flow = await openApi(brief, 'recovery')
        await submit(brief, 'recovery', flow, { method: 'code', email })
        const code = await codeFor(brief, email)
        brief.pass(ms)
        assert.equal(
          (await submit(brief, 'recovery', flow, { method: 'code', code })).status,
          status,
        )
      }
      await brief.close()
    })

    it('what looks at a link or fetches it ahead does not use it up', async () => {
      const id = await person('scanned@example.org')
      const made = await server.admin('POST', '/admin/recovery/link', { json: { identity_id: id } })
      const path =
        new URL(made.json.recovery_link).pathname + new URL(made.json.recovery_link).search
      const head = await server.public('HEAD', path)
      assert.deepEqual([head.status, head.cookies], [200, []])
      for (const headers of [
        { purpose: 'prefetch' },
        { 'sec-purpose': 'prefetch;prerender' },
        { 'x-moz': 'prefetch' },
      ] as Record<string, string>[]) {
        const ahead = await server.public('GET', path, { headers, accept: 'text/html' })
        assert.deepEqual([ahead.status, ahead.cookies], [503, []])
      }
      const jar = new Jar()
      await server.public('GET', path, { jar, accept: 'text/html' })
      assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 200)
    })

    it('a deleted account is not recovered by what was issued before, even when its address is taken again', async () => {
      const id = await person('reborn@example.org')
      const { flow, code } = await recoveryFor('reborn@example.org')
      await server.admin('DELETE', `/admin/identities/${id}`)
      await person('reborn@example.org')
      assert.deepEqual(
        messageIds((await submit(server, 'recovery', flow, { method: 'code', code })).json),
        [4060006],
      )
    })

    it('to one address ten messages go, then the last one again each minute, and nobody is told', async () => {
      await person('flooded@example.org')
      const flow = await openApi(server, 'recovery')
      const answers = []
      for (let sent = 0; sent < 15; sent++) {
        answers.push(
          await submit(server, 'recovery', flow, { method: 'code', email: 'flooded@example.org' }),
        )
        await server.app.courier.drain()
        server.pass(1)
      }
      assert.equal(
        new Set(
          answers.map(({ status, json }) => `${status} ${json.state} ${messageIds(json).join()}`),
        ).size,
        1,
      )
      const sent = async () =>
        (await mailTo(server, 'flooded@example.org')).map(({ text }) => /\b\d{6}\b/.exec(text)?.[0])
      const first = await sent()
      assert.equal(first.length, 11)
      assert.equal(first[10], first[9])
      assert.equal(new Set(first).size, 10)
      for (const [afterMs, more, repeats] of [
        [59_000, 0, true],
        [1_000, 1, true],
        [14 * 60_000, 1, false],
      ] as const) {
        server.pass(afterMs)
        const before = (await sent()).length
        const other = await openApi(server, 'recovery')
        await submit(server, 'recovery', other, { method: 'code', email: 'flooded@example.org' })
        const now = await sent()
        assert.equal(now.length - before, more)
        assert.equal(now.at(-1) === first[10], repeats)
      }
      // what was sent last works in the flow in which nothing was sent
      const count = async () => (await sent()).length
      for (const more of [1, 0]) {
        const before = await count()
        await submit(server, 'recovery', flow, { method: 'code', email: 'flooded@example.org' })
        assert.equal((await count()) - before, more)
      }
      const code = (await sent()).at(-1)
      assert.equal((await submit(server, 'recovery', flow, { method: 'code', code })).status, 422)
    })

    it('neither a code nor a link token is in the log', async () => {
      const id = await person('logged@example.org')
      const { code } = await recoveryFor('logged@example.org')
      const made = await server.admin('POST', '/admin/recovery/link', { json: { identity_id: id } })
      const token = new URL(made.json.recovery_link).searchParams.get('token') ?? ''
      await server.public(
        'GET',
        new URL(made.json.recovery_link).pathname + new URL(made.json.recovery_link).search,
        { accept: 'text/html' },
      )
      const lines = server.log.join('\n')
      assert.ok(!lines.includes(token))
      assert.ok(!new RegExp(`(?<!\\d)${code}(?!\\d)`).test(lines))
    })
  })

describe('the file of the database', () => {
  it('holds neither a code nor a link token', async () => {
    const { dsn, drop } = await sqliteDatabases.fresh()
    await up(dsn)
    const server = await startServer(
      { selfservice: mailed },
      { store: await createStore({ dsn, sqlite: { synchronous: 'FULL' } }) },
    )
    const { id } = await signUp(server, 'stored@example.org')
    await mailTo(server, 'stored@example.org')
    const flow = await openApi(server, 'recovery')
    await submit(server, 'recovery', flow, { method: 'code', email: 'stored@example.org' })
    const code = await codeFor(server, 'stored@example.org')
    const verification = await openApi(server, 'verification')
    await submit(server, 'verification', verification, {
      method: 'code',
      email: 'stored@example.org',
    })
    await server.public('GET', await linkFor(server, 'stored@example.org', 'verification'), {
      accept: 'text/html',
    })
    const prefilled = await codeFor(server, 'stored@example.org')
    const token =
      new URL(
        (await server.admin('POST', '/admin/recovery/link', { json: { identity_id: id } })).json
          .recovery_link,
      ).searchParams.get('token') ?? ''
    await server.close()
    const path = dsn.replace(/^sqlite:\/\/|\?.*$/g, '')
    const bytes = [path, `${path}-wal`]
      .filter((one) => existsSync(one))
      .map((one) => readFileSync(one, 'latin1'))
      .join('')
    assert.ok(bytes.includes('stored@example.org'))
    assert.ok(!bytes.includes(token))
    // a code by itself may well be a part of some number; it would be stored as a JSON text
    for (const secret of [code, prefilled])
      assert.ok(!bytes.includes(`"${secret}"`) && !bytes.includes(`code=${secret}`))
    await drop()
  })
})

describe('recovery', () => {
  it('lets in an owner whose account rests after too many wrong guesses', async () => {
    const server = await startServer({
      selfservice: mailed,
      pallas: { guessing: { max_failures: 3 } },
    })
    await signUp(server, 'guessed@example.org')
    await mailTo(server, 'guessed@example.org')
    for (let tries = 0; tries < 3; tries++) await signIn(server, 'guessed@example.org', 'wrong')
    assert.equal((await signIn(server, 'guessed@example.org')).status, 400)
    const jar = new Jar(),
      flow = await openSpa(server, 'recovery', jar)
    await submitSpa(server, 'recovery', flow, jar, { method: 'code', email: 'guessed@example.org' })
    assert.equal(
      (
        await submitSpa(server, 'recovery', flow, jar, {
          method: 'code',
          code: await codeFor(server, 'guessed@example.org'),
        })
      ).status,
      422,
    )
    await submitSpa(server, 'settings', await openSpa(server, 'settings', jar), jar, {
      method: 'password',
      password: `${password}-2`,
    })
    assert.equal((await signIn(server, 'guessed@example.org', `${password}-2`)).status, 400)
    const logout = await server.public('GET', '/self-service/logout/browser', { jar })
    const { pathname, search } = new URL(logout.json.logout_url)
    await server.public('GET', pathname + search, { jar })
    const again = await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
      method: 'password',
      identifier: 'guessed@example.org',
      password: `${password}-2`,
    })
    assert.equal(again.status, 200)
    await server.close()
  })

  for (const [kind, method] of [
    ['recovery', 'code'],
    ['recovery', 'link'],
    ['verification', 'code'],
    ['verification', 'link'],
  ] as const) {
    it(`by ${method} answers the same for a known and an unknown address (${kind})`, async () => {
      const server = await startServer({
        selfservice: {
          ...mailed,
          flows: {
            recovery: { enabled: true, use: method },
            verification: { enabled: true, use: method },
          },
        },
      })
      await signUp(server, 'known@example.org')
      const ask = async (email: string) => {
        const jar = new Jar(),
          flow = await openSpa(server, kind, jar)
        const { status, headers, json } = await submitSpa(server, kind, flow, jar, {
          method,
          email,
        })
        const text = JSON.stringify(json)
          .replaceAll(email, '<email>')
          .replaceAll(json.id, '<id>')
          .replace(/"value":"[A-Za-z0-9+/=]{60,}"/, '"value":"<token>"')
        const { 'x-request-id': _, date: __, 'content-length': ___, ...rest } = headers
        return { status, text, rest }
      }
      assert.deepEqual(await ask('unknown@example.org'), await ask('known@example.org'))
      assert.deepEqual(await mailTo(server, 'unknown@example.org'), [])
      await server.close()
    })
  }

  it('tells unknown recipients by mail only where it is configured', async () => {
    const server = await startServer({
      selfservice: {
        flows: {
          recovery: { enabled: true, notify_unknown_recipients: true },
          verification: { enabled: true, notify_unknown_recipients: true },
        },
      },
    })
    for (const kind of ['recovery', 'verification'] as const)
      await submit(server, kind, await openApi(server, kind), {
        method: 'code',
        email: 'unknown@example.org',
      })
    const mails = await mailTo(server, 'unknown@example.org')
    assert.deepEqual(mails.map((one) => one.template_type).toSorted(), [
      'recovery_code_invalid',
      'verification_code_invalid',
    ])
    assert.ok(mails.every(({ codes }) => codes.length === 0))
    await server.close()
  })

  it('the link of a message is of no use for the other kind of flow', async () => {
    const server = await startServer({
      selfservice: {
        ...mailed,
        flows: {
          recovery: { enabled: true, use: 'link' },
          verification: { enabled: true, use: 'link' },
        },
      },
    })
    await signUp(server, 'kinds@example.org')
    const verification = await linkFor(server, 'kinds@example.org', 'verification')
    const jar = new Jar()
    assert.match(
      (
        await server.public('GET', verification.replace('/verification?', '/recovery?'), {
          jar,
          accept: 'text/html',
        })
      ).location ?? '',
      /error\?id=/,
    )
    assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
    await server.close()
  })
})
