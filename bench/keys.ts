// Measures what passkeys and security keys cost people who have none, when they open a login flow:
// CPU of the server, with and without them by turns, each server a process of its own.
//   npm run bench -- keys                    prints the ratios
//   npm run bench -- keys --before FOLDER    also against the server of another checkout, such as
//                                            the one before there were keys: `git worktree add
//                                            FOLDER 6d89c8d4~1`, and `npm ci` there
//   npm run bench -- keys --rounds 100       how often each is measured
//   npm run bench -- keys --write            also stores the figures, and shows them in docs/speed.md
import { parseArgs } from 'node:util'
import { mergeDeep } from '../test/support/server.ts'
import { ask, location, setCookies, type Answer } from './opening.ts'
import { prepareScene, serveScene, type Running } from './product.ts'
import type { KeysRow } from './results.ts'
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

const rp = { id: '127.0.0.1', display_name: 'Example', origins: ['http://127.0.0.1'] }
const methods = (of: object) => ({ selfservice: { methods: of } })
const passkey = methods({ passkey: { enabled: true, config: { rp } } })
const webauthn = (passwordless: boolean) =>
  methods({ webauthn: { enabled: true, config: { passwordless, rp } } })
const offers = {
  'no keys': {},
  'security keys as the second factor': webauthn(false),
  'security keys as the first factor': webauthn(true),
  passkeys: passkey,
}
const forms = {
  'with a password': {},
  'with a password or a code': methods({ code: { enabled: true, passwordless_enabled: true } }),
}
const login = '/self-service/login'
const ways: Readonly<Record<string, (url: string) => Promise<Answer>>> = {
  'by an app': (url) => ask(`${url}${login}/api`),
  'by a script': (url) => ask(`${url}${login}/browser`, { accept: 'application/json' }),
  'by a browser': async (url) => {
    const sent = await ask(`${url}${login}/browser`, { accept: 'text/html' }, 303)
    const id = new URL(location(sent)).searchParams.get('flow')
    return ask(`${url}${login}/flows?id=${id}`, { cookie: setCookies(sent), accept: '*/*' })
  },
}

type Subject = { readonly offered: keyof typeof offers | 'before'; readonly server: Running }

const before = options.before === undefined ? {} : { before: commitOf(options.before) }
const rows: KeysRow[] = []
for (const [form, config] of Object.entries(forms)) {
  const subjects: Subject[] = []
  for (const [offered, more] of Object.entries(offers))
    subjects.push({
      offered: offered as keyof typeof offers,
      server: await serveScene(await prepareScene(undefined, mergeDeep(config, more))),
    })
  if (options.before !== undefined)
    subjects.push({
      offered: 'before',
      server: await serveScene(await prepareScene(undefined, config), options.before),
    })
  const servers = subjects.map(({ server }) => server)
  for (const [opened, open] of Object.entries(ways))
    rows.push(...rowsOf(`${opened}, ${form}`, subjects, await byTurns(servers, rounds, open)))
  for (const { server } of subjects) await server.stop()
}
console.table(rows.map(({ against, ...row }) => ({ ...row, ...against })))
if (options.write)
  storeRun('keys', { database: 'SQLite', measured: measuredNow(), ...before, rounds, rows })
process.exit(0)

function rowsOf(
  opened: string,
  subjects: readonly Subject[],
  figures: readonly (readonly number[])[],
): readonly KeysRow[] {
  const indexOf = (offered: Subject['offered']) =>
    subjects.findIndex((one) => one.offered === offered)
  return subjects.flatMap(({ offered }, at) =>
    offered === 'before'
      ? []
      : [
          {
            opened,
            offered,
            cpuMs: usual(figures, at),
            against: {
              ...(offered === 'no keys'
                ? {}
                : { without: ratioOf(figures, at, indexOf('no keys')) }),
              ...(indexOf('before') < 0 ? {} : { before: ratioOf(figures, at, indexOf('before')) }),
            },
          },
        ],
  )
}
