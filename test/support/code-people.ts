// People who may sign in by code as well as with a password.
import { password } from './people.ts'
import { personSchema, type TestServer } from './server.ts'

/** A configuration whose identity schema says so. */
export function codeSchema() {
  const schema = personSchema()
  const extension = schema.properties.traits.properties.email['ory.sh/kratos']
  Object.assign(extension.credentials, { code: { identifier: true, via: 'email' } })
  return {
    identity: {
      default_schema_id: 'default',
      schemas: [
        {
          id: 'default',
          url: `base64://${Buffer.from(JSON.stringify(schema)).toString('base64')}`,
        },
      ],
    },
  }
}

/** The same with codes switched on for login and registration. */
export const passwordless = {
  ...codeSchema(),
  selfservice: { methods: { code: { enabled: true, passwordless_enabled: true } } },
}

/** Somebody an administrator has made; answers the id. */
export async function person(server: TestServer, email: string): Promise<string> {
  const { json, status, text } = await server.admin('POST', '/admin/identities', {
    json: {
      schema_id: 'default',
      traits: { email },
      credentials: { password: { config: { password } } },
    },
  })
  if (status !== 201) throw new Error(`could not make a person: ${status} ${text}`)
  return json.id
}
