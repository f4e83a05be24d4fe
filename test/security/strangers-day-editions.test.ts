// A day of attacks on one account by each edition but that of strangers-day.test.ts: by its logins
// and by the messages that it sends. The owner gets in at every hour by the password, by a mailed
// link where the edition recovers by one, and by a code of the newest edition.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pressButton, visitPage } from '../support/button-page.ts'
import { passwordless, person } from '../support/code-people.ts'
import { offers } from '../support/edition-features.ts'
import { clientOf, editions, type EditionClient } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { openSpa, password, submitSpa } from '../support/people.ts'
import { challengeIn, lightWork, solutionField, solve } from '../support/proof-of-work.ts'
import { mergeDeep, startServer, type Call, type TestServer } from '../support/server.ts'

const hourMs = 3_600_000
const owner = 'owner@example.org'
const passwordsPerHour = 40,
  messagesPerHour = 4
const mostADay = 400
/** How long it is played; strangers go on as in the last of these hours. */
const hours = 8

const settings = mergeDeep(passwordless, {
  selfservice: {
    methods: {
      code: { enabled: true, passwordless_enabled: true },
      link: { enabled: true },
    },
    flows: {
      recovery: { enabled: true, use: 'link' },
      verification: { enabled: true, use: 'link' },
    },
  },
  pallas: { trusted_proxies: ['127.0.0.1'], shield: lightWork },
})
const from = (ip: string): Call => ({ headers: { 'x-forwarded-for': ip } })
const atHome = from('198.51.100.7')

/** How many passwords of the account were compared. */
async function compared(server: TestServer): Promise<number> {
  const { text } = await server.admin('GET', '/admin/metrics/prometheus')
  const line = 'pallas_shield_verdicts_total{on="account",verdict="go-on"} '
  const found = text.split('\n').find((one) => one.startsWith(line))
  return Number(found?.slice(line.length))
}

/** Whoever attacks by an edition, from many networks. */
function strangersOf(at: EditionClient, networks: number, provesWork: boolean) {
  let asked = 0
  const stranger = (): Call => {
    const network = asked++ % networks
    return from(`100.${64 + Math.floor(network / 256)}.${network % 256}.9`)
  }
  return {
    async guessPasswords(): Promise<void> {
      const jar = new Jar()
      const flow = await at.open('login', jar)
      for (let tries = 0; tries < passwordsPerHour; tries++) {
        const send = (more: Readonly<Record<string, string>>) =>
          at.send(
            'login',
            flow,
            'password',
            jar,
            { [at.identifier]: owner, password: `guess-${tries}`, ...more },
            stranger() as object,
          )
        await send({})
        if (!provesWork) continue
        const challenge = challengeIn(await at.read('login', flow.id, { jar }))
        if (challenge !== undefined) await send({ [solutionField]: await solve(challenge) })
      }
    },
    async askForMessages(): Promise<void> {
      for (const kind of ['recovery', 'verification'] as const)
        for (let sent = 0; at.kinds.includes(kind) && sent < messagesPerHour; sent++) {
          const jar = new Jar()
          const fields = { email: owner, to_verify: owner }
          await at.send(kind, await at.open(kind, jar), 'link', jar, fields, stranger() as object)
        }
    },
  }
}

/** The owner, on a device that is known, and in fresh browsers. */
function ownerBy(server: TestServer, at: EditionClient) {
  const device = new Jar()
  const latest = async (template: RegExp) =>
    (await mailTo(server, owner)).findLast((one) => template.test(one.template_type))
  return {
    async byPassword(): Promise<void> {
      const flow = await at.open('login', device)
      const fields = { [at.identifier]: owner, password }
      const { text } = await at.send('login', flow, 'password', device, fields, atHome as object)
      assert.equal((await at.whoami({ jar: device })).status, 200, text)
      device.store(['ory_kratos_session=; Max-Age=0'])
    },
    async byLink(): Promise<void> {
      await mailTo(server, owner)
      const jar = new Jar()
      const flow = await at.open('recovery', jar)
      await at.send('recovery', flow, 'link', jar, { email: owner }, atHome as object)
      const link = (await latest(/^recovery/))?.links.find((one) => one.includes('/self-service/'))
      const { pathname, search } = new URL(link ?? assert.fail('no link'))
      const page = await visitPage(server, pathname + search, jar)
      await pressButton(server, pathname + search, page, jar)
      assert.equal((await at.whoami({ jar })).status, 200, 'by the link')
    },
    async byCode(): Promise<void> {
      await mailTo(server, owner)
      const jar = new Jar()
      const flow = await openSpa(server, 'login', jar)
      const fields = { method: 'code', identifier: owner }
      await submitSpa(server, 'login', flow, jar, fields, atHome)
      const code = (await latest(/^login/))?.codes[0]
      const sent = { ...fields, code }
      const { status, text } = await submitSpa(server, 'login', flow, jar, sent, atHome)
      assert.equal(status, 200, text)
    },
  }
}

/** Those whose codes strangers cannot guess, since they have none. */
const others = editions.filter((one) => !offers(one, 'code'))

for (const edition of others)
  for (const [networks, provesWork] of [
    [1, false],
    [1000, true],
  ] as const)
    describe(`a day of strangers from ${networks} networks who ${provesWork ? 'do all work that is asked for' : 'do no work'} (${edition.name})`, () => {
      it('keeps the owner out at no hour, and few guesses are compared', async () => {
        const server = await startServer(settings)
        await person(server, owner)
        const at = clientOf(server, edition)
        const strangers = strangersOf(at, networks, provesWork),
          me = ownerBy(server, at)
        const recovers = edition.kinds.includes('recovery')
        await me.byPassword()
        const counts: number[] = []
        for (let hour = 0; hour < hours; hour++) {
          await strangers.guessPasswords()
          counts.push((await compared(server)) - 1 - hour)
          await strangers.askForMessages()
          await me.byPassword()
          server.pass(60_000)
          await me.byCode()
          if (recovers) await me.byLink()
          server.pass(hourMs - 60_000)
        }
        // the first hours spend what was saved up; from then on each hour is like the last
        const [before = 0, last = 0] = counts.slice(-2)
        const inADay = last + (last - before) * (24 - hours)
        const least = provesWork ? 200 : 100
        assert.ok(inADay > least && inADay < mostADay, `${counts.join()}: ${inADay} passwords`)
        await server.close()
      })
    })

it('a day is played in every edition, in one file or the other', () => {
  for (const { like } of editions.filter((one) => !others.includes(one)))
    assert.equal(like, editions.at(-1)?.name)
})
