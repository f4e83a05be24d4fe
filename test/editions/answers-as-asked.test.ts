// What a browser and an app get at the start of a flow, for a form with a mistake in it and for a
// right one, whatever they say that they accept: in every edition, for every kind of flow.
import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  clientOf,
  editions,
  flowIn,
  type EditionClient,
  type FlowKind,
} from '../support/editions.ts'
import { isServed } from '../support/served.ts'
import { Jar } from '../support/jar.ts'
import { password } from '../support/people.ts'
import { startServer, type Answer, type Call, type TestServer } from '../support/server.ts'

const ui = 'http://127.0.0.1:4455'

/**
 * The start, a mistake, a right form. `page`: sent to the page of the flow. `home`: sent to where
 * the flow leads. `flow`: the flow as JSON.
 */
type Moments = readonly [start: string, mistake: string, right: string]
type Promised = Partial<Record<FlowKind, { readonly html: Moments; readonly json: Moments }>>

const bareSession = 'sid,expires_at,authenticated_at,issued_at,identity'
const sessionOfV0_6 = 'id,active,expires_at,authenticated_at,issued_at,identity'

/**
 * Pages of v0.2 and v0.4 are sent on whatever they ask for; only what went wrong, and who has
 * signed in, is told as JSON.
 */
const requests = {
  login: {
    html: ['302 page', '302 page', '302 home'],
    json: ['302 page', '400 error', `200 ${bareSession}`],
  },
  registration: {
    html: ['302 page', '302 page', '302 home'],
    json: ['302 page', '400 error', '302 home'],
  },
  settings: {
    html: ['302 page', '302 page', '302 page'],
    json: ['302 page', '400 error', '302 page'],
  },
  verification: {
    html: ['302 page', '302 page', '302 home'],
    json: ['302 page', '400 error', '302 home'],
  },
} satisfies Promised

const sentOn = ['302 page', '302 page', '302 page'] as const
const settingsOfFirstFlows = {
  html: sentOn,
  json: ['302 page', '400 flow', '200 flow,identity'],
} as const
const seeOther = ['303 page', '303 page', '303 page'] as const
const asJson = ['200 flow', '400 flow', '200 flow'] as const

const promised: Readonly<Record<string, Promised>> = {
  'v0.2': requests,
  'v0.4': {
    ...requests,
    // what is no address is taken for one that nobody has
    recovery: { html: sentOn, json: sentOn },
  },
  'v0.6': {
    login: {
      html: ['302 page', '302 page', '302 home'],
      json: ['302 page', '302 page', `200 ${sessionOfV0_6}`],
    },
    registration: {
      html: ['302 page', '302 page', '302 home'],
      json: ['302 page', '302 page', `200 ${sessionOfV0_6}`],
    },
    settings: settingsOfFirstFlows,
    recovery: { html: sentOn, json: sentOn },
    verification: { html: sentOn, json: sentOn },
  },
  'v0.7': {
    login: {
      html: ['303 page', '302 page', '302 home'],
      json: ['200 flow', '400 flow', '200 session'],
    },
    registration: {
      html: ['303 page', '302 page', '302 home'],
      json: ['200 flow', '400 flow', '200 identity'],
    },
    settings: settingsOfFirstFlows,
    recovery: { html: sentOn, json: sentOn },
    verification: { html: sentOn, json: sentOn },
  },
  current: {
    login: {
      html: ['303 page', '303 page', '303 home'],
      json: ['200 flow', '400 flow', '200 session,continue_with'],
    },
    registration: {
      html: ['303 page', '302 page', '303 home'],
      json: ['200 flow', '400 flow', '200 session,identity,continue_with'],
    },
    settings: { html: seeOther, json: asJson },
    recovery: { html: seeOther, json: asJson },
    verification: { html: seeOther, json: asJson },
  },
}

/**
 * What an app gets for a form with a mistake and for a right one, by the keys that the answer has
 * besides those of its flow.
 */
const promisedApps: Readonly<
  Record<string, Readonly<Record<FlowKind, readonly [string, string]>>>
> = {
  'v0.6': {
    login: ['400 flow', '200 session_token,session'],
    registration: ['400 flow', '200 session_token,session,identity'],
    settings: ['400 flow', '200 flow,identity'],
    recovery: ['400 flow', '200 flow'],
    verification: ['400 flow', '200 flow'],
  },
  'v0.7': {
    login: ['400 flow', '200 session_token,session'],
    registration: ['400 flow', '200 session_token,session,identity'],
    settings: ['400 flow', '200 flow,identity'],
    recovery: ['400 flow', '200 flow'],
    verification: ['400 flow', '200 flow'],
  },
  current: {
    login: ['400 flow', '200 session_token,session,continue_with'],
    registration: ['400 flow', '200 session_token,session,identity,continue_with'],
    settings: ['400 flow', '200 flow'],
    recovery: ['400 flow', '200 flow'],
    verification: ['400 flow', '200 flow'],
  },
}

/** Where an app is promised JSON only if it asks for it. */
const appsHaveToAsk: readonly string[] = ['current verification']

const browserAccepts = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** Ways to ask for a page or for JSON. */
const asking = {
  html: {
    what: 'a page',
    by: [browserAccepts, '*/*', 'text/html', 'text/html, application/json;q=0.9'],
  },
  json: { what: 'JSON', by: ['application/json', 'application/json, text/plain, */*'] },
} as const

const methods: Readonly<Record<FlowKind, string>> = {
  login: 'password',
  registration: 'password',
  settings: 'profile',
  recovery: 'link',
  verification: 'link',
}

type Fields = Readonly<Record<string, string>>

/** What is filled in by somebody who has an account: with a mistake, and rightly. */
function filledIn(at: EditionClient, kind: FlowKind, email: string): readonly [Fields, Fields] {
  switch (kind) {
    case 'login':
      return [
        { [at.identifier]: email, password: 'not-this-one-4711' },
        { [at.identifier]: email, password },
      ]
    case 'registration':
      return [
        { 'traits.email': 'nope', password },
        { 'traits.email': `also-${email}`, password },
      ]
    case 'settings':
      return [{ 'traits.email': 'nope' }, { 'traits.email': email, 'traits.name.first': 'Ada' }]
    case 'recovery':
    case 'verification': {
      const name = kind === 'verification' && at.flowParameter === 'request' ? 'to_verify' : 'email'
      return [{ [name]: 'nope' }, { [name]: email }]
    }
  }
}

/** An answer in the words of the table. */
function inWords(
  { status, location, json }: Answer,
  kind: FlowKind,
  flowId: string | undefined,
): string {
  if (location === `${ui}/`) return `${status} home`
  const id = flowIn({ location, json })
  if (location !== undefined)
    return location.startsWith(`${ui}/${kind}?`) && id !== undefined && id === (flowId ?? id)
      ? `${status} page`
      : `${status} ${location}`
  if (json?.error !== undefined) return `${status} error`
  if (json?.ui !== undefined && id === (flowId ?? id)) return `${status} flow`
  return `${status} ${Object.keys(json ?? {}).join(',')}`
}

let people = 0
const nextEmail = () => `as-asked-${people++}@example.org`

it('every edition there is has a client by which tests try it', () => {
  const folders = globSync('*/edition.ts', { cwd: join(import.meta.dirname, '../../src/editions') })
  assert.equal(editions.length, folders.length, folders.join(' '))
  assert.deepEqual(Object.keys(promised).filter(isServed), [
    ...new Set(editions.map(({ like }) => like)),
  ])
})

for (const edition of editions) {
  const { name, like } = edition
  describe(`what ${name} answers`, () => {
    let server: TestServer, at: EditionClient
    before(async () => {
      server = await startServer({
        selfservice: {
          methods: { link: { enabled: true } },
          flows: {
            login: { style: 'unified' },
            registration: { style: 'unified' },
            recovery: { enabled: true, use: 'link' },
            verification: { enabled: true, use: 'link' },
          },
        },
      })
      at = clientOf(server, edition)
    })
    after(() => server.close())

    it('is promised for each of its kinds of flow', () => {
      assert.deepEqual(Object.keys(promised[like] ?? {}).toSorted(), edition.kinds.toSorted())
    })

    /** A browser whose person has an account, signed in where the kind of flow takes it. */
    async function browserFor(kind: FlowKind): Promise<{ email: string; jar: Jar }> {
      const email = nextEmail(),
        signedIn = await at.signUp(email)
      return { email, jar: kind === 'settings' ? signedIn : new Jar() }
    }

    async function moments(kind: FlowKind, accept: string, json: boolean): Promise<string[]> {
      const { email, jar } = await browserFor(kind)
      const [mistake, right] = filledIn(at, kind, email)
      const started = await at.start(kind, { jar, accept })
      const flow = await at.read(kind, flowIn(started) ?? '', { jar })
      const send = async (fields: Fields) =>
        inWords(
          await at.send(kind, flow, methods[kind], jar, fields, { accept, json }),
          kind,
          flow.id,
        )
      return [inWords(started, kind, undefined), await send(mistake), await send(right)]
    }

    for (const [kind, expected] of Object.entries(promised[like] ?? {}) as [
      FlowKind,
      NonNullable<Promised[FlowKind]>,
    ][]) {
      for (const wanted of ['html', 'json'] as const) {
        it(`is promised for ${kind} to browsers that ask for ${asking[wanted].what}`, async () => {
          for (const accept of asking[wanted].by)
            assert.deepEqual(await moments(kind, accept, false), expected[wanted], accept)
        })
      }

      it(`is JSON for ${kind} sent as JSON, unless only the header counts`, async () => {
        const goesByHeader =
          at.flowParameter === 'request' ||
          (name === 'v0.6' && (kind === 'login' || kind === 'registration'))
        const wanted = expected[goesByHeader ? 'html' : 'json'].slice(1)
        for (const accept of ['', ...asking.html.by])
          assert.deepEqual((await moments(kind, accept, true)).slice(1), wanted, accept)
      })
    }

    for (const [kind, expected] of Object.entries(promisedApps[like] ?? {}) as [
      FlowKind,
      readonly [string, string],
    ][]) {
      it(`is promised for ${kind} to apps, whatever they accept`, async () => {
        const hasToAsk = appsHaveToAsk.includes(`${name} ${kind}`)
        for (const accept of [...asking.json.by, ...(hasToAsk ? [] : asking.html.by)]) {
          const { email } = await browserFor('login')
          const call: Call = { accept, ...(kind === 'settings' ? await tokenOf(email) : {}) }
          const flow = await at.openApp(kind, call)
          assert.equal(flow.type, 'api')
          const [mistake, right] = filledIn(at, kind, email)
          const send = async (fields: Fields) =>
            inWords(
              await at.send(kind, flow, methods[kind], new Jar(), fields, { ...call, json: true }),
              kind,
              flow.id,
            )
          assert.deepEqual([await send(mistake), await send(right)], expected, accept)
        }
      })
    }

    it('is promised to apps exactly where the edition serves them', () => {
      assert.equal(edition.servesApps, promisedApps[like] !== undefined)
    })

    async function tokenOf(email: string): Promise<{ readonly token: string }> {
      const flow = await at.openApp('login')
      const { json } = await at.send(
        'login',
        flow,
        'password',
        new Jar(),
        { [at.identifier]: email, password },
        { json: true },
      )
      return { token: json.session_token }
    }
  })
}
