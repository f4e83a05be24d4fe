// What somebody is told who signs up with what another account has: that it is taken, and, where
// `login_hints` is on, how its owner signs in.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema } from '../../support/code-people.ts'
import { clientOf, editions } from '../../support/editions.ts'
import { addTotp } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import {
  choose,
  comeBack,
  enter,
  landed,
  startOidcServer,
  type OidcServer,
} from '../../support/oidc.ts'
import { codeFor, mailTo } from '../../support/mail.ts'
import { openApi, password, signUp, submit } from '../../support/people.ts'
import { mergeDeep } from '../../support/server.ts'

/** With `codes`, people may sign in by code as well. */
const start = (hints: boolean | undefined, codes: boolean): Promise<OidcServer> =>
  startOidcServer({
    overrides: mergeDeep(codes ? codeSchema() : {}, {
      selfservice: {
        methods: {
          code: { enabled: true, passwordless_enabled: codes },
          totp: { enabled: true, config: { issuer: 'Example' } },
        },
        flows: { registration: hints === undefined ? {} : { login_hints: hints } },
      },
    }),
  })

/** Where messages have no ids. */
const taken = 'There is an account with this address, number or name already.'

let people = 0
const nextEmail = () => `hinted-${people++}@example.org`

async function withProviders(server: OidcServer, email: string, ...providers: string[]) {
  const [provider = '', ...others] = providers
  server.idp.claims = { sub: email, email, email_verified: true }
  const { jar } = await enter(server, { kind: 'registration', provider })
  for (const link of others)
    await comeBack(server, await choose(server, 'settings', jar, { link }), jar)
}

/** Somebody who has the address, and how they sign in, besides by code where that is on. */
type Owner = {
  readonly methods: readonly string[]
  readonly providers: readonly string[]
  make(server: OidcServer, email: string): Promise<unknown>
}

const owners: Readonly<Record<string, Owner>> = {
  'a password': { methods: ['password'], providers: [], make: signUp },
  'a password and an authenticator app': {
    methods: ['password'],
    providers: [],
    make: async (server, email) => addTotp(server, (await signUp(server, email)).token),
  },
  'an account at a provider': {
    methods: ['oidc'],
    providers: ['acme'],
    make: (server, email) => withProviders(server, email, 'acme'),
  },
  'accounts at two providers': {
    methods: ['oidc'],
    providers: ['acme', 'umbrella'],
    make: (server, email) => withProviders(server, email, 'acme', 'umbrella'),
  },
  nothing: {
    methods: [],
    providers: [],
    make: (server, email) =>
      server.admin('POST', '/admin/identities', { json: { traits: { email } } }),
  },
}

/** As the messages list them. */
const order = ['password', 'code', 'oidc']
const waysOf = ({ methods }: Owner, codes: boolean): readonly string[] =>
  order.filter((one) => methods.includes(one) || (codes && one === 'code'))

/** All that is said on a form: the id and the facts of each. */
const saidOn = (flow: any): readonly (readonly [id: number, facts: any])[] =>
  [...(flow.ui.messages ?? []), ...flow.ui.nodes.flatMap((node: any) => node.messages)].map(
    ({ id, context }: any) => [id, context],
  )

/** Signs up with an address by a method. */
type Newcomer = (server: OidcServer, email: string) => Promise<any>

const newcomers: Readonly<Record<string, Newcomer>> = {
  async 'a password'(server, email) {
    const fields = { method: 'password', password, traits: { email } }
    return (await submit(server, 'registration', await openApi(server, 'registration'), fields))
      .json
  },
  async 'a code'(server, email) {
    const flow = await openApi(server, 'registration'),
      fields = { method: 'code', traits: { email } }
    await submit(server, 'registration', flow, fields)
    const code = await codeFor(server, email)
    return (await submit(server, 'registration', flow, { ...fields, code })).json
  },
}

/** What is said on the form that a provider leads to. */
async function saidAfterProvider(
  server: OidcServer,
  email: string,
  kind: 'login' | 'registration',
) {
  server.idp.claims = { sub: `elsewhere-${email}`, email, email_verified: true }
  const { answer, jar } = await enter(server, { kind, provider: 'umbrella' })
  const page = new URL(answer.location ?? '').pathname.slice(1) as 'login' | 'registration'
  return saidOn(await landed(server, page, answer, jar))
}

for (const codes of [false, true]) {
  for (const hints of [undefined, false, true]) {
    const state = hints === undefined ? 'not configured' : hints ? 'on' : 'off'
    const tell = hints === true ? 'tell how the owner signs in to' : 'tell nothing of the owner to'
    describe(`login hints that are ${state}, ${codes ? 'with' : 'without'} logins by code`, () => {
      let server: OidcServer
      before(async () => {
        server = await start(hints, codes)
      })
      after(() => server.close())

      for (const [owns, owner] of Object.entries(owners)) {
        const ways = waysOf(owner, codes)

        for (const [by, signUpBy] of Object.entries(newcomers)) {
          if (by === 'a code' && !codes) continue
          it(`${tell} whoever signs up by ${by} (the owner has ${owns})`, async () => {
            const email = nextEmail()
            await owner.make(server, email)
            await mailTo(server, email)
            const facts = {
              available_credential_types: ways,
              available_oidc_providers: owner.providers,
              credential_identifier_hint: email,
            }
            assert.deepEqual(
              saidOn(await signUpBy(server, email)),
              hints === true ? [[4000028, facts]] : [[4000007, undefined]],
            )
          })
        }

        for (const kind of ['login', 'registration'] as const)
          it(`${tell} whoever a provider sends by ${kind} (the owner has ${owns})`, async () => {
            const email = nextEmail()
            await owner.make(server, email)
            const [[id, facts] = [], ...others] = await saidAfterProvider(server, email, kind)
            assert.deepEqual(others, [])
            if (ways.length === 0) return assert.equal(id, 4000027)
            assert.equal(id, 1010016)
            assert.deepEqual(facts.available_credential_types, hints === true ? ways : [])
            assert.deepEqual(facts.available_providers, hints === true ? owner.providers : [])
          })
      }
    })
  }
}

describe('login hints that are on', () => {
  let server: OidcServer
  before(async () => {
    server = await start(true, false)
  })
  after(() => server.close())

  it('are not given in the settings', async () => {
    const { email } = await signUp(server, nextEmail()),
      { token } = await signUp(server, nextEmail())
    const flow = await openApi(server, 'settings', '', { token })
    const fields = { method: 'profile', traits: { email } }
    const { json } = await submit(server, 'settings', flow, fields, { token })
    assert.deepEqual(saidOn(json), [[4000007, undefined]])
  })

  for (const edition of editions.filter((one) => one.like !== 'current'))
    it(`are not given by ${edition.name}, which knows none`, async () => {
      const { email } = await signUp(server, nextEmail())
      const at = clientOf(server, edition),
        jar = new Jar()
      const flow = await at.open('registration', jar)
      await at.send('registration', flow, 'password', jar, { 'traits.email': email, password })
      const said = at.said(await at.read('registration', flow.id, { jar }))
      assert.deepEqual(said, [edition.name === 'v0.2' ? taken : 4000007])
    })
})
