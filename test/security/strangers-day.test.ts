// A day of attacks on one account, from one network and from a thousand: whatever strangers do, the
// owner gets in at every hour, and few of the guesses are compared.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { Jar } from '../support/jar.ts'
import { mailTo } from '../support/mail.ts'
import { openApi, openSpa, password, submit, submitSpa } from '../support/people.ts'
import { challengeIn, lightWork, solutionField, solve } from '../support/proof-of-work.ts'
import { mergeDeep, startServer, type Call } from '../support/server.ts'

const hourMs = 3_600_000
const owner = 'owner@example.org',
  newcomer = 'newcomer@example.org'
/** For how many guesses strangers try, each hour and for each kind. */
const passwordsPerHour = 40,
  flowsPerHour = 6,
  codesPerFlow = 5
const mostADay = 400

const settings = mergeDeep(passwordless, {
  selfservice: {
    methods: { code: { enabled: true, passwordless_enabled: true } },
    flows: {
      recovery: { enabled: true, use: 'code' },
      verification: { enabled: true, use: 'code' },
    },
  },
  pallas: { trusted_proxies: ['127.0.0.1'], shield: lightWork },
})

const codeKinds = {
  login: { identifier: owner },
  registration: { traits: { email: newcomer } },
  recovery: { email: owner },
  verification: { email: owner },
} as const
type CodeKind = keyof typeof codeKinds

for (const [networks, work] of [
  [1, 'do no work'],
  [1000, 'do no work'],
  [1000, 'do all work that is asked for'],
] as const) {
  describe(`a day of strangers from ${networks} networks who ${work}`, () => {
    it('keeps the owner out at no hour, and few guesses are compared', async () => {
      const server = await startServer(settings)
      await person(server, owner)
      const from = (ip: string): Call => ({ headers: { 'x-forwarded-for': ip } })
      const atHome = from('198.51.100.7')
      let asked = 0
      const stranger = (): Call => {
        const network = asked++ % networks
        return from(`100.${64 + Math.floor(network / 256)}.${network % 256}.9`)
      }
      /** How many guesses were compared, by what they were at. */
      async function compared(on: string): Promise<number> {
        const { text } = await server.admin('GET', '/admin/metrics/prometheus')
        const line = `pallas_shield_verdicts_total{on="${on}",verdict="go-on"} `
        return Number(
          text
            .split('\n')
            .find((one) => one.startsWith(line))
            ?.slice(line.length),
        )
      }

      const provesWork = work !== 'do no work'
      /** Sends a guess, and again with a proof of work where one is asked for. */
      async function guess(kind: CodeKind, flow: any, fields: object): Promise<void> {
        const { json } = await submit(server, kind, flow, fields, stranger())
        const challenge = provesWork ? challengeIn(json) : undefined
        if (challenge !== undefined)
          await submit(
            server,
            kind,
            flow,
            { ...fields, [solutionField]: await solve(challenge) },
            stranger(),
          )
      }

      async function guessPasswords(): Promise<void> {
        const flow = await openApi(server, 'login', '', stranger())
        for (let tries = 0; tries < passwordsPerHour; tries++) {
          const fields = { method: 'password', identifier: owner, password: `guess-${tries}` }
          await guess('login', flow, fields)
        }
      }
      async function guessCodes(kind: CodeKind): Promise<void> {
        for (let flows = 0; flows < flowsPerHour; flows++) {
          const flow = await openApi(server, kind, '', stranger())
          const fields = { method: 'code', ...codeKinds[kind] }
          await guess(kind, flow, fields)
          const { email: _, ...again } = fields as {
            readonly email?: string
            readonly method: string
          }
          for (let tries = 0; tries < codesPerFlow; tries++) {
            await guess(kind, flow, { ...again, code: `00000${tries}` })
          }
        }
      }

      const device = new Jar()
      let ownPasswords = 0
      async function signInByPassword(): Promise<void> {
        ownPasswords++
        const flow = await openSpa(server, 'login', device)
        const fields = { method: 'password', identifier: owner, password }
        const { status, text } = await submitSpa(server, 'login', flow, device, fields, atHome)
        assert.equal(status, 200, text)
        const { json } = await server.public('GET', '/self-service/logout/browser', { jar: device })
        await server.public(
          'GET',
          new URL(json.logout_url).pathname + new URL(json.logout_url).search,
          {
            jar: device,
          },
        )
      }
      const newest = async (template: string): Promise<string | undefined> =>
        (await mailTo(server, owner)).findLast((one) => one.template_type === template)?.codes[0]
      async function getInByCode(kind: 'login' | 'recovery'): Promise<void> {
        // what strangers have asked for is there before
        await mailTo(server, owner)
        const jar = new Jar()
        const flow = await openSpa(server, kind, jar)
        const fields = { method: 'code', ...codeKinds[kind] }
        const sent = await submitSpa(server, kind, flow, jar, fields, atHome)
        assert.equal(sent.json.state, 'sent_email', sent.text)
        const code = await newest(`${kind}_code_valid`)
        const more = kind === 'login' ? { identifier: owner } : {}
        const { status, text } = await submitSpa(
          server,
          kind,
          flow,
          jar,
          { method: 'code', code, ...more },
          atHome,
        )
        assert.equal(status, kind === 'login' ? 200 : 422, text)
        assert.ok(jar.get('ory_kratos_session'), 'a session has begun')
      }

      await signInByPassword()
      for (let hour = 0; hour < 24; hour++) {
        await guessPasswords()
        for (const kind of Object.keys(codeKinds) as CodeKind[]) await guessCodes(kind)
        await signInByPassword()
        server.pass(60_000)
        await getInByCode('login')
        await getInByCode('recovery')
        server.pass(hourMs - 60_000)
      }
      // the codes are those of all four kinds together, with those of the owner
      const [passwords, codes] = [
        (await compared('account')) - ownPasswords,
        await compared('code'),
      ]
      const least = provesWork ? 200 : 100
      assert.ok(passwords > least && passwords < mostADay, `${passwords} passwords`)
      assert.ok(codes > 200 && codes < 4 * mostADay, `${codes} codes`)
      await server.close()
    })
  })
}
