// Everything that is good for a while: sessions, flows, codes, links and the like.
import assert from 'node:assert/strict'
import { pressButton, visitPage } from './button-page.ts'
import { passwordless } from './code-people.ts'
import { clientOf, editions, type FlowKind } from './editions.ts'
import { addTotp, codeAt, stepUpSpa, withFactors } from './factors.ts'
import { Jar } from './jar.ts'
import { codeFor, mailTo } from './mail.ts'
import { openApi, openSpa, password, signIn, submit, submitSpa } from './people.ts'
import { challengeIn, lightWork, solutionField, solve } from './proof-of-work.ts'
import { mergeDeep, type Overrides, type TestServer } from './server.ts'

export const second = 1000,
  minute = 60 * second,
  day = 24 * 60 * minute
export const owner = 'owner@example.org'

export const settings: Overrides = mergeDeep(mergeDeep(passwordless, withFactors), {
  session: { lifespan: '2h' },
  selfservice: {
    methods: {
      link: { enabled: true, config: { lifespan: '30m' } },
      code: { config: { lifespan: '30m' } },
    },
    flows: {
      login: { lifespan: '1h' },
      registration: { lifespan: '1h', after: { code: { hooks: [{ hook: 'session' }] } } },
      settings: { lifespan: '1h', privileged_session_max_age: '30m' },
      recovery: { enabled: true, use: 'code', lifespan: '1h' },
      verification: { enabled: true, use: 'code', lifespan: '1h' },
    },
  },
})
const byLink = mergeDeep(settings, {
  selfservice: { flows: { recovery: { use: 'link' }, verification: { use: 'link' } } },
})

/** Something that is good for a while. */
export type Thing = {
  readonly name: string
  readonly settings?: Overrides
  readonly lifespanMs: number
  /** Whether it is good for one use. */
  readonly once?: true
  /** Makes one, and answers how to use it, which answers whether that was good. */
  make(server: TestServer): Promise<() => Promise<boolean>>
}

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

/** Asks for a code by an app, and answers how to enter it. */
const codeOf = (kind: 'recovery' | 'verification' | 'login'): Thing => ({
  name: `a code of a ${kind}`,
  lifespanMs: 30 * minute,
  once: true,
  async make(server) {
    const flow = await openApi(server, kind)
    const address = kind === 'login' ? { identifier: owner } : { email: owner },
      again = kind === 'login' ? address : {}
    await submit(server, kind, flow, { method: 'code', ...address })
    const code = await codeFor(server, owner)
    return async () => {
      const { status, json } = await submit(server, kind, flow, {
        method: 'code',
        ...again,
        code,
      })
      return (
        status === 422 ||
        (status === 200 && (kind === 'login' || json.state === 'passed_challenge'))
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
    // a verification of the editions with requests only sends a message, and does so at any time
    edition.kinds
      .filter((kind) => kind !== 'verification' || edition.flowParameter === 'flow')
      .map((kind: FlowKind) => ({
        name: `a flow of ${kind} (${edition.name})`,
        lifespanMs: 60 * minute,
        async make(server: TestServer) {
          const at = clientOf(server, edition)
          const jar = new Jar()
          if (kind === 'settings') await at.signIn(owner, jar)
          const flow = await at.open(kind, jar)
          return async () =>
            ok(await server.public('GET', at.mount + at.readPath(kind) + flow.id, { jar }))
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
  codeOf('recovery'),
  codeOf('login'),
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
