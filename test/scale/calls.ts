// What clients of the load ask for, and whether it was done.
import { password, register } from '../support/crashable.ts'

/** `unknown`: no answer, or one that says that the server cannot: it may have been done. */
export type Outcome<T> = { readonly done: T } | { readonly refused: number } | 'unknown'

export type Node = { readonly url: string; readonly adminUrl: string }
export type Session = { readonly id: string; readonly token: string }
export type SignUp = { readonly identity: string; readonly session: Session }

const json = { 'content-type': 'application/json' }
const timeoutMs = 20_000

type Answer = { readonly status: number; readonly json?: any } | undefined

/** 503 says that the database is away; whether the change was stored is not known then. */
function outcome<T>(answer: Answer, read: (json: any) => T): Outcome<T> {
  if (answer === undefined || answer.status === 503) return 'unknown'
  return answer.status < 300 ? { done: read(answer.json) } : { refused: answer.status }
}

const sessionOf = ({ session, session_token: token }: any): Session => ({ id: session.id, token })

export const signUp = async ({ url }: Node, email: string): Promise<Outcome<SignUp>> =>
  outcome(await register(url, email), (answer) => ({
    identity: answer.identity.id,
    session: sessionOf(answer),
  }))

export async function signIn({ url }: Node, identifier: string): Promise<Outcome<Session>> {
  const flow = await call(`${url}/self-service/login/api`)
  if (flow?.status !== 200) return outcome(flow, sessionOf)
  const body = JSON.stringify({ method: 'password', identifier, password })
  return outcome(
    await call(`${url}/self-service/login?flow=${flow.json.id}`, {
      method: 'POST',
      headers: json,
      body,
    }),
    sessionOf,
  )
}

export const rename = async (
  { adminUrl }: Node,
  id: string,
  first: string,
): Promise<Outcome<true>> =>
  outcome(
    await call(`${adminUrl}/admin/identities/${id}`, {
      method: 'PATCH',
      headers: json,
      body: JSON.stringify([{ op: 'add', path: '/traits/name', value: { first } }]),
    }),
    () => true,
  )

export const revoke = async ({ adminUrl }: Node, id: string): Promise<Outcome<true>> =>
  outcome(await call(`${adminUrl}/admin/sessions/${id}`, { method: 'DELETE' }), () => true)

export const firstName = async ({ adminUrl }: Node, id: string): Promise<string | undefined> =>
  (await call(`${adminUrl}/admin/identities/${id}`))?.json?.traits?.name?.first

/** The status of who-am-I; 0 without an answer. */
export const whoami = async ({ url }: Node, token: string): Promise<number> =>
  (await call(`${url}/sessions/whoami`, { headers: { 'x-session-token': token } }))?.status ?? 0

async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) }
  } catch {
    return undefined
  }
}
