// A server with something on every page of the console.
import { createCipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { Jar } from './jar.ts'
import { providerSettings } from './oidc.ts'
import { openApi, proveAddress, signUp, submit } from './people.ts'
import { mergeDeep, startServer, type Overrides, type TestServer } from './server.ts'

/** The ids that stand in the paths of the console. */
export type ConsoleWorld = {
  readonly server: TestServer
  readonly ids: Readonly<
    Record<
      | 'people'
      | 'jobs'
      | 'sessions'
      | 'messages'
      | 'mailbox'
      | 'outbox'
      | 'schemas'
      | 'audit'
      | 'operators'
      | 'providers',
      string
    >
  >
}

/** What the world of the test is made of, and names of what is technical. */
export const namesInConsole = [
  'Pallas',
  'Ada Lovelace',
  'lightMyRequest',
  'E-Mail',
  'First name',
  'Last name',
  'Person',
  'Acme',
  'acme',
  'SQLite',
  'is your code to confirm your e-mail address',
  'ada',
  'admin',
  'viewer',
  'anonymous',
  'token',
  'identity',
  'addresses',
  'backup job',
  'job',
  'email, profile',
  'generic',
  'default',
  // NOTE `Intl` writes spans of time in English
  ' seconds',
  ' second',
  ' minutes',
  ' minute',
]

const outboxId = '33333333-3333-4333-8333-333333333333'

/** People, sessions, a message, a call that was given up, a trial at a provider. */
export async function startConsoleWorld(more: Overrides = {}): Promise<ConsoleWorld> {
  const settings = {
    selfservice: {
      flows: { verification: { enabled: true }, recovery: { enabled: true } },
      methods: {
        code: { enabled: true },
        link: { enabled: true },
        oidc: {
          enabled: true,
          config: { providers: [providerSettings('acme', { label: 'Acme' })] },
        },
      },
    },
    pallas: { impersonation: { enabled: true } },
  }
  const server = await startServer(mergeDeep(settings, more))
  const ada = await signUp(server, 'ada@example.org', { name: { first: 'Ada', last: 'Lovelace' } })
  await proveAddress(server, ada.id)
  await submit(server, 'login', await openApi(server, 'login'), {
    method: 'password',
    identifier: ada.email,
    password: 'wrong',
  })
  const sessions = await server.admin('GET', `/admin/identities/${ada.id}/sessions`)
  const now = server.now()
  await server.store.outbox.insert([
    {
      id: outboxId,
      identityId: ada.id,
      position: now * 1000,
      topic: 'identity.updated',
      address: 'https://crm.example.org/hooks',
      call: createCipher(['a-cipher-secret-for-tests-only-3']).encrypt(
        '{}',
        purposes.outboxCall(outboxId),
      ),
      status: 'abandoned',
      tries: 12,
      dueAt: undefined,
      trace: undefined,
      error: 'The answer has status 503.',
      createdAt: now,
      updatedAt: now,
    },
  ])
  const jar = new Jar()
  const { token = '' } = await openConsole(server, '/ui/providers', jar)
  const form = { csrf_token: token, provider: 'acme' }
  const trial = await sendForm(server, '/ui/providers/try', jar, form)
  await server.app.courier.drain()
  const job = await server.admin('POST', '/admin/pallas/jobs', {
    json: { kind: 'disable', ids: [outboxId] },
  })
  await server.app.jobs.drain()
  const messages = await server.admin('GET', '/admin/courier/messages')
  const mailbox = await server.admin('GET', '/admin/pallas/mailbox/messages')
  await server.admin('POST', '/admin/pallas/tokens', {
    json: { name: 'backup job', role: 'viewer' },
  })
  const entries = await server.admin('GET', '/admin/pallas/audit')
  return {
    server,
    ids: {
      people: ada.id,
      jobs: job.json.id,
      sessions: sessions.json[0].id,
      messages: messages.json[0].id,
      mailbox: mailbox.json[0].id,
      outbox: outboxId,
      schemas: 'default',
      providers: trial.location?.split('/').at(-1) ?? '',
      audit: entries.json[0].id,
      operators: ada.id,
    },
  }
}

/** The address of a route, about what there is, or about `id`. */
export function addressOf(path: string, ids: ConsoleWorld['ids'], id?: string): string {
  const kind = path.split('/')[2] as keyof ConsoleWorld['ids']
  return path.replace(':id', id ?? ids[kind] ?? '')
}

/** Opens a page; the anti-forgery token of its forms. */
export async function openConsole(server: TestServer, url: string, jar: Jar) {
  const answer = await server.admin('GET', url, { accept: 'text/html', jar })
  return { ...answer, token: /name="csrf_token"\s+value="([^"]+)"/.exec(answer.text)?.[1] }
}

/** Sends a form as a browser does that shows the page. */
export const sendForm = (
  server: TestServer,
  url: string,
  jar: Jar,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  server.admin('POST', url, {
    form,
    jar,
    accept: 'text/html',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
  })
