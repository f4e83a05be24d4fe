// Every button of every form is pressed, as browsers send forms: all fields in their order, hidden
// ones and empty texts included, names twice where two elements have one name. Which flows, forms
// and buttons there are is told by the editions, the schema of the configuration and the flows.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { aliases, editions as all } from '#editions/all.ts'
import { catalogue, type MessageKey } from '#messages/catalogue.ts'
import { message } from '#messages/message.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { createStore } from '#store/open.ts'
import { walk, type Person, type Press, type Walk } from '../support/button-walk.ts'
import { codeSchema } from '../support/code-people.ts'
import { configurations } from '../support/configurations.ts'
import { editions, type Edition, type FlowKind } from '../support/editions.ts'
import { addLookup, addTotp, codeAt, period, stepUpSpa } from '../support/factors.ts'
import { formsOf } from '../support/html-forms.ts'
import { Jar } from '../support/jar.ts'
import { providerSettings, startOidcServer, type OidcServer } from '../support/oidc.ts'
import { password, signedInBrowser, signIn } from '../support/people.ts'
import { mergeDeep, type Overrides } from '../support/server.ts'

/** What people are made with; what is tried is switched off and on from here. */
const everything: Overrides = mergeDeep(codeSchema(), {
  pallas: { shield: { enabled: false } },
  selfservice: {
    methods: {
      code: { enabled: true, passwordless_enabled: true },
      totp: { enabled: true, config: { issuer: 'Example' } },
      lookup_secret: { enabled: true },
    },
  },
})
const providers = [providerSettings('acme')]

/** The least number of flows, forms and presses of each edition, so that none goes unnoticed. */
const least: Readonly<Record<string, Walk>> = {
  current: { flows: 1000, forms: 150, presses: 800 },
  'v0.7': { flows: 700, forms: 40, presses: 140 },
  'v0.6': { flows: 700, forms: 40, presses: 140 },
  'v0.4': { flows: 360, forms: 18, presses: 38 },
  'v0.2': { flows: 310, forms: 9, presses: 20 },
}

type Comes = 'nobody' | 'somebody' | 'signed in' | 'half signed in' | 'with two factors'
const confirming = '?refresh=true&prompt=login'
const visitors: Readonly<Record<FlowKind, readonly (readonly [who: Comes, query: string])[]>> = {
  login: [
    ['somebody', ''],
    ['signed in', confirming],
    ['with two factors', confirming],
    ['half signed in', '?aal=aal2'],
  ],
  registration: [['nobody', '']],
  recovery: [['somebody', '']],
  verification: [
    ['somebody', ''],
    ['signed in', ''],
  ],
  settings: [
    ['signed in', ''],
    ['with two factors', ''],
  ],
}

const declared = ({ name }: Edition) =>
  all.find((one) => one.name === (aliases[name] ?? name)) ?? assert.fail(name)
const knowsSecondFactors = (edition: Edition): boolean =>
  declared(edition).profile.rules.secondFactor === 'asked-for'

/** The sentences of an edition by which a form says that nothing was chosen. */
function noChoice(edition: Edition): readonly string[] {
  const render = createMessageRenderer(declared(edition).wording)
  return (Object.keys(catalogue) as MessageKey[])
    .filter((key): key is 'login.no-method' => key.endsWith('.no-method'))
    .map((key) => JSON.stringify(render(message(key)).text))
}

const elementsOf = (flow: any): string =>
  JSON.stringify(formsOf(flow).map(({ fields }) => fields.map(({ name, type }) => [name, type])))

const counts = ['flows', 'forms', 'presses'] as const

/** What has been pressed and counted: editions that are alike press a form that they share once. */
const walks = new Map<string, { readonly seen: Set<string>; readonly total: Totals }>()
type Totals = { -readonly [count in keyof Walk]: number }
function walksOfLike({ like }: Edition) {
  const known = walks.get(like) ?? {
    seen: new Set<string>(),
    total: { flows: 0, forms: 0, presses: 0 },
  }
  walks.set(like, known)
  return known
}

describe('every button of every form', () => {
  let maker: OidcServer, server: OidcServer, tried: readonly { readonly selfservice: Overrides }[]
  let people = 0
  /** People who have come, and have done nothing yet. */
  const idle = new Map<Comes, Person>()
  before(async () => {
    const store = await createStore({ dsn: 'memory', sqlite: { synchronous: 'NORMAL' } })
    const shared = { ...store, close: async () => undefined }
    maker = await startOidcServer({ overrides: everything, providers, store: shared })
    server = await startOidcServer({ overrides: everything, providers, store })
    tried = configurations((selfservice) => {
      try {
        server.reconfigure({ selfservice })
        return true
      } catch {
        return false
      }
    })
  })
  after(async () => {
    await maker.close()
    await server.close()
  })

  function setClocks(): void {
    const now = Math.max(maker.now(), server.now())
    for (const one of [maker, server]) one.pass(now - one.now())
  }

  /** Somebody new. */
  async function person(who: Comes): Promise<Person> {
    setClocks()
    const email = `person${++people}@example.org`
    const nobody = {
      email,
      freeAddress: `free.${email}`,
      jar: new Jar(),
      token: undefined,
      authenticator: undefined,
      backupCodes: [],
    }
    if (who === 'nobody') return nobody
    const links = [{ provider: 'acme', subject: email }]
    const { status, text } = await maker.admin('POST', '/admin/identities', {
      json: {
        schema_id: 'default',
        traits: { email },
        credentials: { password: { config: { password } }, oidc: { config: { providers: links } } },
      },
    })
    assert.equal(status, 201, text)
    if (who === 'somebody') return nobody
    const tokenOf = async () => (await signIn(maker, email)).json.session_token
    const token = await tokenOf()
    const jar = await signedInBrowser(maker, email)
    if (who === 'signed in') return { ...nobody, token, jar }
    const backupCodes = await addLookup(maker, token)
    const authenticator = await addTotp(maker, token)
    if (who === 'with two factors') {
      const totp_code = codeAt(authenticator, maker.now())
      await stepUpSpa(maker, jar, { method: 'totp', totp_code })
      maker.pass(period)
    }
    setClocks()
    const shown = who === 'half signed in' ? await tokenOf() : token
    return { ...nobody, jar, token: shown, authenticator, backupCodes }
  }

  for (const edition of editions)
    describe(`of ${edition.name}`, () => {
      const unchosen = noChoice(edition)
      const { seen, total } = walksOfLike(edition)

      /** What is wrong with the answer to a press, if anything is. */
      function faultOf({ before: shown, answer, next }: Press): string | undefined {
        const { status, location, json, text } = answer
        const isSilent = next !== undefined && edition.said(next).length === 0
        const told = JSON.stringify([next, json?.error])
        if (location?.startsWith('http://127.0.0.1:4455/error')) return 'leads to the error page'
        if (unchosen.some((one) => told.includes(one))) return 'says that nothing was chosen'
        if (status < 400)
          return isSilent && JSON.stringify(next) === JSON.stringify(shown)
            ? 'changes nothing and says nothing'
            : undefined
        if (status === 422 && json?.redirect_browser_to !== undefined) return undefined
        if (status !== 400 || next === undefined) return `is answered by ${status} ${text}`
        // NOTE the next step of a form is a 400 to apps
        return isSilent && elementsOf(next) === elementsOf(shown)
          ? 'is refused without a word'
          : undefined
      }

      for (const kind of edition.kinds)
        for (const [who, query] of visitors[kind]) {
          if (/half|two/.test(who) && !knowsSecondFactors(edition)) continue
          it(
            `leads on, elsewhere, or back to a form that says why (${kind}${query}, ${who})`,
            { timeout: 240_000 },
            async () => {
              const faults = new Set<string>()
              for (const { selfservice } of tried) {
                server.reconfigure({ selfservice })
                for (const type of ['browser', 'api'] as const) {
                  if (type === 'api' && !edition.servesApps) continue
                  const comes = async () => {
                    const waiting = idle.get(who)
                    idle.delete(who)
                    return waiting ?? person(who)
                  }
                  const leaves = (somebody: Person) => void idle.set(who, somebody)
                  const visit = { edition, kind, who, query, type, comes, leaves }
                  const walked = await walk(server, visit, seen, (press) => {
                    const fault = faultOf(press)
                    const sent = press.sent.replace(/csrf_token=[^&]*/, '')
                    if (fault !== undefined) faults.add(`${type} ${sent} ${fault}`)
                  })
                  for (const count of counts) total[count] += walked[count]
                }
              }
              assert.deepEqual([...faults], [])
            },
          )
        }

      it('is found', () => {
        const expected = least[edition.like] ?? least['v0.2']
        for (const count of counts)
          assert.ok(total[count] >= (expected?.[count] ?? 1), `${total[count]} ${count}`)
      })
    })
})
