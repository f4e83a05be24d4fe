// The editions side by side over one store: what is made through one of them is there for all of them.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Jar } from '../support/jar.ts'
import { servedOf } from '../support/served.ts'
import { mailTo } from '../support/mail.ts'
import { password } from '../support/people.ts'
import { requestsAt } from '../support/requests.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

/** What a browser does, in the words of one edition. */
type Browser = {
  readonly signUp: (email: string, jar: Jar) => Promise<unknown>
  readonly signIn: (email: string, jar: Jar) => Promise<unknown>
  readonly whoami: (jar: Jar) => Promise<Answer>
  /** Asks for a message to an address and opens its link. */
  readonly verify: (email: string, jar: Jar) => Promise<unknown>
  readonly identity: (id: string) => Promise<any>
  /** Meets an error; answers the id by which the error page reads it. */
  readonly stumble: (jar: Jar) => Promise<string>
  readonly error: (id: string, jar: Jar) => Promise<Answer>
}

const html = 'text/html'

const withRequests =
  (mount: string) =>
  (server: TestServer): Browser => {
    const at = requestsAt(server, mount)
    return {
      signUp: (email, jar) => at.signUp(email, jar),
      signIn: at.signIn,
      whoami: at.whoami,
      async verify(email, jar) {
        await at.send(await at.open('verification', jar), undefined, jar, { to_verify: email })
        await at.visit(await linkTo(server, email), jar)
      },
      identity: async (id) => (await server.admin('GET', `${mount}/identities/${id}`)).json,
      stumble: async (jar) =>
        queryOf(await at.visit('/self-service/browser/flows/verification/init/sms', jar), 'error'),
      error: (id, jar) => server.public('GET', `${mount}/self-service/errors?error=${id}`, { jar }),
    }
  }

const withFlows =
  (
    mount: string,
    adminMount: string,
    { identifier, error }: { readonly identifier: string; readonly error: 'id' | 'error' },
  ) =>
  (server: TestServer): Browser => {
    const flow = async (kind: string, jar: Jar): Promise<any> => {
      const id = queryOf(
        await server.public('GET', `${mount}/self-service/${kind}/browser`, { jar, accept: html }),
        'flow',
      )
      return (await server.public('GET', `${mount}/self-service/${kind}/flows?id=${id}`, { jar }))
        .json
    }
    const send = async (kind: string, jar: Jar, fields: Readonly<Record<string, string>>) => {
      const { ui } = await flow(kind, jar),
        { pathname, search } = new URL(ui.action)
      const token = ui.nodes.find((node: any) => node.attributes.name === 'csrf_token').attributes
        .value
      return server.public('POST', pathname + search, {
        form: { csrf_token: token, ...fields },
        jar,
        accept: html,
      })
    }
    return {
      signUp: (email, jar) =>
        send('registration', jar, { method: 'password', password, 'traits.email': email }),
      signIn: (email, jar) =>
        send('login', jar, { method: 'password', [identifier]: email, password }),
      whoami: (jar) => server.public('GET', `${mount}/sessions/whoami`, { jar }),
      async verify(email, jar) {
        await send('verification', jar, { method: 'link', email })
        const { pathname, search } = new URL(await linkTo(server, email))
        await server.public('GET', pathname + search, { jar, accept: html })
      },
      identity: async (id) => (await server.admin('GET', `${adminMount}/identities/${id}`)).json,
      async stumble(jar) {
        const { ui } = await flow('login', jar)
        const token = ui.nodes.find((node: any) => node.attributes.name === 'csrf_token').attributes
          .value
        return queryOf(
          await server.public(
            'POST',
            `${mount}/self-service/login?flow=00000000-0000-4000-8000-000000000000`,
            { form: { csrf_token: token }, jar, accept: html },
          ),
          error,
        )
      },
      error: (id, jar) =>
        server.public('GET', `${mount}/self-service/errors?${error}=${id}`, { jar }),
    }
  }

const prefixed = (name: string) =>
  withFlows(`/${name}/api/kratos/public`, `/${name}/api/kratos/admin`, {
    identifier: 'password_identifier',
    error: 'error',
  })
const editions: Readonly<Record<string, (server: TestServer) => Browser>> = {
  'v0.2': withRequests('/v0.2'),
  'v0.4': withRequests('/v0.4'),
  'v0.6': prefixed('v0.6'),
  'v0.7': prefixed('v0.7'),
  current: withFlows('/current', '/current', { identifier: 'identifier', error: 'id' }),
}
const names = Object.keys(servedOf(editions))
const addressesOf = (identity: any): readonly { readonly verified: boolean }[] =>
  identity.addresses ?? identity.verifiable_addresses

async function linkTo(server: TestServer, email: string): Promise<string> {
  const link = (await mailTo(server, email)).at(-1)?.links[0]
  if (link === undefined) throw new Error(`no message for ${email}`)
  return link
}

function queryOf({ location, status, text }: Answer, name: string): string {
  const value = location === undefined ? null : new URL(location).searchParams.get(name)
  if (value === null) throw new Error(`no ${name} in ${status} ${location ?? text}`)
  return value
}

describe('editions side by side', () => {
  let server: TestServer
  let browsers: Readonly<Record<string, Browser>>
  const through = (name: string): Browser => browsers[name] ?? assert.fail(name)
  before(async () => {
    const flows = {
      registration: { style: 'unified' },
      verification: { enabled: true, use: 'link' },
      login: { style: 'unified' },
    }
    server = await startServer({ selfservice: { methods: { link: { enabled: true } }, flows } })
    browsers = Object.fromEntries(
      names.map((name) => [name, editions[name]?.(server) ?? assert.fail(name)]),
    )
  })
  after(() => server.close())

  for (const made of names) {
    it(`an account made in ${made} signs in through every edition, and each of its sessions is known to all`, async () => {
      const email = `made-${made}@example.org`
      await through(made).signUp(email, new Jar())
      for (const used of names) {
        const jar = new Jar()
        await through(used).signIn(email, jar)
        for (const asked of names) {
          const { status, json } = await through(asked).whoami(jar)
          assert.deepEqual(
            [status, json?.identity?.traits.email],
            [200, email],
            `signed in through ${used}, asked in ${asked}`,
          )
        }
      }
    })

    it(`an address verified in ${made} is verified in all`, async () => {
      const email = `verified-${made}@example.org`,
        jar = new Jar()
      await through('current').signUp(email, new Jar())
      await through('current').signIn(email, jar)
      const { id } = (await through('current').whoami(jar)).json.identity
      await through(made).verify(email, new Jar())
      for (const asked of names)
        assert.equal(addressesOf(await through(asked).identity(id))[0]?.verified, true, asked)
    })

    it(`an error met in ${made} is read there by the browser that met it`, async () => {
      const jar = new Jar()
      const id = await through(made).stumble(jar)
      const { status, json } = await through(made).error(id, jar)
      assert.equal(status, 200)
      assert.ok(['errors', 'error'].some((key) => key in json))
    })

    it(`a flow opened in ${made} is finished through it only`, async () => {
      for (const other of names.filter((name) => name !== made)) {
        const jar = new Jar()
        const { location } = await server.public('GET', opening[made] ?? '', { jar, accept: html })
        const id =
          new URL(location ?? '').searchParams.get('request') ??
          new URL(location ?? '').searchParams.get('flow') ??
          ''
        const answer = await server.public('GET', (reading[other] ?? '') + id, { jar })
        assert.ok(answer.status === 403 || answer.status === 404, `${other}: ${answer.status}`)
      }
    })
  }
})

const opening: Readonly<Record<string, string>> = {
  'v0.2': '/v0.2/self-service/browser/flows/login',
  'v0.4': '/v0.4/self-service/browser/flows/login',
  'v0.6': '/v0.6/api/kratos/public/self-service/login/browser',
  'v0.7': '/v0.7/api/kratos/public/self-service/login/browser',
  current: '/current/self-service/login/browser',
}
const reading: Readonly<Record<string, string>> = {
  'v0.2': '/v0.2/self-service/browser/flows/requests/login?request=',
  'v0.4': '/v0.4/self-service/browser/flows/requests/login?request=',
  'v0.6': '/v0.6/api/kratos/public/self-service/login/flows?id=',
  'v0.7': '/v0.7/api/kratos/public/self-service/login/flows?id=',
  current: '/current/self-service/login/flows?id=',
}
