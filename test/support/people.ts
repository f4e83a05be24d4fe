// Shorthands for what tests do with flows and people.
import { Jar } from './jar.ts'
import type { Answer, Call, TestServer } from './server.ts'

export const password = 'correct-horse-77-Battery'

type Kind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'

/** Opens a flow as an app does. */
export const openApi = async (
  server: TestServer,
  kind: Kind,
  query = '',
  call: Call = {},
): Promise<any> => (await server.public('GET', `/self-service/${kind}/api${query}`, call)).json

/** Opens a flow as a single-page app does. */
export const openSpa = async (server: TestServer, kind: Kind, jar: Jar, query = ''): Promise<any> =>
  (await server.public('GET', `/self-service/${kind}/browser${query}`, { jar })).json

export const submit = (
  server: TestServer,
  kind: Kind,
  flow: { id: string },
  json: unknown,
  call: Call = {},
): Promise<Answer> =>
  server.public('POST', `/self-service/${kind}?flow=${flow.id}`, { json, ...call })

export const submitSpa = (
  server: TestServer,
  kind: Kind,
  flow: any,
  jar: Jar,
  json: object,
  call: Call = {},
): Promise<Answer> =>
  submit(
    server,
    kind,
    flow,
    { csrf_token: nodeValue(flow, 'csrf_token'), ...json },
    { jar, ...call },
  )

export const submitForm = (
  server: TestServer,
  kind: Kind,
  flow: any,
  jar: Jar,
  form: Readonly<Record<string, string>>,
  call: Call = {},
): Promise<Answer> =>
  server.public('POST', `/self-service/${kind}?flow=${flow.id}`, {
    form: { csrf_token: nodeValue(flow, 'csrf_token'), ...form },
    accept: 'text/html',
    jar,
    ...call,
  })

export const nodeValue = (flow: any, name: string): any =>
  flow.ui.nodes?.find((node: any) => node.attributes.name === name)?.attributes.value

/** Ids of all messages of a flow, on the form and on its nodes. */
export const messageIds = (flow: any): number[] =>
  [...(flow.ui.messages ?? []), ...(flow.ui.nodes ?? []).flatMap((node: any) => node.messages)].map(
    (one: any) => one.id,
  )

/** Somebody who signed up by an app; answers the session token too. */
export async function signUp(
  server: TestServer,
  email: string,
  traits: object = {},
): Promise<{ email: string; id: string; token: string; json: any }> {
  const flow = await openApi(server, 'registration')
  const { json, status, text } = await submit(server, 'registration', flow, {
    method: 'password',
    password,
    traits: { email, ...traits },
  })
  if (status !== 200) throw new Error(`could not sign up: ${status} ${text}`)
  return { email, id: json.identity.id, token: json.session_token, json }
}

/** An administrator says that the first address of an account is proved. */
export async function proveAddress(server: TestServer, id: string): Promise<void> {
  const { status, text } = await server.admin('PATCH', `/admin/identities/${id}`, {
    json: [{ op: 'replace', path: '/verifiable_addresses/0/verified', value: true }],
  })
  if (status !== 200) throw new Error(`could not prove the address: ${status} ${text}`)
}

/** Signs in by an app; answers the whole answer. */
export async function signIn(
  server: TestServer,
  email: string,
  secret = password,
): Promise<Answer> {
  return submit(server, 'login', await openApi(server, 'login'), {
    method: 'password',
    identifier: email,
    password: secret,
  })
}

/** A browser that is signed in. */
export async function signedInBrowser(server: TestServer, email: string): Promise<Jar> {
  const jar = new Jar()
  const { status, text } = await submitSpa(
    server,
    'login',
    await openSpa(server, 'login', jar),
    jar,
    { method: 'password', identifier: email, password },
  )
  if (status !== 200) throw new Error(`could not sign in: ${status} ${text}`)
  return jar
}
