// Every edition as one client: opens, reads and sends flows in the words of that edition, so that a
// rule can be stated once and be tried in all of them.
import { Jar } from './jar.ts'
import { password } from './people.ts'
import { served } from './served.ts'
import type { Answer, Call, TestServer } from './server.ts'

export type FlowKind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'

type Fields = Readonly<Record<string, string>>

/** An edition in its own words. */
export type Edition = {
  readonly name: string
  /** The edition to which it was added: what tests know of that holds for it, too. */
  readonly like: string
  /** Before every path of the public listener. */
  readonly mount: string
  /** Before every path of the admin listener. */
  readonly adminMount: string
  /** The kinds of flow that it has. */
  readonly kinds: readonly FlowKind[]
  /** Whether apps can open flows. */
  readonly servesApps: boolean
  /** Whether an account at a provider can be linked in the settings. */
  readonly linksProviders: boolean
  /** Whether providers may share one address at which browsers come back. */
  readonly sharesCallback: boolean
  /** Whether a provider is asked again before somebody who is new gets an account by it. */
  readonly asksProviderAgain: boolean
  /** What a login calls the field of the identifier. */
  readonly identifier: string
  /** What an administrator calls the schema of a new identity. */
  readonly schemaKey: 'schema_id' | 'traits_schema_id'
  /** What an address calls the id of a flow. */
  readonly flowParameter: 'flow' | 'request'
  /** The path at which a browser, or an app, begins a flow. */
  startPath(kind: FlowKind, type?: 'browser' | 'api'): string
  /** The path of the operation that reads a flow, up to its id. */
  readPath(kind: FlowKind): string
  /** The anti-forgery token of a flow. */
  tokenOf(flow: any, method: string): string
  /** Where the form of a method is sent. */
  actionOf(kind: FlowKind, flow: any, method: string): string
  /** Ids or sentences of all that is said in a flow. */
  said(flow: any): readonly (number | string)[]
}

export type EditionClient = Edition & {
  start(kind: FlowKind, call?: Call, query?: string): Promise<Answer>
  read(kind: FlowKind, id: string, call?: Call): Promise<any>
  /** A flow that a browser has opened, as its page reads it. */
  open(kind: FlowKind, jar: Jar, query?: string): Promise<any>
  /** A flow that an app has opened. */
  openApp(kind: FlowKind, call?: Call, query?: string): Promise<any>
  /** Sends a form as a browser does, or its fields as JSON where `json` says so. */
  send(
    kind: FlowKind,
    flow: any,
    method: string,
    jar: Jar,
    fields: Fields,
    more?: Sending,
  ): Promise<Answer>
  whoami(call: Call): Promise<Answer>
  /**
   * What was refused: the error of a JSON answer, or that of the page to which a browser is sent.
   */
  refusal(answer: Answer, jar: Jar): Promise<any>
  signUp(email: string, jar?: Jar): Promise<Jar>
  signIn(email: string, jar: Jar, call?: Sending): Promise<Answer>
}

export type Sending = Omit<Call, 'json'> & { readonly json?: boolean }

const html = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search

/** `{ 'traits.email': x }` is `{ traits: { email: x } }`. */
function nested(fields: Fields): object {
  const all: Record<string, any> = {}
  for (const [name, value] of Object.entries(fields)) {
    const path = name.split('.')
    const last = path.pop() ?? ''
    let at = all
    for (const one of path) at = at[one] ??= {}
    at[last] = value
  }
  return all
}

/** An edition as a server speaks it. */
export function clientOf(server: TestServer, words: Edition): EditionClient {
  const { mount } = words
  const me: EditionClient = {
    ...words,
    start: (kind, call = {}, query = '') =>
      server.public('GET', mount + words.startPath(kind) + query, { accept: html, ...call }),
    read: async (kind, id, call = {}) =>
      (await server.public('GET', mount + words.readPath(kind) + id, call)).json,
    async open(kind, jar, query = '') {
      const answer = await me.start(kind, { jar }, query)
      const id = flowIn(answer)
      if (id === undefined)
        throw new Error(
          `no flow of ${words.name}: ${answer.status} ${answer.location ?? answer.text}`,
        )
      return me.read(kind, id, { jar })
    },
    openApp: async (kind, call = {}, query = '') =>
      (await server.public('GET', mount + words.startPath(kind, 'api') + query, call)).json,
    send(kind, flow, method, jar, fields, { json = false, ...call } = {}) {
      // a button that leads to a provider is pressed by its own name
      const pressed = method === 'oidc' ? {} : { method }
      const sent = { csrf_token: words.tokenOf(flow, method), ...pressed, ...fields }
      return server.public('POST', pathOf(words.actionOf(kind, flow, method)), {
        accept: html,
        jar,
        // signing in takes a form only, where flows are named as requests
        ...(json && !(kind === 'login' && words.flowParameter === 'request')
          ? { json: nested(sent) }
          : { form: sent }),
        ...call,
      })
    },
    whoami: (call) => server.public('GET', `${mount}/sessions/whoami`, call),
    async refusal({ json, location = '' }, jar) {
      if (json?.error !== undefined) return json
      const { searchParams } = new URL(location, 'http://nowhere')
      const id = searchParams.get('error') ?? searchParams.get('id') ?? ''
      const stored = await server.public('GET', `${mount}/self-service/errors?error=${id}`, { jar })
      return { error: stored.json?.error ?? stored.json?.errors[0] }
    },
    async signUp(email, jar = new Jar()) {
      const flow = await me.open('registration', jar)
      const answer = await me.send('registration', flow, 'password', jar, {
        'traits.email': email,
        password,
      })
      if (jar.get('ory_kratos_session') === undefined)
        throw new Error(`could not sign up: ${answer.status} ${answer.location ?? answer.text}`)
      return jar
    },
    signIn: async (email, jar, call = {}) =>
      me.send(
        'login',
        await me.open('login', jar),
        'password',
        jar,
        { [words.identifier]: email, password },
        call,
      ),
  }
  return me
}

/** The id of the flow that an answer names, in whichever way. */
export function flowIn({ location, json }: Pick<Answer, 'location' | 'json'>): string | undefined {
  if (location === undefined) return json?.id
  const { searchParams } = new URL(location, 'http://nowhere')
  return searchParams.get('flow') ?? searchParams.get('request') ?? undefined
}

const messagesIn = (holder: any): readonly (number | string)[] =>
  [...(holder?.errors ?? []), ...(holder?.messages ?? [])].map((one: any) => one.id ?? one.message)

const withFlows = (
  name: string,
  mount: string,
  adminMount: string,
  more: Pick<Edition, 'identifier' | 'sharesCallback'> & { readonly like?: string },
): Edition => ({
  name,
  like: name,
  mount,
  adminMount,
  ...more,
  schemaKey: 'schema_id',
  kinds: ['login', 'registration', 'settings', 'recovery', 'verification'],
  servesApps: true,
  linksProviders: true,
  asksProviderAgain: false,
  flowParameter: 'flow',
  startPath: (kind, type = 'browser') => `/self-service/${kind}/${type}`,
  readPath: (kind) => `/self-service/${kind}/flows?id=`,
  tokenOf: ({ ui }) =>
    ui.nodes.find((node: any) => node.attributes.name === 'csrf_token').attributes.value,
  actionOf: (_kind, { ui }) => ui.action,
  said: ({ ui }) => [ui, ...ui.nodes].flatMap(messagesIn),
})

const browserFlows = '/self-service/browser/flows'

/** `links`: where an account at a provider is linked in the settings. */
const withRequests = (
  name: string,
  kinds: readonly FlowKind[],
  more: Pick<Edition, 'asksProviderAgain' | 'schemaKey'> & { readonly links?: string },
): Edition => ({
  name,
  like: name,
  mount: `/${name}`,
  adminMount: `/${name}`,
  identifier: 'identifier',
  schemaKey: more.schemaKey,
  kinds,
  servesApps: false,
  linksProviders: more.links !== undefined,
  sharesCallback: true,
  asksProviderAgain: more.asksProviderAgain,
  flowParameter: 'request',
  startPath: (kind) =>
    `${browserFlows}/${kind === 'verification' ? 'verification/init/email' : kind}`,
  readPath: (kind) => `${browserFlows}/requests/${kind}?request=`,
  tokenOf: (request, method) =>
    formOf(request, method).fields.find((one: any) => one.name === 'csrf_token').value,
  actionOf: (kind, request, method) =>
    kind === 'settings' && method === 'oidc' && !request.methods.oidc
      ? `http://127.0.0.1:4433/${name}${more.links}?request=${request.id}`
      : formOf(request, method).action,
  said: (request) =>
    [request, ...formsOf(request).flatMap((form) => [form, ...(form.fields ?? [])])].flatMap(
      messagesIn,
    ),
})

/** The form of a method; that of an address to verify is the only one of its request. */
const formOf = (request: any, method: string): any =>
  request.form ?? (request.methods[method] ?? request.methods.profile).config
const formsOf = (request: any): any[] =>
  request.form ? [request.form] : Object.values(request.methods).map((one: any) => one.config)

const prefixed = (name: string): Edition =>
  withFlows(name, `/${name}/api/kratos/public`, `/${name}/api/kratos/admin`, {
    identifier: 'password_identifier',
    sharesCallback: true,
  })

/** All editions; a test sees to it that none is missing. */
export const editions: readonly Edition[] = served([
  withRequests('v0.2', ['login', 'registration', 'settings', 'verification'], {
    asksProviderAgain: true,
    schemaKey: 'traits_schema_id',
  }),
  withRequests('v0.4', ['login', 'registration', 'settings', 'recovery', 'verification'], {
    asksProviderAgain: false,
    schemaKey: 'schema_id',
    links: `${browserFlows}/strategies/oidc/settings/connections`,
  }),
  prefixed('v0.6'),
  prefixed('v0.7'),
  withFlows('v26.3', '/v26.3', '/v26.3/admin', {
    like: 'current',
    identifier: 'identifier',
    sharesCallback: true,
  }),
  withFlows('current', '/current', '/current/admin', {
    identifier: 'identifier',
    sharesCallback: true,
  }),
])
