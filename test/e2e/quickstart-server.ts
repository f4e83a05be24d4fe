// What a newcomer has: a configuration like that of the published quickstart, and a user interface that
// calls the server by an address with a slash at its end.
import { createServer, type Server } from 'node:http'
import { Jar } from '../support/jar.ts'

export type Ports = { readonly open: number; readonly admin: number; readonly ui: number }

/** A configuration with the keys of the published quickstart. */
export const quickstartConfig = ({ open, admin, ui }: Ports, mailPort: number) => {
  const page = (name: string) => `http://127.0.0.1:${ui}/${name}`
  return {
    version: 'v0.13.0',
    dsn: 'memory',
    serve: {
      public: { port: open, base_url: `http://127.0.0.1:${open}/`, cors: { enabled: true } },
      admin: { port: admin, base_url: `http://kratos:${admin}/` },
    },
    selfservice: {
      default_browser_return_url: page(''),
      allowed_return_urls: [
        `http://127.0.0.1:${ui}`,
        'http://localhost:19006/Callback',
        'exp://localhost:8081/--/Callback',
      ],
      methods: {
        password: { enabled: true },
        totp: { config: { issuer: 'Kratos' }, enabled: true },
        lookup_secret: { enabled: true },
        link: { enabled: true },
        code: { enabled: true },
      },
      flows: {
        error: { ui_url: page('error') },
        settings: {
          ui_url: page('settings'),
          privileged_session_max_age: '15m',
          required_aal: 'highest_available',
        },
        recovery: { enabled: true, ui_url: page('recovery'), use: 'code' },
        verification: {
          enabled: true,
          ui_url: page('verification'),
          use: 'code',
          after: { default_browser_return_url: page('') },
        },
        logout: { after: { default_browser_return_url: page('login') } },
        login: { ui_url: page('login'), lifespan: '10m' },
        registration: {
          lifespan: '10m',
          ui_url: page('registration'),
          after: { password: { hooks: [{ hook: 'session' }, { hook: 'show_verification_ui' }] } },
        },
      },
    },
    log: { level: 'debug', format: 'text', leak_sensitive_values: true },
    secrets: {
      cookie: ['PLEASE-CHANGE-ME-I-AM-VERY-INSECURE'],
      cipher: ['32-LONG-SECRET-NOT-SECURE-AT-ALL'],
    },
    ciphers: { algorithm: 'xchacha20-poly1305' },
    hashers: { algorithm: 'bcrypt', bcrypt: { cost: 8 } },
    identity: {
      default_schema_id: 'default',
      schemas: [{ id: 'default', url: 'file://./identity.schema.json' }],
    },
    courier: {
      smtp: { connection_uri: `smtps://test:test@127.0.0.1:${mailPort}/?skip_ssl_verify=true` },
    },
    feature_flags: { use_continue_with_transitions: true },
  }
}

/** The schema of a person with an address and a name. */
export const quickstartSchema = {
  $id: 'https://schemas.example.org/quickstart/person.schema.json',
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Person',
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      properties: {
        email: {
          type: 'string',
          format: 'email',
          title: 'E-Mail',
          minLength: 3,
          'ory.sh/kratos': {
            credentials: { password: { identifier: true } },
            verification: { via: 'email' },
            recovery: { via: 'email' },
          },
        },
        name: {
          type: 'object',
          properties: {
            first: { title: 'First Name', type: 'string' },
            last: { title: 'Last Name', type: 'string' },
          },
        },
      },
      required: ['email'],
      additionalProperties: false,
    },
  },
}

/**
 * A user interface without pages: it fetches the flow of a page from the server, with the cookies of
 * the browser, and answers it as JSON.
 */
export function startUi(publicUrl: string, port: number): Promise<Server> {
  const base = `${publicUrl}/`
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://ui')
      const kind = pathname.slice(1)
      const flow = searchParams.get('flow')
      if (flow === null) {
        response.writeHead(303, { location: `${base}/self-service/${kind}/browser` }).end()
        return
      }
      const answer = await fetch(`${base}/self-service/${kind}/flows?id=${flow}`, {
        headers: { cookie: request.headers.cookie ?? '' },
      })
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(await answer.text())
    })()
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

/** A browser that follows redirects and keeps cookies. */
export function createBrowser() {
  const jar = new Jar()
  async function go(
    url: string,
    init: RequestInit = {},
    hops = 0,
  ): Promise<{ readonly url: string; readonly json: any }> {
    if (hops > 10) throw new Error(`redirected without end: ${url}`)
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: jar.header, ...init.headers },
    })
    jar.store(answer.headers.getSetCookie())
    const location = answer.headers.get('location')
    if (location === null) return { url, json: await answer.json().catch(() => undefined) }
    const next = new URL(location, url).href
    return go(next, answer.status === 307 ? init : {}, hops + 1)
  }
  return {
    jar,
    open: (url: string) => go(url),
    /** Sends the form of a flow: its hidden fields, what was typed, and the button. */
    send(flow: any, typed: Readonly<Record<string, string>>) {
      const form = new URLSearchParams()
      for (const { attributes } of flow.ui.nodes)
        if (attributes.type === 'hidden' && attributes.value !== undefined)
          form.append(attributes.name, String(attributes.value))
      for (const [name, value] of Object.entries(typed)) form.set(name, value)
      return go(flow.ui.action, { method: flow.ui.method, body: form })
    },
  }
}
