// Opening a login: what is made once and kept must not outlive what it was made of.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Jar } from '../../support/jar.ts'
import { withKeys } from '../../support/keys.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../../support/server.ts'

/** Configurations that forms differ in. */
const configurations = [
  {},
  {
    selfservice: {
      methods: {
        passkey: { enabled: false },
        webauthn: { enabled: false },
        code: { enabled: true, passwordless_enabled: true },
      },
    },
  },
  {
    selfservice: {
      methods: {
        passkey: {
          config: {
            rp: { id: 'example.org', origins: ['https://example.org'] },
            authenticator_selection: { user_verification: 'required' },
            timeouts: { login: '9s' },
          },
        },
        webauthn: { config: { passwordless: false } },
      },
    },
  },
  {
    selfservice: {
      methods: { password: { enabled: false } },
      flows: {
        login: { style: 'identifier_first', lifespan: '7m', ui_url: 'http://127.0.0.1:4455/other' },
      },
    },
  },
]
/** As an app, a script in a browser, and a browser that is redirected. */
const openings = (
  [
    ['api', 'application/json'],
    ['browser', 'application/json'],
    ['browser', 'text/html'],
  ] as const
).map(
  ([by, accept]) =>
    (server: TestServer) =>
      server.public('GET', `/current/self-service/login/${by}`, { jar: new Jar(), accept }),
)

describe('a login that is opened', () => {
  test('after a change of the configuration is as if the server had begun with it', async () => {
    const changing = await startServer(withKeys(true))
    for (const configuration of configurations) {
      const begun = await startServer(mergeDeep(withKeys(true), configuration))
      for (const open of openings) await open(changing)
      changing.reconfigure(configuration)
      for (const open of openings) {
        const [changed, fresh] = [await open(changing), await open(begun)]
        assert.ok(changed.json?.ui ?? changed.location)
        assert.deepEqual(withoutRandom(changed), withoutRandom(fresh))
      }
      await begun.close()
    }
    await changing.close()
  })

  test('has an id that comes after those of earlier flows', async () => {
    const server = await startServer()
    const ids: string[] = []
    for (const open of [...openings, ...openings]) ids.push(idOf(await open(server)))
    assert.deepEqual(ids, ids.toSorted())
    assert.equal(new Set(ids).size, ids.length)
    await server.close()
  })
})

const idOf = ({ json, location = '' }: Answer): string =>
  json?.id ?? new URL(location).searchParams.get('flow')

/** The flow or the redirect, without the id, the token, the challenge and what else is random. */
function withoutRandom(answer: Answer): unknown {
  const random = [
    idOf(answer),
    ...(answer.json?.ui.nodes ?? []).flatMap(({ attributes: { nonce, name, value } }: any) =>
      name === 'csrf_token'
        ? [value]
        : name === 'passkey_challenge'
          ? [JSON.parse(value).publicKey.challenge]
          : [nonce],
    ),
  ].filter((one) => typeof one === 'string' && one !== '')
  const shown = JSON.stringify({ flow: answer.json, location: answer.location })
  return JSON.parse(random.reduce((text, one) => text.replaceAll(one, 'RANDOM'), shown))
}
