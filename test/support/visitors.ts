// The three kinds of caller of a flow, with one way to use them: a browser that sends forms, a
// single-page app and an app.
import { Jar } from './jar.ts'
import { openApi, openSpa, submit, submitForm, submitSpa } from './people.ts'
import type { Answer, TestServer } from './server.ts'

export const visitorKinds = ['browser', 'single-page app', 'app'] as const
export type VisitorKind = (typeof visitorKinds)[number]

type FlowKind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'
type Fields = { readonly [name: string]: unknown }

export type Visitor = {
  readonly is: VisitorKind
  readonly jar: Jar
  /** What an app shows to be signed in. */
  token: string | undefined
  open(kind: FlowKind, query?: string): Promise<any>
  send(kind: FlowKind, flow: any, fields: Fields): Promise<Answer>
}

export function createVisitor(server: TestServer, is: VisitorKind): Visitor {
  const jar = new Jar()
  const visitor: Visitor = {
    is,
    jar,
    token: undefined,
    open: (kind, query = '') =>
      is === 'app' ? openApi(server, kind, query, call()) : openSpa(server, kind, jar, query),
    async send(kind, flow, fields) {
      const answer = await sent(kind, flow, fields)
      visitor.token = answer.json?.session_token ?? visitor.token
      return answer
    },
  }
  const call = () => (visitor.token === undefined ? {} : { token: visitor.token })
  function sent(kind: FlowKind, flow: any, fields: Fields): Promise<Answer> {
    switch (is) {
      case 'browser':
        return submitForm(server, kind, flow, jar, flat(fields))
      case 'single-page app':
        return submitSpa(server, kind, flow, jar, fields)
      case 'app':
        return submit(server, kind, flow, fields, call())
    }
  }
  return visitor
}

/** `{ traits: { email } }` as the fields of a form. */
function flat(fields: Fields, before = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(flat(value as Fields, `${before}${name}.`))
        : [[before + name, String(value)] as const],
    ),
  )
}
