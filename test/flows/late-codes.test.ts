// A mailed code that comes too late: it, or the flow that it is for, has expired.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { Jar } from '../support/jar.ts'
import { codeFor, otherThan } from '../support/mail.ts'
import { messageIds, openApi, openSpa, submit, submitForm, submitSpa } from '../support/people.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

const minute = 60_000
const kinds = ['login', 'registration', 'recovery', 'verification'] as const
type Kind = (typeof kinds)[number]
const callers = ['api', 'spa', 'page'] as const
type Sender = (fields: Record<string, string>) => Promise<Answer>

/** What the new flow says: it is published for each kind. */
const saysExpired: Readonly<Record<Kind, number>> = {
  login: 4010001,
  registration: 4040001,
  recovery: 4060005,
  verification: 4070005,
}

let people = 0

for (const [what, lifespans] of Object.entries({
  'the code has expired': { code: 5, flow: 60 },
  'the flow has expired': { code: 60, flow: 5 },
  'both have expired': { code: 5, flow: 5 },
}))
  describe(`where ${what}`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer(
        mergeDeep(passwordless, {
          selfservice: {
            methods: { code: { config: { lifespan: `${lifespans.code}m` } } },
            flows: Object.fromEntries(
              kinds.map((kind) => [
                kind,
                {
                  lifespan: `${lifespans.flow}m`,
                  ...(kind === 'registration' ? { style: 'unified' } : {}),
                  ...(kind === 'recovery' || kind === 'verification'
                    ? { enabled: true, use: 'code' }
                    : {}),
                },
              ]),
            ),
          },
        }),
      )
    })
    after(() => server.close())

    async function opened(kind: Kind, by: (typeof callers)[number], jar: Jar) {
      const flow = by === 'api' ? await openApi(server, kind) : await openSpa(server, kind, jar)
      const nested = ({ email, ...fields }: Record<string, string>) =>
        kind === 'registration' ? { ...fields, traits: { email } } : { ...fields, email }
      const send: Sender = ({ email = '', ...rest }) => {
        const fields: Record<string, string> = { method: 'code', ...rest }
        if (kind === 'login') fields['identifier'] = email
        if (by === 'page')
          return submitForm(server, kind, flow, jar, {
            ...fields,
            ...(kind === 'registration'
              ? { 'traits.email': email }
              : fields['code'] === undefined
                ? { email }
                : {}),
          })
        const body =
          kind === 'registration' || fields['code'] === undefined
            ? nested({ ...fields, email })
            : fields
        return by === 'api'
          ? submit(server, kind, flow, body)
          : submitSpa(server, kind, flow, jar, body)
      }
      return { flow, send }
    }

    for (const kind of kinds)
      for (const by of callers)
        for (const first of ['nothing', 'a wrong code'])
          it(`${kind} goes on with a new flow that says so (${by}, after ${first})`, async () => {
            const email = `late-${people++}@example.org`
            if (kind !== 'registration') await person(server, email)
            const jar = new Jar()
            const { flow, send } = await opened(kind, by, jar)
            await send({ email })
            const code = await codeFor(server, email)
            if (first !== 'nothing') await send({ email, code: otherThan(code) })
            server.pass(5 * minute)
            // a wrong code is wrong as long as the flow lasts
            if (lifespans.flow === 60) {
              const wrong = await send({ email, code: otherThan(code) })
              assert.equal(wrong.json?.use_flow_id, undefined)
              if (by !== 'page') assert.ok([200, 400].includes(wrong.status))
            }
            const answer = await send({ email, code })
            const staysWrong = kind === 'recovery' && lifespans.flow === 60
            if (staysWrong && by !== 'page')
              return assert.deepEqual([answer.status, messageIds(answer.json)], [200, [4060006]])
            const location = new URL(answer.location ?? 'http://none', 'http://none')
            const next =
              answer.json?.use_flow_id ??
              location.searchParams.get('flow') ??
              location.searchParams.get('id')
            if (by === 'page') assert.equal(answer.status, 303)
            // as published, an expired recovery leads its callers to the new flow
            else if (kind === 'recovery') assert.equal(answer.status, 303)
            else
              assert.deepEqual(
                [answer.status, answer.json.error.id],
                [410, 'self_service_flow_expired'],
              )
            if (staysWrong) return assert.equal(next, flow.id)
            assert.notEqual(next, flow.id)
            const fresh = await server.public('GET', `/self-service/${kind}/flows?id=${next}`, {
              jar,
            })
            assert.equal(fresh.json.ui.messages[0].id, saysExpired[kind])
            assert.equal((await server.public('GET', '/sessions/whoami', { jar })).status, 401)
          })
  })
