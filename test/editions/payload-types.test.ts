// What is sent as `transient_payload` and is no object is refused at its field, and never dropped in
// silence: in every edition, for every kind of flow, from browsers and apps.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clientOf, editions, type EditionClient, type FlowKind } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { password } from '../support/people.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const values: readonly unknown[] = [42, 0, true, false, 'text', [], [{ a: 1 }], '{"a":1}']
const forms = ['42', 'text', '{"a":1}']

for (const edition of editions)
  describe(`a transient payload that is no object (${edition.name})`, () => {
    let server: TestServer, at: EditionClient
    let people = 0
    before(async () => {
      server = await startServer({
        selfservice: {
          methods: { link: { enabled: true } },
          flows: {
            registration: { style: 'unified' },
            recovery: { enabled: true, use: 'link' },
            verification: { enabled: true, use: 'link' },
          },
        },
      })
      at = clientOf(server, edition)
    })
    after(() => server.close())

    const methods: Readonly<Record<FlowKind, string>> = {
      login: 'password',
      registration: 'password',
      settings: 'profile',
      recovery: 'link',
      verification: 'link',
    }

    async function opened(kind: FlowKind) {
      const email = `payload-${edition.name}-${people++}@example.org`
      const owner = await at.signUp(email)
      const jar = kind === 'settings' ? owner : new Jar()
      const to =
        edition.flowParameter === 'request' && kind === 'verification' ? 'to_verify' : 'email'
      const fields: Readonly<Record<FlowKind, Record<string, unknown>>> = {
        login: { [at.identifier]: email, password },
        registration: { traits: { email: `new-${email}` }, password },
        settings: { traits: { email, name: { first: 'Ada' } } },
        recovery: { [to]: email },
        verification: { [to]: email },
      }
      const flow = await at.open(kind, jar)
      /** What has come of the flow: a session, an account, a name, a message. */
      const done = async () => {
        const whoami = await at.whoami({ jar })
        const mails = await mailTo(server, email)
        const found = await server.admin(
          'GET',
          `/admin/identities?credentials_identifier=new-${email}`,
        )
        return JSON.stringify([
          kind === 'settings' ? whoami.json.identity.traits : whoami.status,
          mails.length,
          found.json.length,
        ])
      }
      const send = (payload: unknown, json: boolean): Promise<Answer> => {
        const plain = { csrf_token: at.tokenOf(flow, methods[kind]), method: methods[kind] }
        const path = new URL(at.actionOf(kind, flow, methods[kind]))
        const flat: Record<string, string> = {}
        for (const [name, value] of Object.entries(fields[kind]))
          if (name === 'traits') {
            flat['traits.email'] = (value as { email: string }).email
            if (kind === 'settings') flat['traits.name.first'] = 'Ada'
          } else flat[name] = String(value)
        return server.public('POST', path.pathname + path.search, {
          jar,
          ...(json
            ? { json: { ...plain, ...fields[kind], transient_payload: payload } }
            : {
                accept: 'text/html',
                form: { ...plain, ...flat, transient_payload: String(payload) },
              }),
        })
      }
      const messages = async (answer: Answer) => {
        const shown =
          answer.json?.ui === undefined && answer.json?.methods === undefined
            ? await at.read(kind, flow.id, { jar })
            : answer.json
        return JSON.stringify(shown)
      }
      return { done, send, messages }
    }

    for (const kind of edition.kinds) {
      it(`is refused at its field, and nothing is done (${kind})`, async () => {
        const { done, send, messages } = await opened(kind)
        const before = await done()
        const sent = [
          ...values.map((value) => [value, true] as const),
          ...forms.map((value) => [value, false] as const),
        ]
        for (const [value, json] of sent) {
          // these editions read JSON for what it is published for
          const answer = await send(value, json)
          const why = `${JSON.stringify(value)} ${json ? 'as JSON' : 'in a form'}`
          assert.ok(answer.status < 500, `${why}: ${answer.text}`)
          assert.equal(await done(), before, why)
          if (answer.json?.error === undefined)
            assert.match(await messages(answer), /transient_payload/, why)
        }
      })

      it(`is taken as none where it is null, or empty in a form (${kind})`, async () => {
        for (const [value, json] of [
          [null, true],
          ['', false],
        ] as const) {
          // v0.2 and v0.4 read JSON for the settings only
          if (json && edition.flowParameter === 'request') continue
          const { done, send } = await opened(kind)
          const before = await done()
          const answer = await send(value, json)
          assert.notEqual(await done(), before, `${json} ${answer.status} ${answer.text}`)
        }
      })
    }
  })
