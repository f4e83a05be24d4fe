// Where flows begin, for whoever comes: in every edition, for every kind of flow, whatever session
// there is and whatever the query asks for. Nothing of the query is lost, nobody goes in circles,
// and who is refused is told why.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addTotp, withFactors } from '../support/factors.ts'
import {
  clientOf,
  editions,
  flowIn,
  type EditionClient,
  type FlowKind,
} from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { signIn, signUp } from '../support/people.ts'
import { answering, startReceiver, type Receiver } from '../support/receiver.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'

const base = 'http://127.0.0.1:4433'
const ui = 'http://127.0.0.1:4455'
const accepted = 'https://oauth2.example.org/accepted'
const html = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a return address': { return_to: `${ui}/back?a=b%20c&d` },
  'a login challenge': { login_challenge: 'known' },
  'a new proof': { refresh: 'true' },
  everything: { login_challenge: 'known', return_to: `${ui}/back`, refresh: 'true' },
}
/** What the OAuth2 server says of the person. */
const servers = { 'knows them': true, 'asks for a new proof': false }
const states = ['nobody', 'one factor', 'one factor of two', 'an old session', 'no longer active']

const hour = 3_600_000

for (const edition of editions)
  describe(`an entry of ${edition.name}`, () => {
    let server: TestServer, at: EditionClient, newest: EditionClient, oauth2: Receiver
    let skip = false
    const sessions: Record<string, { jar: Jar; token: string }> = {}

    before(async () => {
      oauth2 = await startReceiver()
      oauth2.answers((call, response) =>
        call.path.includes('/accept')
          ? answering(200, { redirect_to: accepted })(call, response)
          : answering(200, { challenge: 'known', skip, subject: '', client: {} })(call, response),
      )
      server = await startServer(
        mergeDeep(withFactors, {
          oauth2_provider: { url: oauth2.url },
          session: { lifespan: '720h' },
          selfservice: {
            methods: { link: { enabled: true } },
            flows: {
              recovery: { enabled: true, use: 'link' },
              verification: { enabled: true, use: 'link' },
              settings: { privileged_session_max_age: '1h' },
            },
          },
        }),
      )
      at = clientOf(server, edition)
      newest = clientOf(server, editions.at(-1) ?? edition)
      const session = async (email: string) => {
        const token: string = (await signIn(server, email)).json.session_token
        const jar = new Jar()
        await at.signIn(email, jar)
        return { jar, token }
      }
      await signUp(server, 'old@example.org')
      sessions['an old session'] = await session('old@example.org')
      server.pass(2 * hour)
      sessions['nobody'] = { jar: new Jar(), token: '' }
      await signUp(server, 'one@example.org')
      sessions['one factor'] = await session('one@example.org')
      const two = await signUp(server, 'two@example.org')
      // v0.2 to v0.7 let nobody with a second factor in: the session is older than the factor
      sessions['one factor of two'] = await session('two@example.org')
      await addTotp(server, two.token)
      const gone = await signUp(server, 'gone@example.org')
      sessions['no longer active'] = await session('gone@example.org')
      await server.admin('PATCH', `/admin/identities/${gone.id}`, {
        json: [{ op: 'replace', path: '/state', value: 'inactive' }],
      })
    })
    after(async () => {
      await server.close()
      await oauth2.close()
    })

    /** Follows redirects within this server as a browser does. */
    async function follow(url: string, call: { jar: Jar; accept: string }): Promise<Answer> {
      for (let hops = 0; hops < 5; hops++) {
        const answer = await server.public('GET', url, call)
        if (answer.location === undefined || !answer.location.startsWith(`${base}/`)) return answer
        url = answer.location.slice(base.length)
      }
      return assert.fail(`goes in circles: ${url}`)
    }

    /** The query that the person goes on with, wherever an answer leads. */
    async function whatIsLeft(kind: FlowKind, answer: Answer, jar: Jar, token: string) {
      const { location, json } = answer
      const landing = new URL(location ?? json?.redirect_browser_to ?? json?.request_url ?? base)
      const id = flowIn(answer)
      const landed = /login|registration|settings|recovery|verification/.exec(landing.pathname)?.[0]
      if (location === undefined || id === undefined) return landing
      const call = { jar, ...(token === '' ? {} : { token }) }
      const landedIn = (landed as FlowKind | undefined) ?? kind
      let flow = await at.read(landedIn, id, call)
      // the pages of the server, on which a second factor is given, are of the newest edition
      if (flow?.request_url === undefined) flow = await newest.read(landedIn, id, call)
      assert.ok(flow?.request_url, `${landing.href} leads to no flow: ${JSON.stringify(flow)}`)
      return new URL(flow.request_url)
    }

    for (const kind of edition.kinds)
      for (const type of edition.servesApps
        ? (['browser', 'api'] as const)
        : (['browser'] as const))
        for (const accept of type === 'api' ? ['application/json'] : [html, 'application/json'])
          for (const state of states)
            it(`of ${kind} keeps what is asked for (${type}, ${accept === html ? 'page' : 'JSON'}, ${state})`, async () => {
              for (const [what, query] of Object.entries(queries))
                for (const [server_, skips] of Object.entries(servers)) {
                  skip = skips
                  const why = `${what}, the server ${server_}`
                  const { jar, token } = sessions[state] ?? assert.fail()
                  const own = type === 'api' ? new Jar() : jar.copy()
                  const search = new URLSearchParams(query).toString()
                  const url = `${at.mount + edition.startPath(kind, type)}?${search}`
                  const answer =
                    type === 'api'
                      ? await server.public(
                          'GET',
                          url,
                          token === '' ? { accept } : { accept, token },
                        )
                      : await follow(url, { jar: own, accept })
                  assert.ok(answer.status < 500, `${why}: ${answer.status} ${answer.text}`)
                  const toError = answer.location?.startsWith(`${ui}/error`) === true
                  const carriesChallenge =
                    edition.like === 'current' &&
                    type === 'browser' &&
                    'login_challenge' in query &&
                    ['login', 'registration'].includes(kind)
                  if (answer.status >= 400 || toError) {
                    if (answer.json?.redirect_browser_to === undefined) {
                      assert.ok(!carriesChallenge, `${why}: ${answer.text}`)
                      const { error } = await at.refusal(answer, own)
                      assert.ok(error?.reason?.length > 10, `${why}: ${answer.text}`)
                      continue
                    }
                  }
                  const { location = '' } = answer
                  if (location === accepted || answer.json?.redirect_browser_to === accepted) {
                    assert.ok(skips && 'login_challenge' in query, why)
                    assert.ok(state === 'one factor' || state === 'an old session', why)
                    continue
                  }
                  if (location === (query['return_to'] ?? `${ui}/`)) {
                    assert.ok(!carriesChallenge, why)
                    continue
                  }
                  // as recorded, these editions lead whoever is signed in, or has to sign in, to a fixed page
                  if (edition.like !== 'current' && [`${ui}/`, `${ui}/login`].includes(location))
                    continue
                  const left = await whatIsLeft(kind, answer, own, token)
                  const inner = new URL(left.searchParams.get('return_to') ?? base, base)
                  // what settings do not know is nothing to them
                  const asked = Object.entries(query).filter(
                    ([name]) => kind !== 'settings' || name === 'return_to',
                  )
                  for (const [name, value] of asked)
                    assert.ok(
                      left.searchParams.get(name) === value ||
                        inner.searchParams.get(name) === value,
                      `${why}: ${name} is not in ${left.href}`,
                    )
                }
            })
  })
