// A server with every method switched on, a provider, and hooks after every kind of flow that write
// down what they are told.
import { codeSchema } from './code-people.ts'
import { createFakeProvider, type FakeProvider } from './fake-provider.ts'
import { providerSettings } from './oidc.ts'
import { wholeContext } from './receiver.ts'
import { mergeDeep, startServer, type TestServer } from './server.ts'

const origin = 'http://hooks.example'
const kinds = ['login', 'registration', 'settings', 'recovery', 'verification'] as const
type Kind = (typeof kinds)[number]

/** The parts that a hook can take. */
const parts = {
  consulted: { response: { parse: true } },
  told: {},
  later: { response: { ignore: true } },
} as const

const hooksOf = (kind: Kind) =>
  Object.entries(parts).map(([part, more]) => ({
    hook: 'web_hook',
    config: { url: `${origin}/${kind}/${part}`, method: 'POST', body: wholeContext, ...more },
  }))

/** What a hook was told, and as which part. */
export type Told = { readonly part: string; readonly json: any }

export type HookedServer = TestServer & {
  readonly idp: FakeProvider
  /** What happens while the next hook is consulted. */
  meanwhile: (() => Promise<unknown>) | undefined
  /**
   * What the hooks of a kind of flow are told while something is done, also those that are called
   * later.
   */
  toldDuring(kind: Kind, act: () => Promise<unknown>): Promise<readonly Told[]>
}

export async function startHookedServer(
  overrides: { readonly [key: string]: unknown } = {},
): Promise<HookedServer> {
  const started: { server?: TestServer } = {}
  const idp = createFakeProvider({ now: () => started.server?.now() ?? 0 })
  const calls: { readonly path: string; readonly json: any }[] = []
  const afterRegistration = [...hooksOf('registration'), { hook: 'session' }]
  const config = mergeDeep(codeSchema(), {
    selfservice: {
      methods: {
        code: { enabled: true, passwordless_enabled: true },
        link: { enabled: true },
        totp: { enabled: true, config: { issuer: 'Example' } },
        lookup_secret: { enabled: true },
        oidc: {
          enabled: true,
          config: {
            providers: [
              providerSettings('acme'),
              providerSettings('native', { provider: 'fedcm-test' }),
            ],
          },
        },
      },
      flows: mergeDeep(
        Object.fromEntries(kinds.map((kind) => [kind, { after: { hooks: hooksOf(kind) } }])),
        {
          registration: {
            after: {
              password: { hooks: afterRegistration },
              code: { hooks: afterRegistration },
              oidc: { hooks: afterRegistration },
            },
          },
          recovery: { enabled: true },
          verification: { enabled: true },
        },
      ),
    },
  })
  const server = await startServer(mergeDeep(config, overrides), {
    async fetch(input, init) {
      const request = new Request(input, init)
      if (!request.url.startsWith(origin)) return idp.fetch(request)
      calls.push({ path: new URL(request.url).pathname, json: JSON.parse(await request.text()) })
      const { meanwhile } = hooked
      if (meanwhile && request.url.endsWith('/consulted')) {
        hooked.meanwhile = undefined
        await meanwhile()
      }
      return new Response(null, { status: 204 })
    },
  })
  started.server = server
  const hooked: HookedServer = Object.assign(server, {
    idp,
    meanwhile: undefined,
    async toldDuring(kind: Kind, act: () => Promise<unknown>) {
      await server.app.outbox.drain()
      calls.length = 0
      await act()
      await server.app.outbox.drain()
      return calls.flatMap(({ path, json }) => {
        const [, of, part = ''] = path.split('/')
        return of === kind ? [{ part, json }] : []
      })
    },
  })
  return hooked
}

/** As which parts hooks are told, once each. */
export const everyPart = Object.keys(parts)
