// Counts the functions and files of src/ that run for one request, on the server in memory. The
// counts are the same on every machine, and say how much code one has to know to follow a request.
//   npm run bench -- work                         prints the counts
//   npm run bench -- work --list 'who am I'       names the functions, with how often each is called
//   npm run bench -- work --write [--as before]   also stores them, and shows them in docs/speed.md
import { Session } from 'node:inspector/promises'
import { parseArgs } from 'node:util'
import { Jar } from '../test/support/jar.ts'
import { nodeValue, openApi, password, submit } from '../test/support/people.ts'
import { requestsAt } from '../test/support/requests.ts'
import { startServer, type Answer } from '../test/support/server.ts'
import { measuredNow, storeRun } from './store.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'string' },
    write: { type: 'boolean', default: false },
    as: { type: 'string', default: 'now' },
  },
})

/** Functions by `file:name:position`, with how often each was called. */
type Calls = ReadonlyMap<string, number>

/** Repetitions beforehand, so that what is made once and kept is there. */
const warm = 5
/** Repetitions of which the least count is taken. */
const counted = 3

// started before the server is: what is compiled earlier is not counted
const inspector = new Session()
inspector.connect()
await inspector.post('Profiler.enable')
await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

const source = new URL('../src/', import.meta.url).href
const server = await startServer({
  selfservice: {
    methods: { link: { enabled: true }, code: { enabled: true } },
    flows: { recovery: { enabled: true }, verification: { enabled: true } },
  },
})
const email = 'ada@example.org'
const { session_token: token } = (
  await submit(server, 'registration', await openApi(server, 'registration'), {
    method: 'password',
    password,
    traits: { email },
  })
).json
const older = requestsAt(server, '/v0.2')
const signedIn = await older.signUp('grace@example.org')
const accept = 'text/html'

/** A flow that a browser has opened, and the browser. */
async function openLogin() {
  const jar = new Jar()
  const { location = '' } = await server.public('GET', '/self-service/login/browser', {
    jar,
    accept,
  })
  const at = `/self-service/login/flows?id=${new URL(location).searchParams.get('flow')}`
  return { jar, at, flow: (await server.public('GET', at, { jar })).json }
}

const rows = [
  await count('who am I', 200, nothing, () => server.public('GET', '/sessions/whoami', { token })),
  await count('who am I, v0.7', 200, nothing, () =>
    server.public('GET', '/v0.7/api/kratos/public/sessions/whoami', { token }),
  ),
  await count('who am I, v0.2', 200, nothing, () => older.whoami(signedIn)),
  await count('open a login flow, as an app', 200, nothing, () =>
    server.public('GET', '/self-service/login/api'),
  ),
  await count('open a login flow, as a browser', 303, nothing, () =>
    server.public('GET', '/self-service/login/browser', { jar: new Jar(), accept }),
  ),
  await count('fetch that flow', 200, openLogin, ({ jar, at }) =>
    server.public('GET', at, { jar }),
  ),
  await count('submit it with the password', 303, openLogin, ({ jar, flow }) =>
    server.public('POST', `/self-service/login?flow=${flow.id}`, {
      jar,
      accept,
      form: {
        csrf_token: nodeValue(flow, 'csrf_token'),
        method: 'password',
        identifier: email,
        password,
      },
    }),
  ),
  await count(
    'submit settings of v0.2 with another name',
    302,
    () => older.open('settings', signedIn),
    (request, n) =>
      older.send(request, 'profile', signedIn, {
        'traits.email': 'grace@example.org',
        'traits.name.first': `Grace ${n}`,
      }),
  ),
]
await server.close()
if (options.list === undefined && options.write)
  storeRun('work', { label: options.as, measured: measuredNow(), rows })
process.exit(0)

async function nothing(): Promise<void> {}

/**
 * Makes the request until everything is warm, then counts what runs for it. Throws when the answer
 * has another status.
 */
async function count<Prepared>(
  name: string,
  status: number,
  prepare: () => Promise<Prepared>,
  request: (prepared: Prepared, n: number) => Promise<Answer>,
) {
  let least: Calls | undefined
  for (let n = 0; n < warm + counted; n++) {
    const prepared = await prepare()
    await untilQuiet()
    await takeCalls()
    const answer = await request(prepared, n)
    const calls = await takeCalls()
    if (answer.status !== status) throw new Error(`${name}: ${answer.status} ${answer.text}`)
    if (n >= warm && (least === undefined || calls.size < least.size)) least = calls
  }
  const called = least ?? new Map<string, number>()
  const files = new Set([...called.keys()].map((key) => key.split(':')[0]))
  if (options.list === undefined || options.list === name)
    console.log(`${name.padEnd(42)} ${called.size} functions, ${files.size} files`)
  if (options.list === name)
    for (const key of [...called.keys()].sort()) console.log(`  ${key} ×${called.get(key)}`)
  return { name, functions: called.size, files: files.size }
}

/** What was called since the last time. */
async function takeCalls(): Promise<Calls> {
  const { result } = await inspector.post('Profiler.takePreciseCoverage')
  return new Map(
    result
      .filter(({ url }) => url.startsWith(source))
      .flatMap(({ url, functions }) =>
        functions.map(({ functionName, ranges: [range] }) => {
          const key = `${url.slice(source.length)}:${functionName}:${range?.startOffset}`
          return [key, range?.count ?? 0] as const
        }),
      )
      .filter(([, calls]) => calls > 0),
  )
}

/** Lets work that earlier requests have left behind come to its end. */
async function untilQuiet(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setTimeout(resolve, 2))
}
