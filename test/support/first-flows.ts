// Shorthands for what tests do with the editions that have `/api/kratos` prefixes.
import type { Jar } from './jar.ts'
import { nodeValue, password } from './people.ts'
import { startServer, type Answer, type Call, type TestServer } from './server.ts'

export type Kind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'

/** A configuration with everything on that these editions know. */
export const firstFlowsConfig = {
  selfservice: {
    methods: { link: { enabled: true } },
    flows: { recovery: { enabled: true }, verification: { enabled: true } },
  },
}

export type FirstFlows = ReturnType<typeof firstFlows>

/** `prefix`: what stands before `/public` and `/admin`, such as `/v0.7/api/kratos`. */
export function firstFlows(server: TestServer, prefix: string) {
  const open = (method: string, path: string, call?: Call): Promise<Answer> =>
    server.public(method, `${prefix}/public${path}`, call)
  const admin = (method: string, path: string, call?: Call): Promise<Answer> =>
    server.admin(method, `${prefix}/admin${path}`, call)
  const me = {
    open,
    admin,
    api: async (kind: Kind, query = '', call?: Call): Promise<any> =>
      (await open('GET', `/self-service/${kind}/api${query}`, call)).json,
    /** A flow that a browser has opened, as its page reads it. */
    async browser(kind: Kind, jar: Jar, query = ''): Promise<any> {
      const { location = '' } = await open('GET', `/self-service/${kind}/browser${query}`, {
        jar,
        accept: 'text/html',
      })
      return (
        await open(
          'GET',
          `/self-service/${kind}/flows?id=${new URL(location).searchParams.get('flow')}`,
          { jar },
        )
      ).json
    },
    post: (kind: Kind, flow: { id: string }, json: unknown, call?: Call): Promise<Answer> =>
      open('POST', `/self-service/${kind}?flow=${flow.id}`, { json, ...call }),
    form: (
      kind: Kind,
      flow: any,
      jar: Jar,
      fields: Readonly<Record<string, string>>,
      call?: Call,
    ): Promise<Answer> =>
      open('POST', `/self-service/${kind}?flow=${flow.id}`, {
        form: { csrf_token: nodeValue(flow, 'csrf_token'), ...fields },
        accept: 'text/html',
        jar,
        ...call,
      }),
    async signUp(
      email: string,
    ): Promise<{ readonly id: string; readonly token: string; readonly json: any }> {
      const { json, status, text } = await me.post('registration', await me.api('registration'), {
        method: 'password',
        password,
        traits: { email },
      })
      if (status !== 200) throw new Error(`could not sign up: ${status} ${text}`)
      return { id: json.identity.id, token: json.session_token, json }
    },
    signIn: async (email: string, secret = password): Promise<Answer> =>
      me.post('login', await me.api('login'), {
        method: 'password',
        password_identifier: email,
        password: secret,
      }),
    async signInBrowser(email: string, jar: Jar): Promise<Answer> {
      return me.form('login', await me.browser('login', jar), jar, {
        method: 'password',
        password_identifier: email,
        password,
      })
    },
  }
  return me
}

export const startFirstFlows = (
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<TestServer> => startServer({ ...firstFlowsConfig, ...overrides })
