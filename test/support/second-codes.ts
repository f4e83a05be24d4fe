// People whose second factor is a code, by mail or text message.
import { oneSchema } from './schema-document.ts'
import { password } from './people.ts'
import type { TestServer } from './server.ts'

const used = (via: 'email' | 'sms', more: object = {}) => ({
  credentials: { code: { identifier: true, via }, ...more },
  verification: { via },
  recovery: { via },
})

/** A mailbox, a second one, and a phone; codes go to all of them. */
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
          'ory.sh/kratos': used('email', {
            password: { identifier: true },
            webauthn: { identifier: true },
            passkey: { display_name: true },
          }),
        },
        other: { type: 'string', format: 'email', 'ory.sh/kratos': used('email') },
        phone: { type: 'string', format: 'tel', 'ory.sh/kratos': used('sms') },
        spare: {
          type: 'string',
          format: 'email',
          'ory.sh/kratos': { verification: { via: 'email' } },
        },
        name: { type: 'string' },
      },
    },
  },
}

export const withAddresses = oneSchema(schema)

/** Codes as the second factor. */
export const withSecondCodes = {
  ...withAddresses,
  selfservice: {
    methods: { code: { enabled: true, mfa_enabled: true } },
    flows: {
      recovery: { enabled: true, use: 'code' },
      verification: { enabled: true, use: 'code' },
    },
  },
}

/** Somebody with a password whose addresses are proved; made by an administrator. */
export async function owner(
  server: TestServer,
  traits: { readonly email: string } & Readonly<Record<string, string>>,
): Promise<string> {
  const { json, status, text } = await server.admin('POST', '/admin/identities', {
    json: {
      schema_id: 'default',
      traits,
      credentials: { password: { config: { password } } },
      verifiable_addresses: Object.entries(traits)
        .filter(([name]) => name !== 'name')
        .map(([name, value]) => ({
          value,
          via: name === 'phone' ? 'sms' : 'email',
          verified: true,
          status: 'completed',
        })),
    },
  })
  if (status !== 201) throw new Error(`could not make a person: ${status} ${text}`)
  return json.id
}
