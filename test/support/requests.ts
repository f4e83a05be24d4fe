// Shorthands for the editions in which browsers have requests: begin one, read it, send its form.
import { Jar } from './jar.ts'
import { password } from './people.ts'
import type { Answer, Call, TestServer } from './server.ts'

export type RequestKind = 'login' | 'registration' | 'settings' | 'recovery' | 'verification'

const html = 'text/html,application/xhtml+xml,*/*;q=0.8'
const flows = '/self-service/browser/flows'

/** The operations of an edition below a mount (empty for the root). */
export function requestsAt(server: TestServer, mount: string) {
  const pathOf = (url: string) => new URL(url).pathname + new URL(url).search
  const here = {
    mount,
    /** Goes to an address as a browser does. */
    visit: (url: string, jar: Jar, call: Call = {}): Promise<Answer> =>
      server.public('GET', url.startsWith('http') ? pathOf(url) : mount + url, {
        accept: html,
        jar,
        ...call,
      }),
    begin: (kind: RequestKind, jar: Jar, query = ''): Promise<Answer> =>
      here.visit(
        `${flows}/${kind === 'verification' ? 'verification/init/email' : kind}${query}`,
        jar,
      ),
    read: async (kind: RequestKind, id: string, jar: Jar): Promise<any> =>
      (await server.public('GET', `${mount}${flows}/requests/${kind}?request=${id}`, { jar })).json,
    async open(kind: RequestKind, jar: Jar, query = ''): Promise<any> {
      const { location, status, text } = await here.begin(kind, jar, query)
      const id = idIn(location)
      if (id === undefined) throw new Error(`no ${kind} request: ${status} ${location ?? text}`)
      return here.read(kind, id, jar)
    },
    /** Sends the form of a method with its token. `json` sends JSON with the token in the header instead. */
    send(
      request: any,
      method: string | undefined,
      jar: Jar,
      fields: Readonly<Record<string, unknown>>,
      { json = false, ...call }: Omit<Call, 'json'> & { readonly json?: boolean } = {},
    ): Promise<Answer> {
      const form = method === undefined ? request.form : request.methods[method].config
      const token = form.fields.find((one: any) => one.name === 'csrf_token').value as string
      const sent: Call = json
        ? { json: fields, headers: { 'x-csrf-token': token } }
        : { form: { csrf_token: token, ...(fields as Record<string, string>) } }
      return server.public('POST', pathOf(form.action), { accept: html, jar, ...sent, ...call })
    },
    async signUp(
      email: string,
      jar = new Jar(),
      fields: Readonly<Record<string, string>> = {},
    ): Promise<Jar> {
      const { status, location } = await here.send(
        await here.open('registration', jar),
        'password',
        jar,
        { password, 'traits.email': email, ...fields },
      )
      if (jar.get('ory_kratos_session') === undefined)
        throw new Error(`could not sign up: ${status} ${location}`)
      return jar
    },
    signIn: async (email: string, jar: Jar, secret = password): Promise<Answer> =>
      here.send(await here.open('login', jar), 'password', jar, {
        identifier: email,
        password: secret,
      }),
    whoami: (jar: Jar): Promise<Answer> =>
      server.public('GET', `${mount}/sessions/whoami`, { jar }),
    error: async (answer: Answer, jar: Jar): Promise<Answer> =>
      server.public(
        'GET',
        `${mount}/self-service/errors?error=${new URL(answer.location ?? '').searchParams.get('error') ?? ''}`,
        { jar },
      ),
  }
  return here
}

/** The id of the request that an address names. */
export const idIn = (location: string | undefined): string | undefined =>
  location === undefined ? undefined : (new URL(location).searchParams.get('request') ?? undefined)

/** All that is said in a form: each message by its field ('' for the form itself), in whichever spelling. */
export function messagesIn(
  form: any,
): readonly (readonly [field: string, said: string | number])[] {
  const list = (field: string, one: any) =>
    [...(one.errors ?? []), ...(one.messages ?? [])].map(
      (said: any) => [field, said.id ?? said.message] as const,
    )
  return [
    ...list('', form),
    ...(form.fields ?? []).flatMap((field: any) => list(field.name, field)),
  ]
}

export const valueIn = (form: any, name: string): unknown =>
  form.fields.find((one: any) => one.name === name)?.value
export { Jar, password }
