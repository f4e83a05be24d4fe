// Somebody unknown whose budget is spent goes on at once by a proof of work, and has a second
// budget by it. Through every edition, and for everything that is counted.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { openApi, password, submit } from '../support/people.ts'
import { challengeIn, encode, lightWork, solutionField, solve } from '../support/proof-of-work.ts'
import {
  mergeDeep,
  startServer,
  type Call,
  type Overrides,
  type TestServer,
} from '../support/server.ts'

const most = 2
const owner = 'owner@example.org'
const few = { tries: most, refill: '1h' }

const settings = (limits: Overrides, more: Overrides = {}) =>
  mergeDeep(
    mergeDeep(passwordless, {
      selfservice: {
        flows: {
          recovery: { enabled: true, use: 'code' },
          verification: { enabled: true, use: 'code' },
        },
      },
      pallas: { trusted_proxies: ['127.0.0.1'], shield: { ...lightWork, ...limits } },
    }),
    more,
  )

for (const edition of editions)
  describe(`a proof of work for a password (${edition.name})`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer(settings({ account: few }))
      await person(server, owner)
    })
    after(() => server.close())

    it('lets somebody unknown in whose budget was spent, and counts once', async () => {
      const at = clientOf(server, edition)
      const jar = new Jar(),
        flow = await at.open('login', jar)
      const send = (text: string, more: Readonly<Record<string, string>> = {}, form = flow) =>
        at.send('login', form, 'password', jar, { [at.identifier]: owner, password: text, ...more })
      const now = () => at.read('login', flow.id, { jar })
      for (let tries = 0; tries < most; tries++) await send('wrong')
      assert.equal(challengeIn(await now()), undefined, 'nothing is asked for before')

      const refused = await send(password)
      assert.ok(Number(refused.headers['retry-after']) > 0)
      const challenge = challengeIn(await now())
      assert.ok(challenge, 'the form asks for work')
      const proof = { [solutionField]: await solve(challenge) }

      await send('wrong', proof)
      assert.equal(challengeIn(await now()), undefined, 'the guess was compared')
      await send(password, proof)
      assert.ok(challengeIn(await now()), 'the same proof does not count again')
      assert.equal(jar.get('ory_kratos_session'), undefined)

      await send(password, { [solutionField]: await solve(challengeIn(await now())) })
      assert.ok(jar.get('ory_kratos_session'), 'the right password gets in')
      const fresh = new Jar()
      const other = await at.open('login', fresh)
      await at.send('login', other, 'password', fresh, { [at.identifier]: owner, password })
      assert.ok(fresh.get('ory_kratos_session'), 'and gives all tries back')
    })
  })

/** Ways to spend a budget of each kind; each answers the last answer, which was refused. */
type Way = {
  readonly limits: Overrides
  readonly kind: 'login' | 'recovery' | 'verification'
  /** What is sent again and again. */
  readonly fields: object
  /** What is sent first in each flow. */
  readonly first?: object
}
const byCode = { method: 'code', email: owner }
const ways: Readonly<Record<string, Way>> = {
  account: {
    limits: { account: few },
    kind: 'login',
    fields: { method: 'password', identifier: owner, password: 'wrong' },
  },
  'account that is not there': {
    limits: { account: few },
    kind: 'login',
    fields: { method: 'password', identifier: 'nobody@example.org', password: 'wrong' },
  },
  code: {
    limits: { code: few },
    kind: 'login',
    fields: { method: 'code', identifier: owner, code: '000000' },
    first: { method: 'code', identifier: owner },
  },
  network: {
    limits: { network: few },
    kind: 'login',
    fields: { method: 'password', identifier: owner, password: 'wrong' },
  },
  'messages of a network (login)': {
    limits: { network_messages: few },
    kind: 'login',
    fields: { method: 'code', identifier: owner },
  },
  'messages of a network (recovery)': {
    limits: { network_messages: few },
    kind: 'recovery',
    fields: byCode,
  },
  'messages of a network (verification)': {
    limits: { network_messages: few },
    kind: 'verification',
    fields: byCode,
  },
}
/** How many tries of all kinds were let through. */
async function wentOn(server: TestServer): Promise<number> {
  const { text } = await server.admin('GET', '/admin/metrics/prometheus')
  const counts = text.matchAll(/^pallas_shield_verdicts_total\{.*verdict="go-on"\} (\d+)$/gm)
  return [...counts]
    .filter(([line]) => !line.includes('"recipient"'))
    .reduce((sum, [, count]) => sum + Number(count), 0)
}
const stranger: Call = { headers: { 'x-forwarded-for': '203.0.113.9' } }

for (const [what, { limits, kind, fields, first }] of Object.entries(ways))
  describe(`the second budget of ${what}`, () => {
    const start = async (more?: Overrides) => {
      const server = await startServer(settings(limits, more))
      await person(server, owner)
      return server
    }
    async function openFlow(server: TestServer) {
      const flow = await openApi(server, kind, '', stranger)
      if (first) await submit(server, kind, flow, first, stranger)
      return flow
    }
    const sendTo = (server: TestServer, flow: any, more: object = {}) =>
      submit(server, kind, flow, { ...fields, ...more }, stranger)
    /** A flow that asks for work, and its challenge. */
    async function asked(server: TestServer) {
      for (let tries = 0; ; tries++) {
        const flow = await openFlow(server)
        const { json } = await sendTo(server, flow)
        const challenge = challengeIn(json)
        if (challenge !== undefined) return { flow, challenge, json, tries }
        assert.ok(tries < 10, JSON.stringify(json))
      }
    }

    it('is as large as the first, and then there is nothing but waiting', async () => {
      const server = await start()
      const { tries, json } = await asked(server)
      assert.equal(tries, most)
      const [node] = json.ui.nodes.filter((one: any) => one.group === 'captcha')
      assert.equal(node.meta.label.id, 1070015)
      assert.equal(json.ui.messages[0].id, 4000038)
      for (let proved = 0; proved < most; proved++) {
        const { flow, challenge } = await asked(server)
        const answer = await sendTo(server, flow, { [solutionField]: await solve(challenge) })
        assert.equal(answer.headers['retry-after'], undefined, answer.text)
      }
      const last = await sendTo(server, await openFlow(server))
      assert.equal(challengeIn(last.json), undefined)
      assert.equal(last.status, 400)
      assert.equal(last.json.ui.messages[0].id, 4000001)
      await server.close()
    })

    it('is not there when proof of work is switched off', async () => {
      const server = await start({ pallas: { shield: { proof_of_work: { enabled: false } } } })
      for (let tries = 0; tries < most; tries++) await sendTo(server, await openFlow(server))
      const { json, headers } = await sendTo(server, await openFlow(server))
      assert.equal(challengeIn(json), undefined)
      assert.equal(kind === 'login' ? headers['retry-after'] !== undefined : true, true)
      await server.close()
    })

    // NOTE a flow takes five codes only
    if (!first)
      it('is opened by nothing but the solution of its own challenge', async () => {
        const server = await start()
        const { flow, challenge } = await asked(server)
        const good = JSON.parse(Buffer.from(await solve(challenge), 'base64').toString())
        const withParameters = (more: object) => ({
          ...good,
          challenge: { ...challenge, parameters: { ...challenge.parameters, ...more } },
        })
        const bad: Readonly<Record<string, unknown>> = {
          'no base64': '***',
          'no JSON': Buffer.from('{').toString('base64'),
          'a number': encode(1),
          'null in it': encode({ challenge: null, solution: null }),
          'no solution': encode({ challenge }),
          'a wrong counter': encode({ ...good, solution: { ...good.solution, counter: -1 } }),
          'another key': encode({
            ...good,
            solution: { ...good.solution, derivedKey: '00'.repeat(32) },
          }),
          'less work': encode(withParameters({ cost: 0 })),
          'a shorter prefix': encode(withParameters({ keyPrefix: '' })),
          'a longer life': encode(
            withParameters({ data: { ...challenge.parameters.data, expires: 9e15 } }),
          ),
          'another signature': encode({ ...good, challenge: { ...challenge, signature: '00' } }),
          'a list': [encode(good)],
          'a long text': 'A'.repeat(100_000),
          'the challenge itself': JSON.stringify(challenge),
        }
        for (const [how, sent] of Object.entries(bad)) {
          const answer = await sendTo(server, flow, { [solutionField]: sent })
          assert.ok(challengeIn(answer.json), `${how}: ${answer.text}`)
          assert.equal(answer.status, 400, how)
        }
        const other = await asked(server)
        const elsewhere = await sendTo(server, other.flow, { [solutionField]: encode(good) })
        assert.ok(challengeIn(elsewhere.json), 'a proof for another flow')
        const before = await wentOn(server)
        await Promise.all(
          Array.from({ length: 5 }, () => sendTo(server, flow, { [solutionField]: encode(good) })),
        )
        assert.equal(await wentOn(server), before + 1, 'of simultaneous submits one counts')
        const late = await asked(server)
        server.pass(10 * 60_000 + 1)
        const solution = { [solutionField]: await solve(late.challenge) }
        assert.ok(challengeIn((await sendTo(server, late.flow, solution)).json), 'a late proof')
        await server.close()
      })

    it('is shown to administrators and cleared by them', async () => {
      const server = await startServer(settings(limits))
      const id = await person(server, owner)
      const { flow, challenge } = await asked(server)
      await sendTo(server, flow, { [solutionField]: await solve(challenge) })
      const [limit = ''] = Object.keys(limits)
      const query = limit.startsWith('network') ? 'network=203.0.113.9' : `identity_id=${id}`
      const { json } = await server.admin('GET', `/admin/pallas/shield?${query}`)
      const kinds = json.held.map((one: any) => one.kind)
      assert.deepEqual(
        kinds.filter((one: string) => one === limit.replace('_', '-')).length,
        what.includes('not there') ? 0 : 2,
        JSON.stringify(json),
      )
      if (what.includes('not there')) return server.close()
      await server.admin('DELETE', `/admin/pallas/shield?${query}`)
      assert.equal(challengeIn((await sendTo(server, await openFlow(server))).json), undefined)
      await server.close()
    })
  })
