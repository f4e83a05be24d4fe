import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { flowKinds, type FlowKind } from '#flow/flow.ts'
import { person } from '../../support/code-people.ts'
import { codeFor, linkFor, mailTo } from '../../support/mail.ts'
import { openApi, password, signIn, submit } from '../../support/people.ts'
import { answering, startReceiver, webHook, type Receiver } from '../../support/receiver.ts'
import {
  mergeDeep,
  startServer,
  type Answer,
  type Overrides,
  type TestServer,
} from '../../support/server.ts'

const titled = (kind: FlowKind) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`

/** A file of TypeScript hooks that answer what the receiver answers them. */
const typescriptHooks = (url: string) =>
  flowKinds
    .flatMap((kind) => [`before${titled(kind)}`, `after${titled(kind)}`, `${kind}Done`])
    .map(
      (name) => `export const ${name} = async (context: object) =>
        (await fetch('${url}/typescript/${name}', { method: 'POST', body: JSON.stringify(context) }))
          .json().catch(() => undefined)`,
    )
    .join('\n')

const refusal = { messages: [{ messages: [{ id: 77, text: 'not now', type: 'error' }] }] }

describe('the hooks of a flow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-hooks-')),
    file = join(folder, 'hooks.ts')
  let receiver: Receiver, server: TestServer, configuration: Overrides

  before(async () => {
    receiver = await startReceiver()
    writeFileSync(file, typescriptHooks(receiver.url))
    const web = (kind: FlowKind) => [
      webHook(`${receiver.url}/later/${kind}`, { response: { ignore: true } }),
      webHook(`${receiver.url}/told/${kind}`),
      webHook(`${receiver.url}/asked/${kind}`, { response: { parse: true } }),
    ]
    const flow = (kind: FlowKind, more: object[] = []) => {
      const hooks = [...more, ...web(kind)]
      return {
        enabled: true,
        before: { hooks: [webHook(`${receiver.url}/before/${kind}`)] },
        after:
          kind === 'recovery' || kind === 'verification'
            ? { hooks }
            : { [kind === 'settings' ? 'profile' : 'password']: { hooks } },
      }
    }
    const { enabled: _login, ...login } = flow('login', [{ hook: 'require_verified_address' }])
    const { enabled: _settings, ...settings } = flow('settings')
    configuration = {
      pallas: { hooks: file },
      selfservice: {
        methods: { link: { enabled: true }, lookup_secret: { enabled: true } },
        flows: {
          login,
          settings,
          registration: { ...flow('registration', [{ hook: 'session' }]), style: 'unified' },
          recovery: flow('recovery'),
          verification: flow('verification'),
        },
      },
    }
    server = await startServer(configuration)
  })
  beforeEach(() => {
    receiver.answers(answering(204))
    receiver.calls.length = 0
  })
  after(async () => {
    await server.close()
    await receiver.close()
    rmSync(folder, { recursive: true })
  })

  /** Somebody whose address is verified, unless it is said otherwise. */
  async function owner(email: string, verified = true): Promise<string> {
    const id = await person(server, email)
    if (!verified) return id
    await server.admin('PATCH', `/admin/identities/${id}`, {
      json: [
        { op: 'replace', path: '/verifiable_addresses/0/verified', value: true },
        { op: 'replace', path: '/verifiable_addresses/0/status', value: 'completed' },
      ],
    })
    return id
  }

  /** Sends a code to an address by a flow that is given, and answers the submit that proves it. */
  async function byCode(kind: 'recovery' | 'verification', flow: any, email: string) {
    await submit(server, kind, flow, { method: 'code', email })
    const code = await codeFor(server, email)
    return () => submit(server, kind, flow, { method: 'code', code })
  }

  /**
   * For each kind, for somebody with this address: how a flow is opened, and its last submit. That
   * of settings changes the address to `wanted`.
   */
  const kinds: Record<
    FlowKind,
    (
      email: string,
      wanted?: string,
    ) => Promise<{
      open: () => Promise<any>
      end: (flow: any) => Promise<() => Promise<Answer>>
    }>
  > = {
    async login(email) {
      await owner(email)
      return {
        open: () => openApi(server, 'login'),
        end: async (flow) => () =>
          submit(server, 'login', flow, { method: 'password', identifier: email, password }),
      }
    },
    async registration(email) {
      return {
        open: () => openApi(server, 'registration'),
        end: async (flow) => () =>
          submit(server, 'registration', flow, { method: 'password', password, traits: { email } }),
      }
    },
    async settings(email, wanted = email) {
      await owner(email)
      const { json } = await signIn(server, email)
      const call = { token: json.session_token as string }
      return {
        open: () => openApi(server, 'settings', '', call),
        end: async (flow) => () =>
          submit(
            server,
            'settings',
            flow,
            { method: 'profile', traits: { email: wanted, name: { first: 'Ada' } } },
            call,
          ),
      }
    },
    async recovery(email) {
      await owner(email)
      return {
        open: () => openApi(server, 'recovery'),
        end: (flow) => byCode('recovery', flow, email),
      }
    },
    async verification(email) {
      await owner(email, false)
      return {
        open: () => openApi(server, 'verification'),
        end: (flow) => byCode('verification', flow, email),
      }
    },
  }

  const addressFor = (what: string) => `${what.toLowerCase().replaceAll(/\W+/g, '-')}@example.org`
  const pathsOf = () => receiver.calls.map(({ path }) => path)
  const rowsOf = async (kind: FlowKind) =>
    (await server.store.outbox.list({}, { limit: 1000 })).filter(
      ({ topic }) => topic === `${kind}.after`,
    ).length
  /** Whether a flow has done what it was for: it was sent once and for all. */
  const isDone = ({ status, json }: Answer) =>
    status === 200
      ? json.state === undefined || /success|passed_challenge/.test(json.state)
      : json?.error?.id === 'browser_location_change_required'

  for (const kind of flowKinds) {
    it(`of ${kind} run in their order: TypeScript, then web hooks, and the outbox last`, async () => {
      const { open, end } = await kinds[kind](`order-${kind}@example.org`)
      receiver.calls.length = 0
      const flow = await open()
      assert.deepEqual(pathsOf(), [`/typescript/before${titled(kind)}`, `/before/${kind}`])
      const last = await end(flow)
      await server.app.outbox.drain()
      receiver.calls.length = 0
      const seen: [string, number][] = []
      const rows = await rowsOf(kind)
      receiver.answers((call, response) => {
        void rowsOf(kind).then((count) => {
          seen.push([call.path, count - rows])
          answering(204)(call, response)
        })
      })
      assert.ok(isDone(await last()))
      // in a login a web hook that is waited for can always refuse
      const asked = [
        // those before settings are asked again before each change
        ...(kind === 'settings' ? [`/before/${kind}`] : []),
        `/typescript/after${titled(kind)}`,
        ...(kind === 'login' ? [`/told/${kind}`] : []),
        `/asked/${kind}`,
      ]
      const told = [`/typescript/${kind}Done`, ...(kind === 'login' ? [] : [`/told/${kind}`])]
      assert.deepEqual(seen, [...asked.map((path) => [path, 0]), ...told.map((path) => [path, 1])])
      receiver.calls.length = 0
      await server.app.outbox.drain()
      assert.deepEqual(pathsOf(), [`/later/${kind}`])
    })

    it(`of ${kind} are told how things are after it`, async () => {
      const { open, end } = await kinds[kind](`told-${kind}@example.org`)
      receiver.calls.length = 0
      const flow = await open()
      for (const { json, path } of receiver.calls)
        assert.deepEqual(
          [json.identity, json.session?.identity.traits.email],
          [undefined, kind === 'settings' ? `told-${kind}@example.org` : undefined],
          path,
        )
      const last = await end(flow)
      await server.app.outbox.drain()
      receiver.calls.length = 0
      assert.ok(isDone(await last()))
      await server.app.outbox.drain()
      const after = receiver.calls.filter(({ path }) => !path.startsWith('/before/'))
      assert.equal(after.length, 5, after.map(({ path }) => path).join())
      for (const { json, path, headers, text } of after) {
        const { flow: told, identity, session } = json
        const isMailed = kind === 'recovery' || kind === 'verification'
        assert.equal(told.active, isMailed ? 'code' : kind === 'settings' ? 'profile' : 'password')
        assert.equal(
          told.state,
          isMailed ? 'passed_challenge' : kind === 'settings' ? 'success' : 'choose_method',
        )
        assert.deepEqual(told.transient_payload, {}, path)
        assert.equal(told.identity?.id, kind === 'settings' ? identity.id : undefined, path)
        assert.equal(session !== undefined, kind === 'login' || kind === 'settings', path)
        const [address] = identity.verifiable_addresses
        const isVerified = kind !== 'registration'
        assert.deepEqual(
          [address.verified, address.status],
          isVerified ? [true, 'completed'] : [false, address.status],
        )
        if (path.startsWith('/typescript')) continue
        const names = told.ui.nodes.map((node: any) => node.attributes.name)
        assert.ok(names.includes('method'), `${path}: ${names}`)
        for (const node of told.ui.nodes)
          if (node.attributes.name === 'csrf_token') assert.equal(node.attributes.value, '')
        assert.doesNotMatch(text, /totp_secret|otpauth|data:image/)
        const id = headers['webhook-id']
        assert.deepEqual(
          [headers['ory-webhook-request-id'], headers['ory-webhook-trigger-id']],
          [id, id],
        )
        assert.equal(headers['user-agent'], 'Pallas')
      }
    })

    for (const by of [`/typescript/before${titled(kind)}`, `/before/${kind}`]) {
      it(`of ${kind} can keep it from being opened: ${by}`, async () => {
        const { open } = await kinds[kind](addressFor(`closed ${by}`))
        receiver.answers((call, response) =>
          (call.path === by
            ? answering(by.startsWith('/typescript') ? 200 : 400, refusal)
            : answering(204))(call, response),
        )
        const { error, id } = await open()
        assert.deepEqual([id, error.code >= 400], [undefined, true])
      })
    }

    for (const by of [`/typescript/after${titled(kind)}`, `/asked/${kind}`]) {
      it(`of ${kind} that refuse leave nothing behind: ${by}`, async () => {
        const { open, end } = await kinds[kind](addressFor(`refused ${by}`))
        const last = await end(await open())
        await server.app.outbox.drain()
        receiver.calls.length = 0
        const rows = await rowsOf(kind)
        receiver.answers((call, response) =>
          (call.path === by
            ? answering(by.startsWith('/typescript') ? 200 : 403, refusal)
            : answering(204))(call, response),
        )
        const answer = await last()
        assert.equal(isDone(answer), false)
        // a recovery goes on with a new flow, that says why
        const { text } =
          kind === 'recovery'
            ? await server.public('GET', answer.location?.replace(/^.*4433/, '') ?? '')
            : answer
        assert.match(text, /not now/)
        assert.equal(pathsOf().at(-1), by, 'no hook is called after the one that refuses')
        assert.equal(await rowsOf(kind), rows)
        receiver.answers(answering(204))
        assert.ok(isDone(await last()), 'what was sent is still good')
      })
    }
  }

  it('before settings are asked again before each change, and at nothing else', async () => {
    const email = 'changes@example.org'
    await owner(email)
    const { json: signedIn } = await signIn(server, email)
    const call = { token: signedIn.session_token as string }
    const flow = await openApi(server, 'settings', '', call)
    const steps: readonly (readonly [fields: object, isChange: boolean])[] = [
      [{}, false],
      [{ method: 'nothing' }, false],
      [{ method: 'password', password: 'short' }, false],
      [{ method: 'profile', traits: { email: 'none' } }, false],
      [{ method: 'lookup_secret', lookup_secret_regenerate: true }, false],
      [{ method: 'lookup_secret', lookup_secret_confirm: true }, true],
      [{ method: 'lookup_secret', lookup_secret_reveal: true }, false],
      [{ method: 'password', password: 'Qm7#lantern-orbit' }, true],
      [{ method: 'profile', traits: { email, name: { first: 'Ada' } } }, true],
      [{ method: 'lookup_secret', lookup_secret_disable: true }, true],
    ]
    for (const [fields, isChange] of steps) {
      receiver.calls.length = 0
      const { text } = await submit(server, 'settings', flow, fields, call)
      const asked = pathsOf().filter((path) => path === '/before/settings')
      assert.equal(asked.length, isChange ? 1 : 0, `${JSON.stringify(fields)} ${text}`)
    }
  })

  it('before settings can refuse a change, which is then not stored', async () => {
    const email = 'unchanged@example.org'
    const id = await owner(email)
    const { json: signedIn } = await signIn(server, email)
    const call = { token: signedIn.session_token as string }
    const flow = await openApi(server, 'settings', '', call)
    receiver.answers((received, response) =>
      (received.path === '/before/settings' ? answering(400, refusal) : answering(204))(
        received,
        response,
      ),
    )
    const change = { method: 'profile', traits: { email, name: { first: 'Eve' } } }
    assert.ok((await submit(server, 'settings', flow, change, call)).status >= 400)
    const { json } = await server.admin('GET', `/admin/identities/${id}`)
    assert.notEqual(json.traits.name?.first, 'Eve')
  })

  for (const kind of ['login', 'recovery', 'verification'] as const) {
    it(`of ${kind} do not change the identity, whatever they answer`, async () => {
      const { open, end } = await kinds[kind](`unchanged-${kind}@example.org`)
      const last = await end(await open())
      receiver.answers(answering(200, { identity: { traits: 'none of the schema' } }))
      assert.ok(isDone(await last()))
    })
  }

  for (const kind of ['recovery', 'verification'] as const) {
    it(`of ${kind} that refuse an opened link leave it good`, async () => {
      const email = `link-${kind}@example.org`
      await owner(email, kind === 'recovery')
      server.reconfigure(
        mergeDeep(configuration, { selfservice: { flows: { verification: { use: 'link' } } } }),
      )
      await submit(server, kind, await openApi(server, kind), { method: 'link', email })
      server.reconfigure(configuration)
      const link = await linkFor(server, email, kind)
      receiver.answers((call, response) =>
        (call.path === `/asked/${kind}` ? answering(403, refusal) : answering(204))(call, response),
      )
      assert.equal((await server.public('GET', link)).status, 403)
      receiver.answers(answering(204))
      assert.equal((await server.public('GET', link)).status, 303)
    })
  }

  it('of a login are not run while an address has to be verified first', async () => {
    await owner('unverified@example.org', false)
    const flow = await openApi(server, 'login')
    receiver.calls.length = 0
    const { status, json } = await submit(server, 'login', flow, {
      method: 'password',
      identifier: 'unverified@example.org',
      password,
    })
    assert.deepEqual([status, json.error.id], [403, 'session_verified_address_required'])
    assert.deepEqual(pathsOf(), [])
  })

  it('see what those before them have made of the identity', async () => {
    const { open, end } = await kinds.registration('chain@example.org')
    const last = await end(await open())
    receiver.answers((call, response) =>
      (call.path === '/typescript/afterRegistration'
        ? answering(200, { identity: { metadata_public: { by: 'typescript' } } })
        : answering(204))(call, response),
    )
    await last()
    for (const path of ['/asked/registration', '/typescript/registrationDone'])
      assert.deepEqual(
        receiver.calls.find((call) => call.path === path)?.json.identity.metadata_public,
        { by: 'typescript' },
        path,
      )
  })

  for (const kind of ['registration', 'settings'] as const) {
    it(`of ${kind} decide before a new address gets its message whether it is verified`, async () => {
      const address = `known-${kind}@example.org`
      const { open, end } =
        kind === 'registration'
          ? await kinds.registration(address)
          : await kinds.settings(`old-${address}`, address)
      const last = await end(await open())
      let status: string | undefined
      receiver.answers((call, response) => {
        if (call.path !== `/asked/${kind}`) return answering(204)(call, response)
        status = call.json.identity.verifiable_addresses[0].status
        answering(200, {
          identity: { verifiable_addresses: [{ value: address, via: 'email', verified: true }] },
        })(call, response)
      })
      assert.equal((await last()).status, 200)
      assert.equal(status, 'pending', 'no message has been announced yet')
      assert.deepEqual(await mailTo(server, address), [])
    })
  }
})
