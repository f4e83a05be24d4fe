// Plays the conformance scenarios against this server and compares the result with test/conformance/passing.txt.
//   npm run conformance -- [edition[/profile]] [--listed] [--update] [--minutes N] [--newest] [--sync]
// --listed   only profiles that have a scenario on the list
// --update   adds what newly passes to the list; the list only grows
// --minutes  how long the whole may take
// --newest   plays the suite in the folder beside (see below) where that is newer than the project's own copy
// --sync     takes that suite over into test/conformance where it is newer, and plays nothing
// The scenarios are those of test/conformance. PALLAS_CONFORMANCE names another folder, which is played instead; with
// --newest or --sync it is the one to compare with the copy (default: ../shared/conformance beside the project).
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { grow, judge, readList } from './conformance-report.ts'
import { isNewer, recordedCount, takeOver } from './conformance-suite.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    listed: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    newest: { type: 'boolean', default: false },
    sync: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '40' },
  },
})
const [wantedEdition, wantedProfile] = positionals[0]?.split('/') ?? []
const root = resolve(import.meta.dirname, '..')
const copy = join(root, 'test/conformance')
const listFile = join(copy, 'passing.txt')
const longestProfileMs = 8 * 60_000

type Mount = { readonly public: string; readonly admin: string; readonly strict: boolean }

/**
 * Where an edition, by the name that the suite gives it, is mounted; undefined when this server does not have it. The old
 * ones are compared strictly: their clients refuse keys that they do not know.
 */
function mountOf(edition: string): Mount | undefined {
  const mounts: Readonly<Record<string, Mount>> = {
    'v0.2': { public: '/v0.2', admin: '/v0.2', strict: true },
    'v0.4': { public: '/v0.4', admin: '/v0.4', strict: true },
    'v0.6': { public: '/v0.6/api/kratos/public', admin: '/v0.6/api/kratos/admin', strict: true },
    'v0.7': { public: '/v0.7/api/kratos/public', admin: '/v0.7/api/kratos/admin', strict: true },
    current: { public: '', admin: '', strict: false },
  }
  return mounts[edition]
}

/** The folder of the suite beside the project; undefined when there is none. */
function suiteBeside(): string | undefined {
  const folder = resolve(root, process.env.PALLAS_CONFORMANCE ?? '../shared/conformance')
  return existsSync(join(folder, 'run.mjs')) ? folder : undefined
}

/** The folder of the suite to play. */
function chosenSuite(): string {
  const beside = suiteBeside()
  if (options.newest) {
    if (!beside || !isNewer(beside, copy)) return copy
    console.log(`${beside} is newer than test/conformance and is played; --sync takes it over`)
    return beside
  }
  if (process.env.PALLAS_CONFORMANCE === undefined) return copy
  if (!beside) throw new Error(`no conformance scenarios in ${process.env.PALLAS_CONFORMANCE}`)
  return beside
}

/** Takes the suite beside over where it is newer. */
function sync(): void {
  const beside = suiteBeside()
  if (!beside) throw new Error('nothing to take over: PALLAS_CONFORMANCE says where a suite is')
  if (!isNewer(beside, copy)) return console.log(`${beside} was taken over already`)
  const before = recordedCount(copy)
  takeOver(beside, copy, new Date().toISOString().slice(0, 10))
  console.log(`${beside} is taken over: ${recordedCount(copy)} recorded answers, ${before} before`)
  const readmes = [beside, copy].map((folder) => readFileSync(join(folder, 'README.md'), 'utf8'))
  if (readmes[0] !== readmes[1])
    console.log(
      'test/conformance/README.md is left as it was; see whether it still says what is true',
    )
}

/** Every `edition/profile` to play. */
function chosenProfiles(suite: string, listed: readonly string[]): string[] {
  const there = readdirSync(join(suite, 'scenarios')).flatMap((edition) =>
    readdirSync(join(suite, 'scenarios', edition)).map((profile) => `${edition}/${profile}`),
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
async function play(suite: string, name: string, mount: Mount, limitMs: number): Promise<string> {
  const [edition = '', profile = ''] = name.split('/')
  const mark = `pallas-${randomUUID()}`
  const args = [
    join(suite, 'run.mjs'),
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

async function playAll(): Promise<void> {
  const suite = chosenSuite()
  const list = readFileSync(listFile, 'utf8')
  const listed = readList(list)
  const until = Date.now() + Number(options.minutes) * 60_000
  const passed: string[] = []
  const broken: string[] = []
  const gained: string[] = []
  const leftOut: string[] = []

  const chosen = chosenProfiles(suite, listed)
  for (const name of chosen) {
    const mount = mountOf(name.split('/')[0] ?? '')
    const ofProfile = listed.filter((scenario) => scenario.startsWith(`${name}/`))
    if (!mount && ofProfile.length === 0) {
      leftOut.push(name)
      continue
    }
    const limitMs = Math.min(longestProfileMs, until - Date.now())
    const verdict = judge(
      ofProfile,
      mount && limitMs > 0 ? await play(suite, name, mount, limitMs) : '',
    )
    passed.push(...verdict.passed)
    broken.push(...verdict.broken)
    gained.push(...verdict.gained)
  }

  if (leftOut.length > 0)
    console.log(`left out, as this server has no such edition: ${leftOut.join(', ')}`)
  if (chosen.length === 0) console.log('no profile has this name')
  for (const name of gained) console.log(`new    ${name}`)
  for (const name of broken) console.log(`broken ${name}`)
  if (options.update && gained.length > 0) writeFileSync(listFile, grow(list, gained))
  console.log(`${passed.length} passed, ${broken.length} failed`)
  process.exitCode = broken.length > 0 || chosen.length === leftOut.length ? 1 : 0
}

if (options.sync) sync()
else await playAll()
