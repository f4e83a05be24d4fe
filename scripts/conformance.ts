// Plays the conformance scenarios against this server and holds the result against test/conformance/passing.txt.
//   node scripts/conformance.ts [edition[/profile]] [--listed] [--update] [--minutes N]
// --listed   only profiles that have a scenario on the list
// --update   adds what newly passes to the list; the list only grows
// PALLAS_CONFORMANCE names the folder of the scenarios (default: ../shared/conformance beside the project).
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { grow, judge, readList } from './conformance-report.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    listed: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '40' },
  },
})
const [wantedEdition, wantedProfile] = positionals[0]?.split('/') ?? []
const root = resolve(import.meta.dirname, '..')
const scenarios = resolve(root, process.env.PALLAS_CONFORMANCE ?? '../shared/conformance')
const listFile = join(root, 'test/conformance/passing.txt')

/** Where each edition is mounted. The old ones are compared strictly: their clients refuse keys that they do not know. */
const mounts: Readonly<
  Record<string, { readonly public: string; readonly admin: string; readonly strict: boolean }>
> = {
  'v0.2': { public: '/v0.2', admin: '/v0.2', strict: true },
  'v0.4': { public: '/v0.4', admin: '/v0.4', strict: true },
  'v0.6': { public: '/v0.6/api/kratos/public', admin: '/v0.6/api/kratos/admin', strict: true },
  'v0.7': { public: '/v0.7/api/kratos/public', admin: '/v0.7/api/kratos/admin', strict: true },
  current: { public: '', admin: '', strict: false },
}
const longestProfileMs = 8 * 60_000

/** Every `edition/profile` to play. */
function chosenProfiles(listed: readonly string[]): string[] {
  const there = readdirSync(join(scenarios, 'scenarios')).flatMap((edition) =>
    readdirSync(join(scenarios, 'scenarios', edition)).map((profile) => `${edition}/${profile}`),
  )
  const named = listed.map((name) => name.split('/').slice(0, 2).join('/'))
  return [...new Set(options.listed ? named : [...there, ...named])].sort().filter((name) => {
    const [edition, profile] = name.split('/')
    return (
      (wantedEdition === undefined || edition === wantedEdition) &&
      (wantedProfile === undefined || profile === wantedProfile)
    )
  })
}

/** Plays one profile and gives what the runner printed. Nothing that it started outlives this. */
async function play(name: string, limitMs: number): Promise<string> {
  const [edition = '', profile = ''] = name.split('/')
  const mount = mounts[edition]
  if (!mount) throw new Error(`no mount for the edition ${edition}`)
  const mark = `pallas-${randomUUID()}`
  const args = [
    join(scenarios, 'run.mjs'),
    'check',
    '--edition',
    edition,
    '--profile',
    profile,
    `--public-path=${mount.public}`,
    `--admin-path=${mount.admin}`,
    ...(mount.strict ? ['--strict'] : []),
    '--exec',
    `${join(root, 'bin/pallas')} serve -c {config} --dev --watch-courier`,
  ]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PALLAS_CONFORMANCE_RUN: mark },
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    process.stdout.write(text)
  })
  const timer = setTimeout(() => {
    console.log(`${name}: not finished after ${Math.round(limitMs / 1000)} s, ended`)
    child.kill('SIGKILL')
  }, limitMs)
  const closed = new Promise((done) => child.once('close', done))
  await new Promise((done) => child.once('exit', done))
  clearTimeout(timer)
  execFileSync('sh', [join(root, 'scripts/end-leftovers.sh'), `PALLAS_CONFORMANCE_RUN=${mark}`])
  await closed
  return output
}

if (!existsSync(join(scenarios, 'run.mjs')))
  throw new Error(
    `no conformance scenarios in ${scenarios}; PALLAS_CONFORMANCE says where they are`,
  )
const list = existsSync(listFile) ? readFileSync(listFile, 'utf8') : ''
const listed = readList(list)
const until = Date.now() + Number(options.minutes) * 60_000
const passed: string[] = []
const broken: string[] = []
const gained: string[] = []

for (const name of chosenProfiles(listed)) {
  const limitMs = Math.min(longestProfileMs, until - Date.now())
  const verdict = judge(
    listed.filter((scenario) => scenario.startsWith(`${name}/`)),
    limitMs > 0 ? await play(name, limitMs) : '',
  )
  passed.push(...verdict.passed)
  broken.push(...verdict.broken)
  gained.push(...verdict.gained)
}

for (const name of gained) console.log(`new    ${name}`)
for (const name of broken) console.log(`broken ${name}`)
if (options.update && gained.length > 0) writeFileSync(listFile, grow(list, gained))
console.log(`${passed.length} passed, ${broken.length} failed`)
process.exitCode = broken.length > 0 ? 1 : 0
