// Security requirements 8, 10 and 12 at every mount: nobody learns who has an account, and nobody
// guesses for long.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import { rulesOf } from '../support/edition-features.ts'
import { clientOf, editions, flowIn, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const stable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v: unknown) =>
      typeof v === 'string'
        ? v
            .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
            .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
            .replaceAll(/[a-z-]+@example\.org/g, '<email>')
            .replaceAll(/[A-Za-z0-9+/=]{80,}/g, '<token>')
            .replaceAll(/csrf_token([^=]*)=[^;]+/g, 'csrf_token$1=<secret>')
        : v,
    ),
  )
const reduced = ({ status, headers, json, location }: Answer) =>
  stable({
    status,
    location,
    headers: Object.entries(headers).filter(
      ([name]) => !['x-request-id', 'date', 'content-length'].includes(name),
    ),
    json,
  })

/** Sends a login with one identifier, by a form or as JSON; answers all that can be seen of it. */
async function seen(
  at: EditionClient,
  method: string,
  fields: Readonly<Record<string, string>>,
  json: boolean,
) {
  const jar = new Jar()
  const flow = await at.open('login', jar)
  const answer = await at.send('login', flow, method, jar, fields, { json })
  const shown = await at.read('login', flowIn(answer) ?? flow.id, { jar })
  return { answer: reduced(answer), shown: stable(shown) }
}

for (const edition of editions) {
  describe(`a login (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({ pallas: { guessing: { max_failures: 0 } } })
      at = clientOf(server, edition)
      await person(server, 'known@example.org')
      await server.admin('POST', '/admin/identities', {
        json: { traits: { email: 'bare@example.org' } },
      })
    })
    after(() => server.close())

    for (const json of [true, false])
      it(`answers a wrong password, an unknown person and one without a password the same (${json ? 'JSON' : 'form'})`, async () => {
        const answers = []
        for (const email of ['known', 'none', 'bare']) {
          const fields = { [at.identifier]: `${email}@example.org`, password: 'wrong-password' }
          answers.push(await seen(at, 'password', fields, json))
        }
        assert.deepEqual(answers[0], answers[1])
        assert.deepEqual(answers[0], answers[2])
      })

    const hasSteps = rulesOf(edition).forms === 'as-configured'
    it(`that asks for the identifier first does not tell either, where enumeration is hidden${hasSteps ? '' : ', and asks for all at once'}`, async () => {
      const hidden = await startServer({
        security: { account_enumeration: { mitigate: true } },
        selfservice: { flows: { login: { style: 'identifier_first' } } },
      })
      try {
        await person(hidden, 'known@example.org')
        const of = clientOf(hidden, edition)
        const offered = JSON.stringify(await of.open('login', new Jar()))
        assert.equal(offered.includes('"name":"password"'), !hasSteps)
        for (const json of [true, false]) {
          const answers = []
          for (const email of ['known', 'none']) {
            const fields = { [of.identifier]: `${email}@example.org` }
            const method = hasSteps ? 'identifier_first' : 'password'
            answers.push(await seen(of, method, fields, json))
          }
          assert.deepEqual(answers[0], answers[1])
        }
      } finally {
        await hidden.close()
      }
    })
  })

  describe(`guessing a password (${edition.name})`, () => {
    const most = 5
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({ pallas: { guessing: { max_failures: most, wait: '15m' } } })
      at = clientOf(server, edition)
    })
    after(() => server.close())

    /** `compared`, or `refused` unread, or `in`. */
    async function attempt(
      email: string,
      secret: string,
      { headers = {}, json = false, by = at, jar = new Jar() } = {},
    ): Promise<'compared' | 'refused' | 'in'> {
      const flow = await by.open('login', jar)
      const fields = { [by.identifier]: email, password: secret }
      const answer = await by.send('login', flow, 'password', jar, fields, { headers, json })
      return outcomeOf(answer)
    }
    function outcomeOf({ status, cookies, headers }: Answer): 'compared' | 'refused' | 'in' {
      if (cookies.some((one) => one.startsWith('ory_kratos_session='))) return 'in'
      assert.ok(status >= 300 && status < 500, `${status}`)
      const wait = headers['retry-after']
      assert.ok(wait === undefined || Number(wait) > 0)
      return wait === undefined ? 'compared' : 'refused'
    }
    const wrong = (email: string, more: Parameters<typeof attempt>[2] = {}) =>
      attempt(email, 'wrong-password', more)
    const right = (email: string) => attempt(email, password)

    for (const json of [true, false])
      it(`ends after so many wrong tries in a row, however the identifier is spelt and whatever headers come (${json ? 'JSON' : 'form'})`, async () => {
        const name = `guess-${json}`
        await person(server, `${name}@example.org`)
        const spellings = [
          `${name}@example.org`,
          `${name.toUpperCase()}@example.org`,
          ` ${name}@EXAMPLE.org `,
          `ｇ${name.slice(1)}@example.org`,
          `${name}@example.org`,
        ]
        for (const [n, spelling] of spellings.entries()) {
          const headers = { 'x-forwarded-for': `10.0.0.${n}`, 'user-agent': `agent-${n}` }
          assert.equal(await wrong(spelling, { headers, json }), 'compared')
        }
        assert.equal(await wrong(`${name}@example.org`, { json }), 'refused')
        assert.equal(await right(`${name}@example.org`), 'refused')
      })

    it('rests by whichever edition, flow and caller the tries come', async () => {
      await person(server, 'paths@example.org')
      const others = editions.filter((one) => one !== edition).map((one) => clientOf(server, one))
      for (let tries = 0; tries < most; tries++) {
        const by = others[tries % others.length] ?? at
        assert.equal(await wrong('paths@example.org', { by, json: tries % 2 === 0 }), 'compared')
      }
      assert.equal(await right('paths@example.org'), 'refused')
    })

    it('lets the owner in again after the wait, and a success clears the count', async () => {
      const email = 'owner@example.org'
      await person(server, email)
      for (let tries = 0; tries < most; tries++) await wrong(email)
      assert.equal(await right(email), 'refused')
      server.pass(15 * 60_000 + 1)
      assert.equal(await right(email), 'in')
      for (let round = 0; round < 2; round++) {
        for (let tries = 0; tries < most - 1; tries++) assert.equal(await wrong(email), 'compared')
        assert.equal(await right(email), 'in')
      }
    })

    it('counts 200 guesses at the same moment: no more than the limit are ever checked', async () => {
      const email = 'burst@example.org'
      await person(server, email)
      const jar = new Jar()
      const flow = await at.open('login', jar)
      const fields = { [at.identifier]: email, password: 'wrong-password' }
      const answers = await Promise.all(
        Array.from({ length: 200 }, () => at.send('login', flow, 'password', jar, fields)),
      )
      const checked = answers.map(outcomeOf).filter((one) => one === 'compared').length
      assert.equal(checked, most)
    })

    it('treats an unknown account like a known one', async () => {
      for (let tries = 0; tries < most; tries++)
        assert.equal(await wrong('nobody@example.org'), 'compared')
      assert.equal(await wrong('NOBODY@example.org'), 'refused')
    })

    it('can be without limit', async () => {
      const open = await startServer({ pallas: { guessing: { max_failures: 0 } } })
      try {
        const by = clientOf(open, edition)
        await person(open, 'open@example.org')
        const jar = new Jar()
        const flow = await by.open('login', jar)
        const send = (secret: string) =>
          by.send('login', flow, 'password', jar, {
            [by.identifier]: 'open@example.org',
            password: secret,
          })
        for (let tries = 0; tries < 120; tries++) await send('wrong-password')
        assert.equal(outcomeOf(await send(password)), 'in')
      } finally {
        await open.close()
      }
    })
  })
}
