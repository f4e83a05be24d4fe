// Shows how the server fares as the number of identities grows: what is asked one after the other,
// so that the figures are times of answers, not of queues.
//   npm run bench -- size                            1,000 and 100,000 on SQLite and PostgreSQL
//   npm run bench -- size --count 1000000 --on sqlite
//   npm run bench -- size --write                    also shows the figures in docs/speed.md
//   npm run bench -- size --count 10000000 --on sqlite --keep FOLDER
//                                                    fills a database in FOLDER, or asks the one that is there
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { postgresDatabases } from '../../test/support/databases.ts'
import { hasher } from '../hasher.ts'
import { email, login, password } from '../journeys.ts'
import { serveScene } from '../product.ts'
import { rounded } from '../results.ts'
import { measuredNow, storeRun } from '../store.ts'
import { consoleTimes } from './console.ts'
import { kept } from './kept.ts'
import { firstName, rareName } from './people.ts'
import { ask, lastPage, time, type Times } from './time.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000,100000' },
    on: { type: 'string', default: 'sqlite,postgres' },
    keep: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
/** So far a list is gone through: to its end among a million. */
const mostPages = 2000
const measured = measuredNow()
const passwordHash = await hasher.hash(password)

for (const kind of values.on.split(',')) {
  for (const count of values.count.split(',').map(Number)) {
    if (kind === 'postgres' && postgresDatabases.skip !== false)
      console.log(`PostgreSQL is left out: ${postgresDatabases.skip}`)
    else await measure(kind, count)
  }
}
process.exit(0)

async function measure(kind: string, count: number): Promise<void> {
  const { scene, filled } = await kept(kind, count, values.keep, passwordHash)
  try {
    const { perSecond, cpuUsEach, bytesEach, tokens, identityIds } = filled
    console.log(
      `\n${count} identities on ${kind}\nimport: ${perSecond.toFixed(0)} a second, ` +
        `${cpuUsEach.all.toFixed(0)} µs of CPU each, ${cpuUsEach.storing.toFixed(0)} of them in the thread that stores; ` +
        `${bytesEach.toFixed(0)} bytes on disk each`,
    )
    const server = await serveScene(scene)
    try {
      const { publicUrl, adminUrl } = server
      const any = (n: number) => (n * 7919) % count
      const list = `${adminUrl}/admin/identities`,
        search = `${adminUrl}/admin/pallas/identities/search`
      const found = (query: (n: number) => string) => time(200, (n) => ask(`${search}?${query(n)}`))
      const last = await lastPage(list, undefined, mostPages)
      const lastFound = await lastPage(
        search,
        'words=example.org&page_size=250&sort=created_at',
        40,
      )
      const rows: Readonly<Record<string, Times>> = {
        'list, first page of 250': await time(50, () => ask(`${list}?page_size=250`)),
        'list, last page of 250': await time(50, () => ask(last)),
        'exact identifier': await time(400, (n) =>
          ask(`${list}?credentials_identifier=${email(any(n))}`),
        ),
        'part of an identifier': await time(100, (n) =>
          ask(`${list}?preview_credentials_identifier_similar=person-${any(n)}`),
        ),
        'search, a rare word': await found((n) => `words=${rareName(n)}`),
        'search, a common word': await found((n) => `words=${encodeURIComponent(firstName(n))}`),
        'search, two common words': await found(
          (n) => `words=${encodeURIComponent(firstName(n))}%20garc`,
        ),
        'search, a word all have': await found(() => 'words=example.org'),
        'search, a page far into that': await time(100, () => ask(lastFound)),
        'search, one letter': await found((n) => `words=${'abcdefghij'[n % 10]}&sort=-updated_at`),
        'search, trait and state': await found(
          (n) => `traits.name.first=${encodeURIComponent(firstName(n))}&state=inactive`,
        ),
        'search, who never signed in': await found(() => 'last_sign_in=never&sort=last_sign_in'),
        'search, signed in lately': await found(
          (n) => `words=${encodeURIComponent(firstName(n))}&sort=-last_sign_in`,
        ),
        'search with an estimate': await found(
          (n) => `words=${encodeURIComponent(firstName(n))}&count=estimated`,
        ),
        'who am I': await time(400, (n) =>
          ask(`${publicUrl}/sessions/whoami`, {
            'x-session-token': tokens[any(n) % tokens.length] ?? '',
          }),
        ),
        'log in': await time(
          30,
          async (n) => void (await login(publicUrl, email(any(n) - (any(n) % 100)))),
        ),
        ...(await consoleTimes(adminUrl, identityIds)),
      }
      for (const [name, { p50, p95 }] of Object.entries(rows))
        console.log(
          `${name.padEnd(30)} p50 ${p50.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms`,
        )
      if (values.write)
        storeRun('size', {
          database: kind === 'postgres' ? 'PostgreSQL' : 'SQLite',
          identities: count,
          measured,
          importPerSecond: rounded(perSecond),
          storingCpuUs: rounded(cpuUsEach.storing, 1),
          bytesEach: rounded(bytesEach),
          rows: Object.entries(rows).map(([name, { p50, p95 }]) => ({
            name,
            p50Ms: rounded(p50, 2),
            p95Ms: rounded(p95, 2),
          })),
        })
    } finally {
      await server.stop()
    }
  } finally {
    if (values.keep === undefined) rmSync(scene.folder, { recursive: true, force: true })
  }
}
