// All pairs of a first and a second factor, wherever a second factor is asked for.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  firstFactors,
  pairs,
  situations,
  type First,
  type Outcome,
} from '../../support/factor-pairs.ts'
import type { Second, Situation } from '../../support/factor-pairs.ts'
import { addLookup, addTotp, codeAt, period } from '../../support/factors.ts'
import { Jar } from '../../support/jar.ts'
import { addKey, dataIn, newKey, withKeys, type Authenticator } from '../../support/keys.ts'
import { codeFor } from '../../support/mail.ts'
import {
  choose,
  comeBack,
  enter,
  landed,
  startOidcServer,
  type OidcServer,
} from '../../support/oidc.ts'
import {
  nodeValue,
  openSpa,
  password,
  signIn,
  submitForm,
  submitSpa,
} from '../../support/people.ts'
import { owner, withAddresses } from '../../support/second-codes.ts'
import { mergeDeep, type Answer } from '../../support/server.ts'

const methods = (code: object, passwordless: boolean) => ({
  selfservice: {
    methods: {
      code: { enabled: true, ...code },
      webauthn: { config: { passwordless } },
    },
  },
})
const noCodes = { passwordless_enabled: false, mfa_enabled: false }
const all = mergeDeep(mergeDeep(withKeys(false), withAddresses), {
  selfservice: {
    methods: {
      totp: { enabled: true, config: { issuer: 'Example' } },
      lookup_secret: { enabled: true },
    },
    flows: { recovery: { enabled: true, use: 'code' } },
  },
  // a notice could arrive with a code, and stand before it
  pallas: { notices: { enabled: false } },
})

type Person = {
  readonly id: string
  readonly email: string
  readonly phone: string
  readonly passkey: Authenticator | undefined
  readonly firstKey: Authenticator | undefined
  readonly secondKey: Authenticator | undefined
  readonly secret: string | undefined
  readonly codes: string[]
}
let people = 0

describe('a pair of factors', () => {
  let server: OidcServer
  before(async () => {
    server = await startOidcServer({ overrides: all })
  })
  after(() => server.close())

  /** What is switched on while people set up their factors, give the first, and give the second. */
  const settingUp = (passwordless: boolean) => server.reconfigure(methods(noCodes, passwordless))
  const forFirst = (first: First, second: Second) =>
    server.reconfigure(
      methods(
        isCode(first)
          ? { ...noCodes, passwordless_enabled: true }
          : { ...noCodes, mfa_enabled: isCode(second) },
        true,
      ),
    )
  const forSecond = (second: Second) =>
    server.reconfigure(methods({ ...noCodes, mfa_enabled: isCode(second) }, true))

  const browserOf = async (email: string) => {
    const jar = new Jar()
    const fields = { method: 'password', identifier: email, password }
    await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, fields)
    return jar
  }
  /** Somebody who has both factors, and a password. */
  async function person(first: First, second: Second): Promise<Person> {
    const email = `pair-${++people}@example.org`,
      phone = `+49170${3_000_000 + people}`
    settingUp(true)
    const id = await owner(server, { email, phone })
    const jar = await browserOf(email)
    if (first === 'oidc') {
      server.idp.claims = { sub: `acme-${email}`, email, email_verified: true }
      await comeBack(server, await choose(server, 'settings', jar, { link: 'acme' }), jar)
    }
    const passkey = first === 'passkey' ? await addKey(server, 'passkey', jar) : undefined
    const firstKey = first === 'webauthn' ? await addKey(server, 'webauthn', jar) : undefined
    settingUp(false)
    const secondKey = second === 'key' ? await addKey(server, 'webauthn', jar, newKey()) : undefined
    const { session_token: token } = (await signIn(server, email)).json
    const secret = second === 'totp' ? await addTotp(server, token) : undefined
    const codes = second === 'lookup' ? await addLookup(server, token) : []
    return { id, email, phone, passkey, firstKey, secondKey, secret, codes }
  }
  const addressOf = (who: Person, factor: string) => (factor === 'mail' ? who.email : who.phone)

  /** Gives the first factor in a login flow; the last answer. */
  async function giveFirst(first: First, who: Person, flow: any, jar: Jar): Promise<Answer> {
    const send = (fields: object) => submitSpa(server, 'login', flow, jar, fields)
    const { email } = who
    switch (first) {
      case 'password':
        return send({ method: 'password', identifier: email, password })
      case 'mail':
      case 'phone': {
        const code = { method: 'code', identifier: addressOf(who, first) }
        await send(code)
        return send({ ...code, code: await codeFor(server, code.identifier) })
      }
      case 'oidc': {
        server.idp.claims = { sub: `acme-${email}`, email, email_verified: true }
        const there = await submitForm(server, 'login', flow, jar, { provider: 'acme' })
        return comeBack(server, there.location ?? assert.fail(there.text), jar)
      }
      case 'webauthn': {
        await send({ method: 'webauthn', identifier: email })
        const url = `/self-service/login/flows?id=${flow.id}`
        const asked = (await server.public('GET', url, { jar })).json
        const answer = who.firstKey?.get(dataIn(asked, 'webauthn_login_trigger'))
        return send({
          method: 'webauthn',
          identifier: email,
          webauthn_login: JSON.stringify(answer),
        })
      }
      case 'passkey': {
        const answer = who.passkey?.get(dataIn(flow, 'passkey_challenge'))
        return send({ method: 'passkey', passkey_login: JSON.stringify(answer) })
      }
    }
  }

  /** Gives the second factor in a login flow; what is not offered is sent as well. */
  async function giveSecond(second: Second, who: Person, flow: any, jar: Jar): Promise<boolean> {
    const send = (fields: object) => submitSpa(server, 'login', flow, jar, fields)
    if (isCode(second)) {
      const value = addressOf(who, second)
      const isOffered = (flow.ui.nodes ?? []).some(
        ({ attributes }: any) =>
          attributes.value === value && ['address', 'identifier'].includes(attributes.name),
      )
      if (flow.state === 'choose_method') await send({ method: 'code', address: value })
      await send({ method: 'code', code: await codeFor(server, value).catch(() => '000000') })
      return isOffered
    }
    server.pass(period)
    const fields = {
      totp: () => ({ method: 'totp', totp_code: codeAt(who.secret ?? '', server.now()) }),
      lookup: () => ({ method: 'lookup_secret', lookup_secret: who.codes.shift() }),
      key: () => ({
        method: 'webauthn',
        identifier: who.email,
        webauthn_login: JSON.stringify(who.secondKey?.get(dataIn(flow, 'webauthn_login_trigger'))),
      }),
    }[second as 'totp' | 'lookup' | 'key']
    await send(fields())
    return true
  }

  const whoami = (jar: Jar) => server.public('GET', '/sessions/whoami', { jar })
  const settings = (jar: Jar) => server.public('GET', '/self-service/settings/browser', { jar })

  /** A browser that has given the first factor, and where nothing is told yet. */
  async function afterFirst(first: First, second: Second, who: Person): Promise<Jar> {
    forFirst(first, second)
    const jar = new Jar()
    await giveFirst(first, who, await openSpa(server, 'login', jar), jar)
    assert.ok(jar.get('ory_kratos_session'), 'a session began')
    forSecond(second)
    assert.equal((await whoami(jar)).json.error?.id, 'session_aal2_required')
    return jar
  }
  /** Gives the second factor; whether it is offered has to agree with what it does. */
  async function step(second: Second, who: Person, jar: Jar, query = ''): Promise<Outcome> {
    const flow = await openSpa(server, 'login', jar, `?aal=aal2${query}`)
    const isOffered = await giveSecond(second, who, flow, jar)
    const { status, json } = await whoami(jar)
    const counts = status === 200 && json.authenticator_assurance_level === 'aal2'
    assert.equal(isOffered, counts, 'what is offered counts')
    return counts ? 'counts' : 'does not count'
  }

  const tries: Record<Situation, (first: First, second: Second) => Promise<Outcome>> = {
    async login(first, second) {
      const who = await person(first, second)
      return step(second, who, await afterFirst(first, second, who))
    },

    async refresh(first, second) {
      const who = await person(first, second)
      const jar = await afterFirst(first, second, who)
      const once = await step(second, who, jar)
      server.pass(60_000)
      const again = await openSpa(server, 'login', jar, '?aal=aal2&refresh=true')
      await giveSecond(second, who, again, jar)
      const { status, json } = await whoami(jar)
      const isFresh = status === 200 && Date.parse(json.authenticated_at) > server.now() - 60_000
      assert.equal(isFresh, once === 'counts')
      return once
    },

    async settings(first, second) {
      const who = await person(first, second)
      const jar = await afterFirst(first, second, who)
      assert.equal((await settings(jar)).status, 403)
      const outcome = await step(second, who, jar)
      const opened = await settings(jar)
      assert.equal(opened.status, outcome === 'counts' ? 200 : 403)
      if (outcome === 'counts') {
        const fields = { method: 'password', password: 'another-Good-one-77!' }
        const changed = await submitSpa(server, 'settings', opened.json, jar, fields)
        assert.equal(changed.status, 200, changed.text)
      }
      return outcome
    },

    async recovery(first, second) {
      const who = await person(first, second)
      forSecond(second)
      const jar = new Jar()
      const flow = await openSpa(server, 'recovery', jar)
      await submitSpa(server, 'recovery', flow, jar, { method: 'code', email: who.email })
      const code = await codeFor(server, who.email)
      await submitSpa(server, 'recovery', flow, jar, { method: 'code', code })
      assert.equal((await whoami(jar)).json.error?.id, 'session_aal2_required')
      const outcome = await step(second, who, jar)
      assert.equal((await settings(jar)).status, outcome === 'counts' ? 200 : 403)
      return outcome
    },

    async link(first, second) {
      if (isCode(first) && isCode(second)) {
        const both = { passwordless_enabled: true, mfa_enabled: true }
        assert.throws(
          () => server.reconfigure(methods(both, true)),
          /both the first and the second/,
        )
        return 'impossible'
      }
      const who = await person(first, second)
      forFirst(first, second)
      server.idp.claims = { sub: `umbrella-${who.email}`, email: who.email, email_verified: true }
      const { answer, jar } = await enter(server, { provider: 'umbrella' })
      const flow = await landed(server, 'login', answer, jar)
      const half = await giveFirst(first, who, flow, jar)
      assert.ok(!(await isLinked(who)), 'the first factor alone links nothing')
      forSecond(second)
      const to = half.location ?? half.json?.redirect_browser_to ?? ''
      const id = new URL(to).searchParams.get('flow') ?? ''
      const next = await server.public('GET', `/self-service/login/flows?id=${id}`, { jar })
      assert.equal(nodeValue(next.json, 'csrf_token') === undefined, false, next.text)
      await giveSecond(second, who, next.json, jar)
      return (await isLinked(who)) ? 'counts' : 'does not count'
    },
  }
  async function isLinked({ id }: Person): Promise<boolean> {
    const account = await server.store.identities.find(id)
    return JSON.stringify(account?.credentials.find(({ type }) => type === 'oidc') ?? '').includes(
      'umbrella',
    )
  }

  for (const { first, second, outcomes } of pairs)
    for (const situation of Object.keys(situations) as Situation[])
      it(`${firstFactors[first]}, then ${second}: ${situations[situation]}`, async () =>
        assert.equal(await tries[situation](first, second), outcomes[situation]))
})

const isCode = (factor: First | Second): boolean => factor === 'mail' || factor === 'phone'
