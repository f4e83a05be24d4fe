// Where enumeration is hidden and a sign-up begins no session, a sign-up with a taken address is
// answered like one with a free address, and the owner of the address is told by mail.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aliases, editions as all } from '#editions/all.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { codeSchema } from '../support/code-people.ts'
import { openRows, type Rows } from '../support/database-rows.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { clientOf, editions, flowIn, type Edition } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

// of one length, so that answers are as long
const owner = 'taken@example.org'
const free = 'frees@example.org'
const ownPassword = 'correct-horse-77-Battery'
const tried = 'another-Good-one-77!'
const notice = 'registration_taken_valid'

const callers = ['form', 'JSON in a browser', 'app'] as const
type CallerKind = (typeof callers)[number]

type Case = {
  readonly words: Edition
  readonly method: 'password' | 'code'
  readonly style: 'unified' | 'profile_first'
  readonly caller: CallerKind
  readonly verifies: 'code' | 'link' | 'never'
}

const profileOf = ({ name }: Edition) =>
  (all.find((one) => one.name === (aliases[name] ?? name)) ?? assert.fail()).profile

/** Every way of verification for a form on one page, and codes for the others. */
const mailsOf = (style: Case['style'], caller: CallerKind): readonly Case['verifies'][] =>
  style === 'unified' && caller === 'form' ? ['code', 'link', 'never'] : ['code']

const cases: readonly Case[] = editions.flatMap((words) => {
  const { methods, rules } = profileOf(words)
  const styles: readonly Case['style'][] =
    rules.forms === 'one' ? ['unified'] : ['unified', 'profile_first']
  return (['password', 'code'] as const)
    .filter((method) => methods === 'all' || methods.includes(method))
    .flatMap((method) =>
      styles.flatMap((style) =>
        callers
          .filter((caller) => caller === 'form' || words.servesApps)
          .flatMap((caller) =>
            mailsOf(style, caller).map((verifies) => ({ words, method, style, caller, verifies })),
          ),
      ),
    )
})

const nameOf = ({ words, method, style, caller, verifies }: Case) =>
  `${words.name}: ${method}, ${style}, ${caller}, verification: ${verifies}`

const shown = [{ hook: 'show_verification_ui' }]
const configOf = ({ style, verifies }: Pick<Case, 'style' | 'verifies'>) =>
  mergeDeep(codeSchema(), {
    security: { account_enumeration: { mitigate: true } },
    selfservice: {
      methods: { code: { enabled: true, passwordless_enabled: true }, link: { enabled: true } },
      flows: {
        registration: {
          style,
          after: {
            password: { hooks: verifies === 'never' ? [] : shown },
            code: { hooks: verifies === 'never' ? [] : shown },
          },
        },
        recovery: { enabled: true },
        verification: verifies === 'never' ? { enabled: false } : { enabled: true, use: verifies },
      },
    },
  })

async function makeOwner(server: TestServer, email = owner, more: object = {}): Promise<string> {
  const { status, json, text } = await server.admin('POST', '/admin/identities', {
    json: {
      schema_id: 'default',
      traits: { email, ...more },
      credentials: { password: { config: { password: ownPassword } } },
      verifiable_addresses: [{ value: email, via: 'email', verified: true, status: 'completed' }],
    },
  })
  assert.equal(status, 201, text)
  return json.id
}

/** What differs in any two sign-ups is left out. */
const stable = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/(taken|frees)@example\.org/g, '<email>')
    .replaceAll(/(taken|frees)%40example\.org/g, '<email>')
    .replaceAll(/[\w+/-]{80,}=*/g, '<token>')

function reduced({ status, headers, text, location, cookies }: Answer) {
  const ignored = ['x-request-id', 'date', 'set-cookie', 'location']
  return {
    status,
    text: stable(text),
    location: location === undefined ? undefined : stable(location),
    headers: Object.entries(headers).filter(([name]) => !ignored.includes(name)),
    cookies: cookies.map((line) => line.replace(/=[^;]*/, '=')),
  }
}

/** Somebody who fills in a registration form. */
async function visit(server: TestServer, { words, caller, style }: Case, email: string) {
  const at = clientOf(server, words),
    jar = new Jar(),
    isApp = caller === 'app'
  const flow = await (isApp ? at.openApp('registration') : at.open('registration', jar))
  const call = caller === 'form' ? {} : { json: true, accept: 'application/json' }
  const send = (method: string, fields: Readonly<Record<string, string>> = {}) =>
    at.send(
      'registration',
      flow,
      method,
      isApp ? new Jar() : jar,
      { 'traits.email': email, ...fields },
      call,
    )
  return {
    at,
    jar,
    flow,
    send,
    before: style === 'profile_first' ? [await send('profile')] : [],
  }
}

/** Signs up, goes on where that leads to, and tries it again in the same flow. */
async function journey(server: TestServer, one: Case, email: string): Promise<readonly Answer[]> {
  const { words, method, caller } = one
  const { before, flow, jar, send } = await visit(server, one, email)
  const answers = [...before]
  for (const fields of method === 'password'
    ? [{ password: tried }, { password: tried }]
    : [{}, { code: '0000001' }, { resend: 'code' }, { code: '0000001' }])
    answers.push(await send(method, fields))
  const read = (kind: 'registration' | 'verification', id: string) =>
    server.public('GET', `${words.mount}${words.readPath(kind)}${id}`, { jar })
  answers.push(await read('registration', flow.id))

  const next = answers.map(verificationIn).find((id) => id !== undefined)
  if (next === undefined) return answers
  const verification = await read('verification', next)
  answers.push(verification)
  const { ui } = verification.json
  const token = ui.nodes.find((node: any) => node.attributes.name === 'csrf_token')
  const csrf = caller === 'app' ? {} : { csrf_token: token.attributes.value }
  for (const fields of [{ code: '0000001' }, { code: '0000002' }, { email }, { code: '0000001' }])
    answers.push(
      await server.public('POST', pathOf(ui.action), {
        ...(caller === 'app' ? {} : { jar }),
        json: { method: one.verifies, ...csrf, ...fields },
      }),
    )
  return answers
}

const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search

/** The id of the verification that an answer leads to. */
function verificationIn(answer: Answer): string | undefined {
  const next = answer.json?.continue_with?.find((item: any) => item.flow?.id !== undefined)
  if (next) return next.flow.id
  return answer.location?.includes('/verification') ? flowIn(answer) : undefined
}

const identitiesOf = async (server: TestServer): Promise<any[]> =>
  (await server.admin('GET', '/admin/identities')).json
const allMail = async (server: TestServer): Promise<any[]> => {
  await server.app.courier.drain()
  return (await server.admin('GET', '/admin/pallas/mailbox/messages')).json
}

const counts = (before: Rows, after: Rows): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.keys(after).map((table) => [
      table,
      (after[table]?.size ?? 0) - (before[table]?.size ?? 0),
    ]),
  )

describe('a sign-up with a taken address is answered like one with a free address', () => {
  for (const one of cases)
    it(nameOf(one), async () => {
      const answers = async (email: string) => {
        const server = await startServer(configOf(one))
        await makeOwner(server)
        const done = await journey(server, one, email)
        await server.close()
        return done.map(reduced)
      }
      const [usual, hidden] = [await answers(free), await answers(owner)]
      assert.deepEqual(hidden, usual)
    })
})

describe('a sign-up with a taken address', () => {
  for (const one of cases) {
    it(`tells the owner by one mail, and nobody else (${nameOf(one)})`, async () => {
      const server = await startServer(configOf(one))
      const id = await makeOwner(server)
      const { at, jar, send } = await visit(server, one, owner)
      const answer = await send(one.method, one.method === 'password' ? { password: tried } : {})

      const mails = await allMail(server)
      assert.deepEqual(
        mails.map(({ to, template_type }) => [to, template_type]),
        [[owner, notice]],
      )
      assert.deepEqual(mails[0].codes, [])
      assert.ok(mails[0].links.some((link: string) => link.endsWith('/recovery')))
      assert.match(mails[0].text, /\/login/)

      assert.deepEqual(
        (await identitiesOf(server)).map((identity) => identity.id),
        [id],
      )
      const newId = answer.json?.identity?.id
      if (one.method === 'password' && answer.json?.identity) {
        assert.notEqual(newId, id)
        assert.equal((await server.admin('GET', `/admin/identities/${newId}`)).status, 404)
      }
      assert.equal(jar.get('ory_kratos_session'), undefined)
      const signIn = async (secret: string) => {
        const visitor = new Jar()
        await at.send('login', await at.open('login', visitor), 'password', visitor, {
          [at.identifier]: owner,
          password: secret,
        })
        return visitor.get('ory_kratos_session') !== undefined
      }
      assert.equal(await signIn(tried), false)
      assert.equal(await signIn(ownPassword), true)
      await server.close()
    })

    it(`writes as many rows as one with a free address (${nameOf(one)})`, async () => {
      const rowsFor = async (email: string) => {
        const database = await sqliteDatabases.fresh()
        await up(database.dsn)
        const server = await startServer(configOf(one), {
          store: await createStore({ dsn: database.dsn, sqlite: { synchronous: 'NORMAL' } }),
        })
        await makeOwner(server)
        const rows = openRows(database.dsn.replace(/^sqlite:\/\/|\?.*$/g, ''))
        const before = rows.read()
        await journey(server, one, email)
        const written = counts(before, rows.read())
        const { pallas_messages, pallas_flows, pallas_identities, ...others } = written
        rows.close()
        await server.close()
        await database.drop()
        const all = Object.values(others).reduce((sum, n) => sum + n, 0)
        const [messages, identities] = [pallas_messages ?? 0, pallas_identities ?? 0]
        return { messages, identities, flows: pallas_flows, all: all + identities }
      }
      const [usual, hidden] = [await rowsFor(free), await rowsFor(owner)]
      const told = one.method === 'password' && one.verifies === 'never' ? 1 : 0
      assert.deepEqual(
        [usual.identities, hidden.identities],
        [one.method === 'password' ? 1 : 0, 0],
      )
      assert.equal(hidden.flows, usual.flows)
      assert.equal(hidden.messages, usual.messages + told)
      assert.ok(Math.abs(hidden.all - usual.all) <= 2, `${hidden.all} rows instead of ${usual.all}`)
    })
  }
})
