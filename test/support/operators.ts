// Operators, and how they get into the console.
import assert from 'node:assert/strict'
import type { Role } from '#operators/role.ts'
import { addTotp, codeAt, period, stepUpSpa, withFactors } from './factors.ts'
import type { Jar } from './jar.ts'
import { openSpa, signedInBrowser, signUp, submitSpa, password } from './people.ts'
import { mergeDeep, type Answer, type Overrides, type TestServer } from './server.ts'

export type Operator = {
  readonly id: string
  readonly email: string
  /** Of the session of an app, with the second factor. */
  readonly token: string
  /** Of the authenticator app. */
  readonly secret: string
  /** A browser with a session of both factors. */
  readonly jar: Jar
}

/** A server whose people have second factors. */
export const withOperators = (more: Overrides = {}): Overrides => mergeDeep(withFactors, more)

export const giveRole = (server: TestServer, identityId: string, role: Role): Promise<void> =>
  server.store.operators.put({ identityId, role, createdAt: server.now(), createdBy: 'test' })

/** Somebody with a role, an authenticator app, and a browser that is signed in with both factors. */
export async function startOperator(
  server: TestServer,
  email: string,
  role: Role = 'admin',
): Promise<Operator> {
  const { id, token } = await signUp(server, email)
  const jar = await signedInBrowser(server, email)
  const secret = await addTotp(server, token)
  await giveRole(server, id, role)
  await giveSecondFactor(server, jar, secret)
  return { id, email, token, secret, jar }
}

export async function giveSecondFactor(
  server: TestServer,
  jar: Jar,
  secret: string,
): Promise<void> {
  const { status, text } = await stepUpSpa(server, jar, {
    method: 'totp',
    totp_code: codeAt(secret, server.now()),
  })
  assert.equal(status, 200, text)
  server.pass(period)
}

/** A new proof by the password. */
export async function confirm(server: TestServer, jar: Jar, email: string): Promise<void> {
  const flow = await openSpa(server, 'login', jar, '?refresh=true')
  const body = { method: 'password', identifier: email, password }
  const { status, text } = await submitSpa(server, 'login', flow, jar, body)
  assert.equal(status, 200, text)
}

const page = { accept: 'text/html', headers: { 'sec-fetch-mode': 'navigate' } }

/** The path and query of an address. */
export const pathOf = (url: string | undefined): string =>
  (url ?? assert.fail('no address')).replace(/^https?:\/\/[^/]+/, '').replaceAll('&amp;', '&')

/** What the sign-in of the console leads to: a page of the public listener. */
export async function beginSignIn(
  server: TestServer,
  jar: Jar,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer & { readonly url: string; readonly csrf: string }> {
  const at = `/ui/sign-in?${new URLSearchParams(query).toString()}`
  const url = pathOf((await server.admin('GET', at, { ...page, jar })).location)
  const shown = await server.public('GET', url, { ...page, jar })
  return { ...shown, url, csrf: csrfIn(shown.text) }
}

export const csrfIn = (text: string): string =>
  /name="csrf_token"\s+value="([^"]+)"/.exec(text)?.[1] ?? ''

/** Presses the button of that page. */
export const press = (
  server: TestServer,
  jar: Jar,
  { url, csrf }: { readonly url: string; readonly csrf: string },
): Promise<Answer> => server.public('POST', url, { form: { csrf_token: csrf }, ...page, jar })

/** Goes where the public page has led. */
export const arrive = (server: TestServer, jar: Jar, location: string | undefined) =>
  server.admin('GET', pathOf(location), { ...page, jar })

/** The whole way into the console. */
export async function enterConsole(
  server: TestServer,
  jar: Jar,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { location } = await press(server, jar, await beginSignIn(server, jar, query))
  return arrive(server, jar, location)
}

/** The status of a page of the console. */
export const statusOf = async (server: TestServer, jar: Jar, url = '/ui'): Promise<number> =>
  (await server.admin('GET', url, { ...page, jar })).status
