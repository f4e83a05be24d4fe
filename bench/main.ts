// Measures the server, as the npm package has it, side by side with yardsticks in the same run, for only
// ratios mean anything from machine to machine.
//   npm run bench                          SQLite, and PostgreSQL and MariaDB where they are installed
//   npm run bench -- --only SQLite         on one database
//   npm run bench -- --peer PUBLIC ADMIN   also another server with the same API, which runs already
//   npm run bench -- --seconds 10          how long each figure is measured
//   npm run bench -- --write               also stores the figures, and shows them in docs/speed.md
// It ends with 1 when a goal is missed, and says which.
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mysqlDatabases, postgresDatabases } from '../test/support/databases.ts'
import { goalsOn, missedGoals, missedServerGoals, type Comparison } from './goals.ts'
import { hasher } from './hasher.ts'
import { email, exchange, login, newAddress, password, recover, register } from './journeys.ts'
import { connections, perform, repeat, type Figures } from './load.ts'
import {
  builtPackage,
  freePort,
  memoryMb,
  startProduct,
  untilReady,
  type Running,
} from './product.ts'
import { against, beyond, table, type Row } from './report.ts'
import { median, rounded, type LoadRow, type LoadRun } from './results.ts'
import { measuredNow, storeRun } from './store.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    peer: { type: 'string' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
})
const seconds = Number(options.seconds)
const measured = measuredNow()

/** How often what is compared is measured by turns; the middle counts. */
const turns = 5
const hashMs = rounded(await costOfHash(), 2)
console.log(`one argon2id hash costs ${hashMs.toFixed(1)} ms of CPU here`)
// NOTE so that no measured start has to compile the code, which happens once after an installation
const checkout = builtPackage()
await (await startProduct(undefined, checkout)).stop()
const missed: string[] = []
const databases = { SQLite: undefined, PostgreSQL: postgresDatabases, MariaDB: mysqlDatabases }
for (const [name, kind] of Object.entries(databases)) {
  if (options.only && options.only !== name) continue
  if (kind && kind.skip !== false) console.log(`\n${name} is left out: ${kind.skip}`)
  else await measureOurs(name, await startProduct((await kind?.fresh())?.dsn, checkout))
}
if (options.peer !== undefined) {
  const adminUrl = positionals[0] ?? options.peer
  await untilReady(adminUrl)
  await measure(`The peer at ${options.peer}`, {
    publicUrl: options.peer,
    adminUrl,
    pid: undefined,
    readyAfterMs: undefined,
    mails: undefined,
    stop: async () => undefined,
  })
}
for (const one of missed) console.log(`missed: ${one}`)
process.exit(missed.length > 0 ? 1 : 0)

async function measureOurs(database: string, server: Running): Promise<void> {
  const figures = await measure(`Pallas on ${database}`, server, database)
  const { rows, ...ofServer } = figures
  for (const { name, missed: ofRow = [] } of rows)
    missed.push(...ofRow.map((goal) => `${name} on ${database}: ${goal}`))
  missed.push(...missedServerGoals(database, ofServer).map((goal) => `${database}: ${goal}`))
  if (options.write)
    storeRun('load', { database, measured, seconds, connections, hashMs, ...figures })
}

/** What is stored of a measured server. */
type Stored = Omit<LoadRun, 'database' | 'measured' | 'seconds' | 'connections' | 'hashMs'>

/** `database`: undefined for a server of somebody else, which has no goals. */
async function measure(title: string, server: Running, database?: string): Promise<Stored> {
  const wanted = database === undefined ? {} : goalsOn(database)
  const idleMb = await new Promise<number | undefined>((resolve) =>
    setTimeout(() => resolve(memoryMb(server.pid)), 1500),
  )
  const { session_token: token } = await register(server.publicUrl, newAddress())
  const whoamiUrl = `${server.publicUrl}/sessions/whoami`,
    flowUrl = `${server.publicUrl}/self-service/login/api`
  const headers = { 'x-session-token': token }
  const bodies = {
    '/whoami': await (await fetch(whoamiUrl, { headers })).text(),
    '/flow': await (await fetch(flowUrl)).text(),
  }
  const bare = await startBare(bodies)
  try {
    const whoami = await sideBySide(
      () => repeat(whoamiUrl, seconds, server.pid, headers),
      () => repeat(`${bare.url}/whoami`, seconds, bare.process.pid),
    )
    const older = server.pid === undefined ? [] : await olderEditions(server, headers)
    const flow = await sideBySide(
      () => repeat(flowUrl, seconds, server.pid),
      () => repeat(`${bare.url}/flow`, seconds, bare.process.pid),
    )
    const registered: string[] = []
    const registration = await besideHash(() =>
      perform(
        async () => {
          const address = newAddress()
          await register(server.publicUrl, address)
          registered.push(address)
        },
        seconds,
        server.pid,
      ),
    )
    const loggedIn = await besideHash(() =>
      perform(
        async (n) =>
          void (await login(server.publicUrl, registered[n % registered.length] ?? email(0))),
        seconds,
        server.pid,
      ),
    )
    const recovery = await perform(
      async (n) => recover(server.publicUrl, registered[n % registered.length] ?? email(0)),
      seconds,
      server.pid,
    )
    const created = await perform(
      async () => void (await exchange('POST', `${server.adminUrl}/admin/identities`, newPerson())),
      seconds,
      server.pid,
    )
    const measuredRows: readonly Row[] = [
      {
        name: 'who am I',
        figures: whoami.mine,
        against: against(whoami.mine, whoami.bare, 'bare Fastify'),
      },
      {
        name: 'open a login flow',
        figures: flow.mine,
        against: against(flow.mine, flow.bare, 'bare Fastify'),
      },
      { name: 'register', ...registration },
      { name: 'log in', ...loggedIn },
      { name: 'submit a recovery', figures: recovery },
      { name: 'create as an administrator', figures: created },
      ...older,
      { name: 'bare Fastify, bytes of who am I', figures: whoami.bare },
      { name: 'bare Fastify, bytes of the flow', figures: flow.bare },
    ]
    const rows = measuredRows.map((row): Row => {
      const goals = wanted[row.name] ?? []
      return {
        ...row,
        goal: goals.map(({ text }) => text).join(', ') || undefined,
        missed: missedGoals(goals, { ...row.figures, against: row.against }),
      }
    })
    console.log(table(title, rows))
    const mails = server.mails && (await mailsPerSecond(server, server.mails))
    if (mails !== undefined)
      console.log(`${mails.toFixed(0)} mails a second, from the request to the mail server`)
    const { readyAfterMs } = server
    const loadedMb = memoryMb(server.pid)
    if (server.pid !== undefined)
      console.log(
        `ready after ${readyAfterMs?.toFixed(0)} ms, idle at ${idleMb?.toFixed(0)} MB, ` +
          `${loadedMb?.toFixed(0)} MB after the load`,
      )
    return {
      rows: rows.map(stored),
      ...(mails === undefined ? {} : { mailsPerSecond: rounded(mails) }),
      ...(readyAfterMs === undefined ? {} : { readyAfterMs: rounded(readyAfterMs) }),
      ...(idleMb === undefined ? {} : { idleMb: rounded(idleMb) }),
      ...(loadedMb === undefined ? {} : { loadedMb: rounded(loadedMb) }),
    }
  } finally {
    bare.process.kill()
    await server.stop()
  }
}

/** A row as it is stored. */
function stored({ name, figures, against: compared, goal, missed: ofRow = [] }: Row): LoadRow {
  const { perSecond, p50Ms, p99Ms, cpuMsEach, failed } = figures
  return {
    name,
    perSecond: rounded(perSecond, 1),
    p50Ms: rounded(p50Ms, 2),
    p99Ms: rounded(p99Ms, 2),
    ...(cpuMsEach === undefined ? {} : { cpuMsEach: rounded(cpuMsEach, 4) }),
    failed,
    ...(compared === undefined ? {} : { against: compared.text }),
    ...(goal === undefined ? {} : { goal }),
    ...(ofRow.length === 0 ? {} : { missed: ofRow }),
  }
}

/** Who am I in the older editions: at most 10 % more CPU than in the newest one. */
async function olderEditions(
  server: Running,
  headers: Readonly<Record<string, string>>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const [edition, prefix] of [
    ['v0.7', '/v0.7/api/kratos/public'],
    ['v0.6', '/v0.6/api/kratos/public'],
  ] as const) {
    const ask = (at: string) => () =>
      repeat(`${server.publicUrl}${at}/sessions/whoami`, seconds, server.pid, headers)
    const { mine: figures, bare: newest } = await sideBySide(ask(prefix), ask(''))
    rows.push({
      name: `who am I, ${edition}`,
      figures,
      against: cpuAgainst(figures, newest),
    })
  }
  return rows
}

function cpuAgainst(mine: Figures, other: Figures) {
  const value = (mine.cpuMsEach ?? Number.NaN) / (other.cpuMsEach ?? Number.NaN)
  return { value, text: `${value.toFixed(2)} × CPU of the newest` }
}

function newPerson() {
  return { schema_id: 'default', traits: { email: newAddress() } }
}

/** How fast the queue empties that sign-ups and recoveries have filled. */
async function mailsPerSecond(server: Running, arrived: () => number): Promise<number> {
  const more = 300
  await untilQuiet(arrived)
  const before = arrived(),
    from = performance.now()
  await Promise.all(
    Array.from({ length: more }, async () => {
      const body = { traits: { email: newAddress() } }
      const { id } = (await (
        await fetch(`${server.adminUrl}/admin/identities`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json()) as { id: string }
      if (id) await recover(server.publicUrl, body.traits.email)
    }),
  )
  while (arrived() - before < more && performance.now() - from < 60_000)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const spent = (performance.now() - from) / 1000
  return (arrived() - before) / spent
}

async function untilQuiet(count: () => number): Promise<void> {
  for (let last = -1; last !== count();) {
    last = count()
    await new Promise((resolve) => setTimeout(resolve, 1500))
  }
}

/** By turns, so that both see the same machine; the middle of each. */
async function sideBySide(
  mine: () => Promise<Figures>,
  bare: () => Promise<Figures>,
): Promise<{ mine: Figures; bare: Figures }> {
  const runs = { mine: [] as Figures[], bare: [] as Figures[] }
  for (let turn = 0; turn < turns; turn++) {
    runs.bare.push(await bare())
    runs.mine.push(await mine())
  }
  return { mine: middle(runs.mine), bare: middle(runs.bare) }
}

/** By turns with password hashes alone, since no machine goes at one speed all the time. */
async function besideHash(
  work: () => Promise<Figures>,
): Promise<{ readonly figures: Figures; readonly against: Comparison | undefined }> {
  const runs: Figures[] = [],
    more: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const before = await costOfHash()
    const run = await work()
    runs.push(run)
    more.push((run.cpuMsEach ?? Number.NaN) - (before + (await costOfHash())) / 2)
  }
  return { figures: middle(runs), against: beyond(median(more)) }
}

/** The one whose speed is in the middle. */
function middle(runs: readonly Figures[]): Figures {
  const sorted = runs.toSorted((a, b) => a.perSecond - b.perSecond)
  const found = sorted[Math.floor(sorted.length / 2)]
  if (!found) throw new Error('nothing was measured')
  return found
}

async function startBare(
  bodies: Readonly<Record<string, string>>,
): Promise<{ url: string; process: ChildProcess }> {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-bare-')),
    file = join(folder, 'bodies.json'),
    port = await freePort()
  writeFileSync(file, JSON.stringify(bodies))
  const child = fork(new URL('bare.ts', import.meta.url), [String(port), file], {
    stdio: 'inherit',
  })
  const url = `http://127.0.0.1:${port}`
  for (
    let tries = 0;
    tries < 500 &&
    !(await fetch(`${url}/whoami`).then(
      (answer) => answer.ok,
      () => false,
    ));
    tries++
  )
    await new Promise((resolve) => setTimeout(resolve, 20))
  rmSync(folder, { recursive: true })
  return { url, process: child }
}

/** CPU of one hash with the parameters of a usual installation, in milliseconds. */
async function costOfHash(): Promise<number> {
  await hasher.hash(password)
  const before = process.cpuUsage()
  const count = 40
  await Promise.all(Array.from({ length: count }, () => hasher.hash(password)))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / count
}
