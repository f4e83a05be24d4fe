// People with passkeys and security keys, and a server that takes them.
import { makeAuthenticator, type Authenticator } from '../conformance/lib/authenticator.mjs'
import { Jar } from './jar.ts'
import { nodeValue, openSpa, submitSpa } from './people.ts'
import type { Answer, TestServer } from './server.ts'

export type { Authenticator, Bent } from '../conformance/lib/authenticator.mjs'

/** Where the pages are that use the keys. */
export const origin = 'http://127.0.0.1:4455'

const party = { id: '127.0.0.1', display_name: 'Example', origins: [origin] }
const schema = {
  type: 'object',
  properties: {
    traits: {
      type: 'object',
      required: ['email'],
      properties: {
        email: {
          type: 'string',
          format: 'email',
          title: 'E-Mail',
          'ory.sh/kratos': {
            credentials: {
              password: { identifier: true },
              webauthn: { identifier: true },
              passkey: { display_name: true },
            },
            verification: { via: 'email' },
          },
        },
      },
    },
  },
}
const session = { hooks: [{ hook: 'session' }] }

/** A server with passkeys and security keys. */
export const withKeys = (passwordless: boolean, rp: object = party) => ({
  selfservice: {
    methods: {
      passkey: { enabled: true, config: { rp } },
      webauthn: { enabled: true, config: { passwordless, rp } },
    },
    flows: { registration: { after: { passkey: session, webauthn: session } } },
  },
  identity: {
    schemas: [
      {
        id: 'default',
        url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
      },
    ],
  },
})

/** The JSON that the script of a page reads from a field. */
export const dataIn = (flow: any, name: string): any => JSON.parse(nodeValue(flow, name))

export const newKey = (): Authenticator => makeAuthenticator(origin)

export type KeyOwner = { readonly email: string; readonly jar: Jar; readonly key: Authenticator }

/** Somebody who has signed up with a passkey, or with a security key instead of a password. */
export async function signUpWithKey(
  server: TestServer,
  method: 'passkey' | 'webauthn',
  email: string,
): Promise<KeyOwner & { readonly id: string }> {
  const jar = new Jar(),
    key = newKey()
  const flow = await registrationFor(server, jar, email)
  const { status, json, text } = await submitSpa(server, 'registration', flow, jar, {
    traits: { email },
    method,
    ...registrationAnswer(flow, method, key),
  })
  if (status !== 200) throw new Error(`could not sign up: ${status} ${text}`)
  return { email, jar, key, id: json.identity.id }
}

/** A registration in which the profile has been given. */
export async function registrationFor(server: TestServer, jar: Jar, email: string): Promise<any> {
  const flow = await openSpa(server, 'registration', jar)
  return (
    await submitSpa(server, 'registration', flow, jar, { method: 'profile', traits: { email } })
  ).json
}

export const registrationAnswer = (
  flow: any,
  method: 'passkey' | 'webauthn',
  key: Authenticator,
  over = {},
): object =>
  method === 'passkey'
    ? {
        passkey_register: JSON.stringify(
          key.create(dataIn(flow, 'passkey_create_data').credentialOptions, over),
        ),
      }
    : {
        webauthn_register_displayname: 'blue',
        webauthn_register: JSON.stringify(
          key.create(dataIn(flow, 'webauthn_register_trigger'), over),
        ),
      }

export const settingsAnswer = (
  flow: any,
  method: 'passkey' | 'webauthn',
  key: Authenticator,
  over = {},
): object =>
  method === 'passkey'
    ? {
        passkey_settings_register: JSON.stringify(
          key.create(dataIn(flow, 'passkey_create_data'), over),
        ),
      }
    : {
        webauthn_register_displayname: 'blue',
        webauthn_register: JSON.stringify(
          key.create(dataIn(flow, 'webauthn_register_trigger'), over),
        ),
      }

/** Adds a key in the settings. */
export async function addKey(
  server: TestServer,
  method: 'passkey' | 'webauthn',
  jar: Jar,
  key = newKey(),
): Promise<Authenticator> {
  const flow = await openSpa(server, 'settings', jar)
  const { status, text } = await submitSpa(server, 'settings', flow, jar, {
    method,
    ...settingsAnswer(flow, method, key),
  })
  if (status !== 200) throw new Error(`could not add a key: ${status} ${text}`)
  return key
}

/** A login form that asks for a key. */
export type Asked = {
  readonly flow: any
  readonly options: any
  /** Sends the answer of a key. */
  readonly answer: (text: string) => Promise<Answer>
}

/** The login form in which this method asks for a key; `query` as for a confirmation or a second factor. */
export async function askForKey(
  server: TestServer,
  method: 'passkey' | 'webauthn',
  jar: Jar,
  { email, query = '' }: { readonly email: string; readonly query?: string },
): Promise<Asked> {
  let flow = await openSpa(server, 'login', jar, query)
  if (method === 'webauthn' && query === '') {
    await submitSpa(server, 'login', flow, jar, { method, identifier: email })
    flow = (await server.public('GET', `/self-service/login/flows?id=${flow.id}`, { jar })).json
  }
  const name = method === 'passkey' ? 'passkey_challenge' : 'webauthn_login_trigger'
  return {
    flow,
    options: dataIn(flow, name),
    answer: (text) =>
      submitSpa(server, 'login', flow, jar, {
        method,
        identifier: email,
        [`${method}_login`]: text,
      }),
  }
}

/** The keys of an account as administrators see them. */
export async function storedKeys(
  server: TestServer,
  method: 'passkey' | 'webauthn',
  id: string,
): Promise<any[]> {
  const { json } = await server.admin('GET', `/admin/identities/${id}?include_credential=${method}`)
  return json.credentials[method]?.config.credentials ?? []
}
