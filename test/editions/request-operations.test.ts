// Every operation of the editions with requests, at its own mount and at the place it was documented for.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { idIn, Jar, requestsAt, valueIn, type RequestKind } from '../support/requests.ts'
import { served } from '../support/served.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'
import { operations, type Operation } from './request-operations.ts'

const config = {
  selfservice: {
    methods: { link: { enabled: true } },
    flows: {
      verification: { enabled: true, use: 'link' },
      recovery: { enabled: true, use: 'link' },
    },
  },
}
const nobody = '00000000-0000-4000-8000-000000000000'
const schemaKey = { 'v0.2': 'traits_schema_id', 'v0.4': 'schema_id' } as const

const lacksToken = 400

for (const edition of served(['v0.2', 'v0.4'] as const)) {
  for (const mount of [`/${edition}`, '']) {
    describe(`the operations of edition ${edition} ${mount === '' ? 'at the root' : `below ${mount}`}`, () => {
      let server: TestServer
      let at: ReturnType<typeof requestsAt>
      let signedIn: Jar, signedOut: Jar, signingUp: Jar
      let ids: Record<string, string>
      before(async () => {
        server = await startServer({ ...config, pallas: { editions: { root: [edition] } } })
        at = requestsAt(server, mount)
        signedIn = await at.signUp(`${edition}@example.org`)
        signedOut = new Jar()
        signingUp = new Jar()
        ids = {
          schema: 'default',
          id: (await identity('operations@example.org')).json.id,
          code: 'ab'.repeat(20),
        }
        const kinds: readonly RequestKind[] =
          edition === 'v0.4'
            ? ['login', 'registration', 'recovery', 'settings', 'verification']
            : ['login', 'registration', 'settings', 'verification']
        for (const kind of kinds)
          ids[kind] = idIn((await at.begin(kind, jarFor(kind))).location) ?? ''
        ids['error'] =
          new URL(
            (await at.visit('/self-service/browser/flows/verification/init/sms', signedOut))
              .location ?? '',
          ).searchParams.get('error') ?? ''
      })
      after(() => server.close())

      const jarFor = (path: string) =>
        /settings|whoami/.test(path)
          ? signedIn
          : /registration(?!\/strategies\/oidc)/.test(path)
            ? signingUp
            : signedOut
      const identity = (email: string) =>
        server.admin('POST', `${mount}/identities`, {
          json: { [schemaKey[edition]]: 'default', traits: { email } },
        })
      const filled = (path: string, known: Readonly<Record<string, string>>) =>
        path.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? nobody)
      const sides = ({ on }: Operation) =>
        on === 'both' ? (['public', 'admin'] as const) : ([on] as const)
      const tokenFor = async (path: string): Promise<string> => {
        const jar = jarFor(path),
          isSignedIn = (await at.whoami(jar)).status === 200
        const request = await at.open(isSignedIn ? 'settings' : 'login', jar)
        return String(valueIn(request.methods.password.config, 'csrf_token'))
      }
      const call = async (
        operation: Operation,
        side: 'public' | 'admin',
        path: string,
        body: Readonly<Record<string, unknown>>,
      ): Promise<Answer> => {
        const form = async () => ({
          form: { ...body, csrf_token: await tokenFor(path) } as Record<string, string>,
        })
        const more =
          operation.method === 'GET' || operation.method === 'DELETE'
            ? {}
            : side === 'admin'
              ? { json: body }
              : await form()
        return server[side](operation.method, mount + path, {
          accept: 'text/html',
          ...(side === 'public'
            ? { jar: path.endsWith('/logout') ? new Jar() : jarFor(path) }
            : {}),
          ...more,
        })
      }

      for (const operation of operations[edition]) {
        it(`${operation.id}: a good call gets a documented status`, async () => {
          for (const side of sides(operation)) {
            const known =
              operation.method === 'DELETE'
                ? { ...ids, id: (await identity(`delete-${side}@example.org`)).json.id }
                : ids
            const email = `${operation.method.toLowerCase()}-${side}@example.org`
            const body =
              operation.on === 'admin'
                ? { traits: { email } }
                : {
                    'traits.email': email,
                    password: 'documented-Meadow-92',
                    identifier: 'nobody@example.org',
                    to_verify: email,
                    email,
                  }
            const { status, headers } = await call(
              operation,
              side,
              filled(operation.path, known),
              body,
            )
            const good = [
              operation.statuses[0] ?? 0,
              ...(operation.path.includes('oidc') ? [404] : []),
            ]
            assert.ok(good.includes(status), `${side}: ${status}`)
            assert.equal(headers['x-content-type-options'], 'nosniff')
          }
        })

        it(`${operation.id}: a bad call gets a documented status, and never 500`, async () => {
          for (const side of sides(operation)) {
            const { status } = await call(operation, side, filled(operation.path, {}), {
              traits: 'none',
              unknown: 'true',
            })
            assert.ok(operation.statuses.includes(status) && status < 500, `${side}: ${status}`)
          }
        })
      }

      it('nothing of an administrator is reachable at the public listener', async () => {
        for (const operation of operations[edition].filter(({ on }) => on === 'admin')) {
          for (const path of [
            operation.path,
            `/admin${operation.path}`,
            `/./${operation.path.slice(1)}`,
          ])
            // NOTE whatever is no GET has to bear the anti-forgery token before its path is looked at
            assert.equal(
              (await server.public(operation.method, mount + filled(path, ids))).status,
              operation.method === 'GET' ? 404 : lacksToken,
              path,
            )
        }
      })

      it('odd paging is no reason to fail', async () => {
        for (const query of [
          'limit=-1',
          'limit=0',
          'limit=999999999999',
          'limit=x&offset=y',
          'offset=-5',
          'offset=99999999',
          'limit=1&limit=2',
          'limit=%00',
          'offset=1e3',
        ]) {
          const { status, json } = await server.admin('GET', `${mount}/identities?${query}`)
          assert.equal(status, 200, query)
          assert.ok(Array.isArray(json) && json.length <= 500, query)
        }
      })

      it('bodies that cannot be read, of the wrong type or with unknown fields are 400', async () => {
        const bodies: readonly (readonly [type: string, payload: string])[] = [
          ['application/json', ''],
          ['application/json', '{"traits":'],
          ['application/json', 'null'],
          ['application/json', '[]'],
          ['application/json', '"text"'],
          ['application/json', '{"traits":[]}'],
          ['application/json', '{"traits":{"email":"odd@example.org"},"state":"inactive"}'],
          ['application/json', '{"traits":{"email":{}}}'],
          ['application/json', `${'['.repeat(5000)}${']'.repeat(5000)}`],
          ['application/x-www-form-urlencoded', 'traits=x'],
          ['text/plain', 'hello'],
          ['application/json', '{"traits":{"email":"\\ud800"}}'],
        ]
        for (const [type, payload] of bodies) {
          for (const [method, path] of [
            ['POST', '/identities'],
            ['PUT', `/identities/${ids['id']}`],
          ] as const) {
            const { status, json } = await server.admin(method, mount + path, {
              payload,
              headers: { 'content-type': type },
            })
            assert.equal(status, 400, `${method} ${payload.slice(0, 40)}`)
            assert.equal(json.error.code, 400)
          }
          const token = await tokenFor('login')
          const sent = await server.public(
            'POST',
            `${mount}/self-service/browser/flows/login/strategies/password?request=${ids['login']}`,
            {
              payload,
              jar: signedOut,
              accept: 'text/html',
              headers: { 'content-type': type, 'x-csrf-token': token },
            },
          )
          assert.equal(sent.status, 302, payload.slice(0, 40))
          assert.ok(
            sent.location?.startsWith('http://127.0.0.1:4455/login?request='),
            'it is shown on the form',
          )
        }
      })
    })
  }
}
