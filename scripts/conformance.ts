// Plays the conformance scenarios against this server and compares the result with
// test/conformance/passing.txt.
//   npm run conformance -- [edition[/profile]] [options]
// --listed       only profiles that have a scenario on the list
// --update       adds what newly passes to the list; the list only grows
// --minutes N    how long the whole may take
// --newest       plays the other suite (see below) where it is newer than the project's own copy
// --sync         takes the other suite over into test/conformance where it is newer; plays nothing
// The scenarios are those of test/conformance. The other suite is the one in the folder that
// PALLAS_CONFORMANCE names, or else in ../shared/conformance beside the project. Where the variable
// is set and neither --newest nor --sync is given, the other suite is played.
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { editionNamed, ownPrefixes } from '#app/editions.ts'
import { editions, newest } from '#editions/all.ts'
import { type Edition, placePrefixes } from '#editions/edition.ts'
import { grow, judge, readList, without } from './conformance-report.ts'
import { isNewer, recordedCount, scenariosOfTheRoot, takeOver } from './conformance-suite.ts'

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

type Mount = {
  readonly public: string
  readonly admin: string
  readonly strict: boolean
  /** The edition that is served at the root; undefined for the newest. */
  readonly root?: string
}

/** Editions that the suite calls otherwise, and plays at the root. */
const namesInSuite: Readonly<Record<string, string>> = { next: 'v26.3' }

/**
 * Where an edition of the suite is mounted: the newest and what comes after it at the root, the
 * older ones below their names.
 * Undefined where this server does not have it. The older ones are compared strictly: their clients
 * refuse keys that they do not know.
 */
function mountOf(name: string): Mount | undefined {
  const edition = editionNamed(editions, namesInSuite[name] ?? name)
  if (!edition) return undefined
  if (isOlder(edition)) return { ...ownPrefixes(edition, edition.name), strict: true }
  const atRoot = { ...placePrefixes.root, strict: false }
  return edition === newest ? atRoot : { ...atRoot, root: edition.name }
}

const isOlder = (edition: Edition): boolean => editions.indexOf(edition) > editions.indexOf(newest)

/** The root, for an edition that is otherwise mounted below its name; undefined for the others. */
function rootOf(name: string): Mount | undefined {
  const edition = editionNamed(editions, name)
  return edition && isOlder(edition)
    ? { ...placePrefixes.root, strict: true, root: edition.name }
    : undefined
}

/** The folder of the other suite; undefined when there is none. */
function otherSuite(): string | undefined {
  const folder = resolve(root, process.env.PALLAS_CONFORMANCE ?? '../shared/conformance')
  return existsSync(join(folder, 'run.mjs')) ? folder : undefined
}

/** The folder of the suite to play. */
function chosenSuite(): string {
  const other = otherSuite()
  if (options.newest) {
    if (!other || !isNewer(other, copy)) return copy
    console.log(`${other} is newer than test/conformance and is played; --sync takes it over`)
    return other
  }
  if (process.env.PALLAS_CONFORMANCE === undefined) return copy
  if (!other) throw new Error(`no conformance scenarios in ${process.env.PALLAS_CONFORMANCE}`)
  return other
}

/** Takes the other suite over where it is newer. */
function sync(): void {
  const other = otherSuite()
  if (!other) throw new Error('nothing to take over: PALLAS_CONFORMANCE says where a suite is')
  if (!isNewer(other, copy)) return console.log(`${other} was taken over already`)
  const before = recordedCount(copy)
  takeOver(other, copy, new Date().toISOString().slice(0, 10))
  console.log(`${other} is taken over: ${recordedCount(copy)} recorded answers, ${before} before`)
  console.log('test/conformance/README.md stays as it was; see whether what it says is still true')
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

/**
 * Plays one profile and gives what the runner printed. What cannot be answered below a prefix is
 * played at the root.
 */
async function play(suite: string, name: string, mount: Mount, until: number): Promise<string> {
  const [edition = ''] = name.split('/')
  const root = rootOf(edition)
  const elsewhere = root ? scenariosOfTheRoot(suite, name) : []
  let output = without(
    await run(suite, name, mount, until),
    elsewhere.map((scenario) => `${name}/${scenario}`),
  )
  if (root)
    for (const scenario of elsewhere) output += await run(suite, name, root, until, scenario)
  return output
}

/** Runs the runner once. Nothing that it started outlives this. */
async function run(
  suite: string,
  name: string,
  mount: Mount,
  until: number,
  only?: string,
): Promise<string> {
  const limitMs = Math.min(longestProfileMs, until - Date.now())
  if (limitMs <= 0) return ''
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
    ...(only === undefined ? [] : [`--only=${only}`]),
    '--exec',
    `${join(root, 'bin/pallas')} serve -c {config} --dev --watch-courier`,
  ]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PALLAS_CONFORMANCE_RUN: mark,
      ...(mount.root === undefined ? {} : { PALLAS_EDITIONS_ROOT: mount.root }),
    },
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
    const verdict = judge(ofProfile, mount ? await play(suite, name, mount, until) : '')
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
