// Measures what opening a page costs: CPU of the server, with everything a browser loads again each time (the
// flow, the page; neither style nor scripts, which it keeps). With --before also the pages of another checkout,
// by turns.
//   npm run bench -- pages                    prints the figures
//   npm run bench -- pages --before FOLDER    beside the pages of another checkout, such as the last with one
//                                             language: `git worktree add FOLDER 1ff6ac4c`, and `npm ci` there
//   npm run bench -- pages --rounds 100       how often each is measured
//   npm run bench -- pages --write            also stores the figures, and shows them in docs/speed.md
import { parseArgs } from 'node:util'
import { Jar } from '../test/support/jar.ts'
import { email, password, register } from './journeys.ts'
import { ask, location, setCookies } from './opening.ts'
import { prepareScene, serveScene, type Running } from './product.ts'
import type { PagesRow } from './results.ts'
import { measuredNow, storeRun } from './store.ts'
import { byTurns, commitOf, ratioOf, usual } from './turns.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '60' },
    before: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
/** By a browser that asks for German before English. */
const headers = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-language': 'de-DE,de;q=0.9,en;q=0.8',
}

/** Opens a flow as a browser does, follows to its page, and takes that. */
const flowPage = (kind: string, cookies: (url: string) => string) => async (url: string) => {
  const cookie = cookies(url)
  const sent = await ask(`${url}/self-service/${kind}/browser`, { ...headers, cookie }, 303)
  return ask(location(sent), { ...headers, cookie: [cookie, setCookies(sent)].join('; ') })
}

const before = options.before === undefined ? {} : { before: commitOf(options.before) }
const servers = [await serveScene(await prepareScene())]
if (options.before !== undefined)
  servers.push(await serveScene(await prepareScene(), options.before))
const sessions = new Map<string, string>()
for (const server of servers) sessions.set(server.publicUrl, await signedIn(server))
const session = (url: string) => sessions.get(url) ?? ''
const nobody = () => ''

const pages: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'sign-in': flowPage('login', nobody),
  registration: flowPage('registration', nobody),
  recovery: flowPage('recovery', nobody),
  settings: flowPage('settings', session),
  welcome: (url) => ask(`${url}/ui/welcome`, { ...headers, cookie: session(url) }),
  'own sessions': (url) => ask(`${url}/ui/sessions`, { ...headers, cookie: session(url) }),
}
const rows: PagesRow[] = []
for (const [page, open] of Object.entries(pages)) {
  const figures = await byTurns(servers, rounds, open)
  const against = servers.length > 1 ? { againstBefore: ratioOf(figures, 0, 1) } : {}
  rows.push({ page, cpuMs: usual(figures, 0), ...against })
}
console.table(rows)
if (options.write)
  storeRun('pages', { database: 'SQLite', measured: measuredNow(), ...before, rounds, rows })
for (const server of servers) await server.stop()
process.exit(0)

/** The cookies of a browser in which somebody has signed in. */
async function signedIn({ publicUrl }: Running): Promise<string> {
  const identifier = email('pages')
  await register(publicUrl, identifier)
  const jar = new Jar()
  const accept = 'application/json'
  const opened = await fetch(`${publicUrl}/self-service/login/browser`, { headers: { accept } })
  jar.store(opened.headers.getSetCookie())
  const flow: any = await opened.json()
  const token = flow.ui.nodes.find((one: any) => one.attributes.name === 'csrf_token')
  const csrf_token = token.attributes.value
  const sent = await fetch(flow.ui.action, {
    method: 'POST',
    headers: { accept, 'content-type': accept, cookie: jar.header },
    body: JSON.stringify({ method: 'password', identifier, password, csrf_token }),
  })
  if (!sent.ok) throw new Error(`nobody could sign in: ${await sent.text()}`)
  jar.store(sent.headers.getSetCookie())
  return jar.header
}
