// What requests do that may wait, begun so that only the last request is missing, and what each of
// them waits for.
import { hash } from '@node-rs/bcrypt'
import type { EditionClient } from './editions.ts'
import { Jar } from './jar.ts'
import { codeFor } from './mail.ts'
import { choose, enter } from './oidc.ts'
import { openSpa, password, submitForm } from './people.ts'
import type { Answer } from './server.ts'
import type { SlowServer, Thing } from './slow-server.ts'

const another = 'another-horse-78-Battery'
let count = 0
const newAddress = () => `person-${++count}@example.org`

export type Prepared = {
  readonly act: () => Promise<Answer>
  /** The flow whose answer of a provider is used up, whatever follows. */
  readonly usesUp?: string
}
/** In which editions it is tried, and how it is begun. */
export type Operation = {
  readonly editions: 'all' | 'newest'
  prepare(server: SlowServer, at: EditionClient): Promise<Prepared>
}

async function mailedCode(server: SlowServer, kind: 'recovery' | 'verification') {
  const email = newAddress(),
    jar = new Jar()
  await create(server, { traits: { email } })
  const flow = await openSpa(server, kind, jar)
  await submitForm(server, kind, flow, jar, { method: 'code', email })
  const code = await codeFor(server, email)
  return { act: () => submitForm(server, kind, flow, jar, { method: 'code', code }) }
}

async function atProvider(
  server: SlowServer,
  who: 'known' | 'new',
  kind: 'login' | 'registration',
): Promise<Prepared> {
  const sub = `${who}-${++count}`
  server.idp.claims = { sub, email: `${sub}@example.org`, email_verified: true }
  if (who === 'known') await enter(server, { kind: 'registration' })
  const jar = new Jar()
  const address = await choose(server, kind, jar)
  const back = server.idp.consent(address)
  const [, ...id] =
    /^.(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(new URL(address).searchParams.get('state') ?? '') ?? []
  return {
    act: () => server.public('GET', back, { accept: 'text/html', jar }),
    usesUp: id.join('-'),
  }
}

const create = (
  server: SlowServer,
  more: object,
  { adminMount, schemaKey }: Pick<EditionClient, 'adminMount' | 'schemaKey'> = root,
) => server.admin('POST', `${adminMount}/identities`, { json: { [schemaKey]: 'default', ...more } })
const root = { adminMount: '/admin', schemaKey: 'schema_id' } as const
const withPassword = { credentials: { password: { config: { password } } } }

export const operations = {
  'a new flow': {
    editions: 'all',
    prepare: async (_server, at) => ({ act: () => at.start('login', { jar: new Jar() }) }),
  },
  'a login': {
    editions: 'all',
    async prepare(_server, at) {
      const email = newAddress(),
        jar = new Jar()
      await at.signUp(email)
      const flow = await at.open('login', jar)
      return {
        act: () => at.send('login', flow, 'password', jar, { [at.identifier]: email, password }),
      }
    },
  },
  'a registration': {
    editions: 'all',
    async prepare(_server, at) {
      const jar = new Jar(),
        flow = await at.open('registration', jar)
      // NOTE what the list says of a password is kept for a while
      const fields = { 'traits.email': newAddress(), password: `${password}-${++count}` }
      return { act: () => at.send('registration', flow, 'password', jar, fields) }
    },
  },
  'a new password': {
    editions: 'all',
    async prepare(_server, at) {
      const jar = await at.signUp(newAddress()),
        flow = await at.open('settings', jar)
      const fields = { password: `${another}-${++count}` }
      return { act: () => at.send('settings', flow, 'password', jar, fields) }
    },
  },
  'a first login with the password of another system': {
    editions: 'newest',
    async prepare(server, at) {
      const email = newAddress(),
        jar = new Jar()
      const config = { use_password_migration_hook: true }
      await create(server, { traits: { email }, credentials: { password: { config } } })
      const flow = await at.open('login', jar)
      return {
        act: () => at.send('login', flow, 'password', jar, { [at.identifier]: email, password }),
      }
    },
  },
  'a login after which the password is hashed anew': {
    editions: 'newest',
    async prepare(server, at) {
      const email = newAddress(),
        jar = new Jar()
      const config = { hashed_password: await hash(password, 5) }
      await create(server, { traits: { email }, credentials: { password: { config } } })
      const flow = await at.open('login', jar)
      return {
        act: () => at.send('login', flow, 'password', jar, { [at.identifier]: email, password }),
      }
    },
  },
  'a login for an OAuth2 server': {
    editions: 'newest',
    prepare: async (_server, at) => ({
      act: () => at.start('login', { jar: new Jar() }, '?login_challenge=some'),
    }),
  },
  'a recovery': { editions: 'newest', prepare: (server) => mailedCode(server, 'recovery') },
  'a verification': { editions: 'newest', prepare: (server) => mailedCode(server, 'verification') },
  'a sign-in at a provider': {
    editions: 'newest',
    prepare: (server) => atProvider(server, 'known', 'login'),
  },
  'a sign-up at a provider': {
    editions: 'newest',
    prepare: (server) => atProvider(server, 'new', 'registration'),
  },
  'a sign-up at a provider by somebody known': {
    editions: 'newest',
    prepare: (server) => atProvider(server, 'known', 'registration'),
  },
  'a sign-in at a provider by somebody new': {
    editions: 'newest',
    prepare: (server) => atProvider(server, 'new', 'login'),
  },
  'the choice of a provider': {
    editions: 'newest',
    async prepare(server) {
      const jar = new Jar(),
        flow = await openSpa(server, 'login', jar)
      return { act: () => submitForm(server, 'login', flow, jar, { provider: 'acme' }) }
    },
  },
  'an identity that an administrator creates': {
    editions: 'all',
    prepare: async (server, at) => ({
      act: () => create(server, { traits: { email: newAddress() } }, at),
    }),
  },
  'an identity with a password': {
    editions: 'newest',
    prepare: async (server) => ({
      act: () => create(server, { traits: { email: newAddress() }, ...withPassword }),
    }),
  },
  'an identity that an administrator changes': {
    editions: 'newest',
    async prepare(server) {
      const { json } = await create(server, { traits: { email: newAddress() } })
      const changed = { schema_id: 'default', state: 'active', traits: { email: newAddress() } }
      return {
        act: () =>
          server.admin('PUT', `/admin/identities/${json.id}`, {
            json: { ...changed, ...withPassword },
          }),
      }
    },
  },
  'an identity that an administrator patches': {
    editions: 'newest',
    async prepare(server) {
      const { json } = await create(server, { traits: { email: newAddress() } })
      const patch = [{ op: 'replace', path: '/traits/email', value: newAddress() }]
      return { act: () => server.admin('PATCH', `/admin/identities/${json.id}`, { json: patch }) }
    },
  },
  'a batch of identities': {
    editions: 'newest',
    prepare: async (server) => ({
      act: () =>
        server.admin('PATCH', '/admin/identities', {
          json: {
            identities: [1, 2, 3].map(() => ({
              create: { schema_id: 'default', traits: { email: newAddress() }, ...withPassword },
            })),
          },
        }),
    }),
  },
} satisfies Readonly<Record<string, Operation>>
export type Name = keyof typeof operations

const atProviders: readonly Name[] = [
  'a sign-in at a provider',
  'a sign-up at a provider',
  'a sign-up at a provider by somebody known',
  'a sign-in at a provider by somebody new',
]
const inFlows: readonly Name[] = [
  'a login',
  'a login after which the password is hashed anew',
  'a first login with the password of another system',
  'a registration',
  'a new password',
  'a recovery',
  'a verification',
  ...atProviders,
]
/** Which operations wait for what. */
export const waits: Readonly<Record<Thing, readonly Name[]>> = {
  'a web hook': inFlows,
  'a program of the configuration': inFlows,
  'a TypeScript hook': inFlows,
  'a TypeScript hook before a flow': ['a new flow'],
  'a hash': [
    'a login',
    'a registration',
    'a new password',
    'an identity with a password',
    'an identity that an administrator changes',
    'a batch of identities',
  ],
  'the list of leaked passwords': ['a registration', 'a new password'],
  'another system with passwords': ['a first login with the password of another system'],
  'an OAuth2 server': ['a login for an OAuth2 server'],
  'a provider, for its tokens': atProviders,
  'a provider, for its keys': atProviders,
  'a provider, for its configuration': [...atProviders, 'the choice of a provider'],
  'the lock of the database': Object.keys(operations) as Name[],
}
