// A good and a bad call of every operation of the first editions with flows.
import { Jar } from '../support/jar.ts'
import type { FirstFlows, Kind } from '../support/first-flows.ts'
import { password } from '../support/people.ts'
import type { Answer } from '../support/server.ts'

export type Calls = {
  readonly good: (at: FirstFlows) => Promise<Answer>
  readonly bad?: (at: FirstFlows) => Promise<Answer>
}

const nobody = '00000000-0000-4000-8000-000000000000'
let people = 0
const fresh = () => `person-${people++}@example.org`

const read = (path: string, bad?: string): Calls => ({
  good: (at) => at.admin('GET', path),
  ...(bad === undefined ? {} : { bad: (at) => at.admin('GET', bad) }),
})
const readOpen = (path: string, bad?: string): Calls => ({
  good: (at) => at.open('GET', path),
  ...(bad === undefined ? {} : { bad: (at) => at.open('GET', bad) }),
})

const tokenFor = async (at: FirstFlows, kind: Kind) =>
  kind === 'settings' ? { token: (await at.signUp(fresh())).token } : {}

const flows = (kind: Kind, on: 'open' | 'admin'): Calls => ({
  async good(at) {
    const call = await tokenFor(at, kind)
    return at[on](
      'GET',
      `/self-service/${kind}/flows?id=${(await at.api(kind, '', call)).id}`,
      call,
    )
  },
  bad: async (at) => at[on]('GET', `/self-service/${kind}/flows?id=nope`, await tokenFor(at, kind)),
})

const api = (kind: Kind): Calls => ({
  good: async (at) => at.open('GET', `/self-service/${kind}/api`, await tokenFor(at, kind)),
  bad: async (at) =>
    at.open(
      'GET',
      `/self-service/${kind}/api`,
      kind === 'settings' ? {} : { token: (await at.signUp(fresh())).token },
    ),
})

const browser = (kind: Kind): Calls => ({
  async good(at) {
    const jar = new Jar()
    if (kind === 'settings') {
      const email = fresh()
      await at.signUp(email)
      await at.signInBrowser(email, jar)
    }
    return at.open('GET', `/self-service/${kind}/browser`, { jar, accept: 'text/html' })
  },
})

const submit = (kind: Kind, path: string, body: object, token = false): Calls => ({
  async good(at) {
    const call = token ? await tokenFor(at, 'settings') : {}
    return at.open('POST', `${path}?flow=${(await at.api(kind, '', call)).id}`, {
      json: body,
      ...call,
    })
  },
  bad: async (at) =>
    at.open('POST', `${path}?flow=nope`, {
      json: body,
      ...(token ? await tokenFor(at, 'settings') : {}),
    }),
})

const mail = { method: 'link', email: 'somebody@example.org' }
const self = '/self-service'

/** By method, listener and path. */
export const calls: Readonly<Record<string, Calls>> = {
  'POST admin /identities': {
    good: (at) =>
      at.admin('POST', '/identities', {
        json: { schema_id: 'default', traits: { email: fresh() } },
      }),
    bad: (at) => at.admin('POST', '/identities', { json: { traits: { email: 7 } } }),
  },
  'GET admin /identities': { good: (at) => at.admin('GET', '/identities?page=0&per_page=10') },
  'GET admin /identities/{id}': {
    good: async (at) => at.admin('GET', `/identities/${(await at.signUp(fresh())).id}`),
    bad: (at) => at.admin('GET', '/identities/nope'),
  },
  'PUT admin /identities/{id}': {
    good: async (at) =>
      at.admin('PUT', `/identities/${(await at.signUp(fresh())).id}`, {
        json: { traits: { email: fresh() } },
      }),
    bad: (at) => at.admin('PUT', `/identities/${nobody}`, { json: { traits: { email: fresh() } } }),
  },
  'DELETE admin /identities/{id}': {
    good: async (at) => at.admin('DELETE', `/identities/${(await at.signUp(fresh())).id}`),
    bad: (at) => at.admin('DELETE', `/identities/${nobody}`),
  },
  'POST admin /recovery/link': {
    good: async (at) =>
      at.admin('POST', '/recovery/link', {
        json: { identity_id: (await at.signUp(fresh())).id, expires_in: '1h' },
      }),
    bad: (at) => at.admin('POST', '/recovery/link', { json: { identity_id: nobody } }),
  },
  'GET admin /schemas/{id}': read('/schemas/default', '/schemas/nope'),
  'GET public /schemas/{id}': readOpen('/schemas/default', '/schemas/nope'),
  'GET admin /self-service/errors': read(
    `${self}/errors?error=stub:500`,
    `${self}/errors?error=${nobody}`,
  ),
  'GET public /self-service/errors': readOpen(
    `${self}/errors?error=stub:500`,
    `${self}/errors?error=${nobody}`,
  ),
  'GET admin /version': read('/version'),
  'GET admin /health/alive': read('/health/alive'),
  'GET admin /health/ready': read('/health/ready'),
  'GET admin /metrics/prometheus': read('/metrics/prometheus'),
  'GET public /self-service/browser/flows/logout': {
    good: (at) => at.open('GET', `${self}/browser/flows/logout`, { accept: 'text/html' }),
  },
  'DELETE public /sessions': {
    good: async (at) =>
      at.open('DELETE', '/sessions', { json: { session_token: (await at.signUp(fresh())).token } }),
    bad: (at) =>
      at.open('DELETE', '/sessions', {
        payload: '{',
        headers: { 'content-type': 'application/json' },
      }),
  },
  'GET public /sessions/whoami': {
    good: async (at) =>
      at.open('GET', '/sessions/whoami', { token: (await at.signUp(fresh())).token }),
    bad: (at) => at.open('GET', '/sessions/whoami'),
  },

  ...Object.fromEntries(
    (['login', 'registration', 'settings', 'recovery', 'verification'] as const).flatMap((kind) => [
      [`GET admin ${self}/${kind}/flows`, flows(kind, 'admin')],
      [`GET public ${self}/${kind}/flows`, flows(kind, 'open')],
      [
        `GET public ${self}/${kind}/api`,
        kind === 'verification' ? { good: api(kind).good } : api(kind),
      ],
      [`GET public ${self}/${kind}/browser`, browser(kind)],
    ]),
  ),

  'POST public /self-service/login': {
    async good(at) {
      const email = fresh()
      await at.signUp(email)
      return at.signIn(email)
    },
    bad: async (at) => at.signIn(fresh(), 'wrong-password'),
  },
  'POST public /self-service/registration': {
    good: async (at) =>
      at.post('registration', await at.api('registration'), {
        method: 'password',
        password,
        traits: { email: fresh() },
      }),
    bad: async (at) =>
      at.post('registration', await at.api('registration'), {
        method: 'password',
        password,
        traits: { email: 'nope' },
      }),
  },
  'POST public /self-service/settings': submit(
    'settings',
    `${self}/settings`,
    { method: 'password', password: 'another-one-88-Harbour' },
    true,
  ),
  'POST public /self-service/recovery': submit('recovery', `${self}/recovery`, mail),
  'POST public /self-service/recovery/methods/link': submit(
    'recovery',
    `${self}/recovery/methods/link`,
    { email: mail.email },
  ),
  'POST public /self-service/verification/methods/link': submit(
    'verification',
    `${self}/verification/methods/link`,
    { email: mail.email },
  ),
  'POST public /self-service/verification/flows': submit(
    'verification',
    `${self}/verification/flows`,
    { email: mail.email },
  ),
}
