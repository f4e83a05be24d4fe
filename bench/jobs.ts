// Measures jobs over many people: how many people a second, and what a sign-in takes meanwhile.
//   npm run bench -- jobs                          100,000 people on SQLite and PostgreSQL
//   npm run bench -- jobs --people 20000 --on sqlite --kinds disable,delete
import { parseArgs } from 'node:util'
import { kindsOfJobs } from '#jobs/job.ts'
import { postgresDatabases } from '../test/support/databases.ts'
import { hasher } from './hasher.ts'
import { login, newAddress, password, register } from './journeys.ts'
import { cpuMs, prepareScene, serveScene } from './product.ts'
import { fill } from './size/fill.ts'
import { ask } from './size/time.ts'

const { values: options } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '100000' },
    on: { type: 'string', default: 'sqlite,postgres' },
    kinds: { type: 'string', default: kindsOfJobs.join(',') },
  },
})
const people = Number(options.people)
const passwordHash = await hasher.hash(password)
for (const kind of options.on.split(','))
  if (kind === 'postgres' && postgresDatabases.skip !== false)
    console.log(`PostgreSQL is left out: ${postgresDatabases.skip}`)
  else await measure(kind)
process.exit(0)

async function measure(database: string): Promise<void> {
  const scene = await prepareScene(
    database === 'postgres' ? (await postgresDatabases.fresh()).dsn : undefined,
  )
  await fill(scene, people, passwordHash)
  const server = await serveScene(scene)
  const jobs = `${server.adminUrl}/admin/pallas/jobs`
  const before = new Date().toISOString()
  const address = newAddress()
  await register(server.publicUrl, address)
  const signIn = async () => {
    const from = performance.now()
    await login(server.publicUrl, address)
    return performance.now() - from
  }
  const idle: number[] = []
  for (let n = 0; n < 40; n++) idle.push(await signIn())
  console.log(
    `\n${people} people on ${database}; a sign-in when nothing else is done: ${told(idle)}`,
  )
  for (const kind of options.kinds.split(',')) {
    const asked = await fetch(jobs, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, search: { created: { to: before } } }),
    })
    const { id } = (await asked.json()) as { readonly id: string }
    let last = 0
    const from = performance.now(),
      cpuBefore = cpuMs(server.pid) ?? Number.NaN,
      during: number[] = []
    for (;;) {
      if (during.length < 12 || performance.now() - last > 2000) {
        during.push(await signIn())
        last = performance.now()
      }
      const job = (await (await ask(`${jobs}/${id}`)).json()) as Readonly<Record<string, unknown>>
      if (job['state'] === 'waiting' || job['state'] === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 200))
        continue
      }
      const cpuUs = (((cpuMs(server.pid) ?? Number.NaN) - cpuBefore) * 1000) / people
      const perSecond = people / ((performance.now() - from) / 1000)
      console.log(
        `${kind}: ${String(job['state'])}, ${String(job['done'])} done, ${String(job['failed'])} failed, ` +
          `${perSecond.toFixed(0)} people a second, ${cpuUs.toFixed(0)} µs of CPU each; a sign-in meanwhile: ${told(during)}`,
      )
      break
    }
  }
  await server.stop()
}

/** Times in milliseconds, as a text. */
function told(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, at most ${at(1)} ms`
}
