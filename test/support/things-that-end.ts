// Everything that is good for a while: sessions, flows, codes, links and the like.
import assert from 'node:assert/strict'
import { pressButton, visitPage } from './button-page.ts'
import { clientOf, editions, type FlowKind } from './editions.ts'
import { addTotp, codeAt, stepUpSpa } from './factors.ts'
import { Jar } from './jar.ts'
import { codeFor, mailTo } from './mail.ts'
import { openApi, openSpa, password, signIn, submit, submitSpa } from './people.ts'
import { challengeIn, lightWork, solutionField, solve } from './proof-of-work.ts'
import { mergeDeep, type TestServer } from './server.ts'
import { byLink, day, minute, owner, settings, type Thing } from './thing.ts'
import { thingsElsewhere } from './things-elsewhere.ts'

export const ok = ({ status }: { readonly status: number }) => status === 200
const signedIn = async (server: TestServer, jar = new Jar()): Promise<Jar> => {
  const fields = { method: 'password', identifier: owner, password }
  await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, fields)
  return jar
}

/** Whether the address is proved by this. */
async function verifies(server: TestServer, use: () => Promise<unknown>): Promise<boolean> {
  const [{ id }] = (await server.admin('GET', '/admin/identities')).json
  const verified = { op: 'replace', path: '/verifiable_addresses/0/verified' }
  const { json } = await server.admin('PATCH', `/admin/identities/${id}`, {
    json: [{ ...verified, value: false }],
  })
  assert.equal(json.verifiable_addresses[0].verified, false)
  await use()
  const found = await server.admin('GET', `/admin/identities/${id}`)
  return found.json.verifiable_addresses[0].verified
}

let newcomers = 0
/** An address that nobody has. */
const newcomer = () => `newcomer-${++newcomers}@example.org`

/** Asks for a code by an app, and answers how to enter it. */
const codeOf = (kind: 'recovery' | 'verification' | 'login' | 'registration'): Thing => ({
  name: `a code of a ${kind}`,
  lifespanMs: 30 * minute,
  once: true,
  async make(server) {
    const flow = await openApi(server, kind)
    const email = kind === 'registration' ? newcomer() : owner
    const { first, again } = {
      login: { first: { identifier: email }, again: { identifier: email } },
      registration: { first: { traits: { email } }, again: { traits: { email } } },
      recovery: { first: { email }, again: {} },
      verification: { first: { email }, again: {} },
    }[kind]
    await submit(server, kind, flow, { method: 'code', ...first })
    const code = await codeFor(server, email)
    return async () => {
      const { status, json } = await submit(server, kind, flow, {
        method: 'code',
        ...again,
        code,
      })
      return (
        status === 422 ||
        (status === 200 && (json.session_token !== undefined || json.state === 'passed_challenge'))
      )
    }
  },
})

/** The secret of the authenticator that the person has on a server. */
const secrets = new WeakMap<TestServer, string>()
const tokenOf = async (server: TestServer): Promise<string> =>
  (await signIn(server, owner)).json.session_token

export const things: readonly Thing[] = [
  ...editions.map((edition) => ({
    name: `a session (${edition.name})`,
    lifespanMs: 120 * minute,
    async make(server: TestServer) {
      const jar = new Jar()
      await clientOf(server, edition).signIn(owner, jar)
      return async () => ok(await clientOf(server, edition).whoami({ jar }))
    },
  })),
  ...editions.flatMap((edition) =>
    edition.kinds.map((kind: FlowKind) => ({
      name: `a flow of ${kind} (${edition.name})`,
      settings: byLink,
      lifespanMs: 60 * minute,
      async make(server: TestServer) {
        const at = clientOf(server, edition)
        const jar = new Jar()
        if (kind === 'settings') await at.signIn(owner, jar)
        const flow = await at.open(kind, jar)
        // a verification of the editions with requests can be read at any time, and sent once
        if (kind !== 'verification' || at.flowParameter === 'flow')
          return async () =>
            ok(await server.public('GET', at.mount + at.readPath(kind) + flow.id, { jar }))
        return async () => {
          const count = async () => (await mailTo(server, owner)).length
          const before = await count()
          await at.send(kind, flow, 'link', jar, { to_verify: owner })
          return (await count()) > before
        }
      },
    })),
  ),
  ...editions.flatMap((edition) =>
    (['recovery', 'verification'] as const)
      .filter((kind) => edition.kinds.includes(kind))
      .map((kind) => ({
        name: `a link of a ${kind} (${edition.name})`,
        settings: byLink,
        lifespanMs: 30 * minute,
        once: true as const,
        async make(server: TestServer) {
          const at = clientOf(server, edition)
          const jar = new Jar()
          const field =
            kind === 'verification' && at.flowParameter === 'request' ? 'to_verify' : 'email'
          await at.send(kind, await at.open(kind, jar), 'link', jar, { [field]: owner })
          const link = (await mailTo(server, owner)).at(-1)?.links.at(-1)
          assert.ok(link, 'there is a link')
          const { pathname, search } = new URL(link)
          const use = async () => {
            const other = new Jar()
            const page = await visitPage(server, pathname + search, other)
            if (page.status === 200) await pressButton(server, pathname + search, page, other)
            return other.get('ory_kratos_session') !== undefined
          }
          return kind === 'recovery' ? use : () => verifies(server, use)
        },
      })),
  ),
  ...(['recovery', 'verification', 'login', 'registration'] as const).map(codeOf),
  ...thingsElsewhere,
  {
    name: 'a code for recovery that an administrator made',
    lifespanMs: 30 * minute,
    once: true,
    async make(server) {
      const { json: found } = await server.admin('GET', '/admin/identities')
      const { json } = await server.admin('POST', '/admin/recovery/code', {
        json: { identity_id: found[0].id, expires_in: '30m' },
      })
      const id = new URL(json.recovery_link).searchParams.get('flow') ?? ''
      return async () => {
        const body = { method: 'code', code: json.recovery_code }
        return (await submit(server, 'recovery', { id }, body)).status === 422
      }
    },
  },
  {
    name: 'a sign-in that is fresh enough to change the password',
    lifespanMs: 30 * minute,
    async make(server) {
      const jar = await signedIn(server)
      return async () => {
        const flow = await openSpa(server, 'settings', jar)
        const fields = { method: 'password', password: `${password}-${server.now()}` }
        return ok(await submitSpa(server, 'settings', flow, jar, fields))
      }
    },
  },
  {
    name: 'a code of an authenticator',
    lifespanMs: 2 * minute,
    once: true,
    async make(server) {
      const secret = secrets.get(server) ?? (await addTotp(server, await tokenOf(server)))
      secrets.set(server, secret)
      server.pass(2 * minute)
      const totp_code = codeAt(secret, server.now())
      return async () => {
        const jar = await signedIn(server)
        return ok(await stepUpSpa(server, jar, { method: 'totp', totp_code }))
      }
    },
  },
  {
    name: 'a device that is known',
    settings: mergeDeep(settings, {
      pallas: { shield: { account: { tries: 1, refill: '9000h' } } },
    }),
    lifespanMs: 180 * day,
    async make(server) {
      const jar = await signedIn(server)
      const forget = () => jar.store(['ory_kratos_session=; Max-Age=0'])
      return async () => {
        // a stranger, whom the budget of the account keeps out from now on
        await signIn(server, owner, 'wrong-one')
        forget()
        await signedIn(server, jar)
        return jar.get('ory_kratos_session') !== undefined
      }
    },
  },
  {
    name: 'a challenge of a proof of work',
    settings: mergeDeep(settings, {
      selfservice: { flows: { login: { lifespan: '9h' } } },
      pallas: { shield: { ...lightWork, account: { tries: 1, refill: '9000h' } } },
    }),
    lifespanMs: 10 * minute,
    once: true,
    async make(server) {
      const jar = new Jar()
      const flow = await openSpa(server, 'login', jar)
      const send = (text: string, more: object = {}) =>
        submitSpa(server, 'login', flow, jar, {
          method: 'password',
          identifier: owner,
          password: text,
          ...more,
        })
      await send('wrong-one')
      await send('wrong-one')
      const at = `/self-service/login/flows?id=${flow.id}`
      const shown = await server.public('GET', at, { jar })
      const proof = await solve(challengeIn(shown.json))
      // it counts when the guess is compared, wrong as it is
      return async () =>
        (await send('wrong-one', { [solutionField]: proof })).headers['retry-after'] === undefined
    },
  },
]
