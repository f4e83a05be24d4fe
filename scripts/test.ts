// Runs a suite of tests, group by group, and ends with one line of totals.
//   node scripts/test.ts quick|standard|e2e|everything [part of a path …] [--flag-of-the-runner …]
// PALLAS_TEST_REQUIRE_ALL=1 makes a skipped test a failed one.
// PALLAS_TEST_AGAIN=1 runs files with failed tests once more at the end, unless they are many: a test that
// passes then counts as passed, and is named as unsteady.
import { spawn, execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Counts } from './test-counts.ts'
import { suites, type Group } from './test-suites.ts'

const [suite = 'standard', ...rest] = process.argv.slice(2)
const flags = rest.filter((argument) => argument.startsWith('-'))
const parts = rest.filter((argument) => !argument.startsWith('-'))
const requireAll = process.env.PALLAS_TEST_REQUIRE_ALL === '1'
const scratch = mkdtempSync(join(tmpdir(), 'pallas-test-'))
mkdirSync(join(scratch, 'totals'))

/**
 * Runs a group, a process after the other; what it prints comes at once, or in one piece when it and
 * those `before` have ended.
 */
async function run(
  group: Group,
  files: readonly string[],
  atOnce: boolean,
  before: Promise<unknown>,
): Promise<Counts> {
  const kept = join(scratch, `${group.name}.log`)
  const output = atOnce ? 'inherit' : openSync(kept, 'w')
  const title = `— ${group.name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`
  if (atOnce) console.log(title)
  const end = Date.now() + group.limits.groupMs
  const all: Counts[] = []
  for (const part of partsOf(group, files)) {
    if (interrupted) break
    all.push(await runPart(group, part, output, end - Date.now()))
  }
  if (output !== 'inherit') {
    closeSync(output)
    await before
    console.log(title)
    await pipeline(createReadStream(kept), process.stdout, { end: false })
  }
  return sumOf(all)
}

/**
 * The files of each process. Where many share one, what their tests leave behind would make it slower
 * and slower, so that it is not all of them.
 */
function partsOf({ isolation }: Group, files: readonly string[]): readonly (readonly string[])[] {
  if (isolation === 'process') return [files]
  const most = 8
  return Array.from({ length: Math.ceil(files.length / most) }, (_, at) =>
    files.slice(at * most, (at + 1) * most),
  )
}

async function runPart(
  group: Group,
  files: readonly string[],
  output: 'inherit' | number,
  limitMs: number,
): Promise<Counts> {
  const totals = join(scratch, 'totals', `${randomUUID()}.json`)
  const how = group.isolation === 'none' ? ['--test-isolation=none'] : ['--test-concurrency=1']
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--test',
      ...how,
      `--test-timeout=${group.limits.testMs}`,
      '--test-force-exit',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${join(import.meta.dirname, 'test-counts.ts')}`,
      `--test-reporter-destination=${totals}`,
      ...flags,
      ...files,
    ],
    {
      stdio: ['ignore', output, output],
      env: { ...process.env, PALLAS_TEST_SCRATCH: scratch },
    },
  )
  const forward = (signal: NodeJS.Signals) => {
    interrupted = true
    child.kill(signal)
  }
  process.on('SIGTERM', forward).on('SIGINT', forward)
  const timer = setTimeout(
    () => {
      console.error(
        `— ${group.name}: not finished after ${group.limits.groupMs / 60_000} minutes, ended`,
      )
      child.kill('SIGKILL')
    },
    Math.max(limitMs, 0),
  )
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  process.off('SIGTERM', forward).off('SIGINT', forward)
  const counted = readTotals(totals)
  return code === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 }
}

const nothing: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] }

const sumOf = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, { passed, failed, skipped, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
    }),
    nothing,
  )

/** What the reporter wrote; nothing when the runner was ended before it got that far. */
function readTotals(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts
  } catch {
    return nothing
  }
}

/** More files with failed tests than these are no accident, and are not run again. */
const mostAgain = 5

/** What failed in one of the groups counts by how it ends when its file is run alone. */
async function runAgain(group: Group, counts: Counts): Promise<Counts> {
  const { passed, failed, skipped, failures } = counts
  const files = [...new Set(failures.map(({ file }) => file))]
  if (files.length === 0) return counts
  console.log(`— once more, what failed: ${files.length} of ${group.name}`)
  const again = sumOf([await runPart(group, files, 'inherit', group.limits.groupMs)])
  const still = new Set(again.failures.map(({ file, name }) => `${file} ${name}`))
  for (const { file, name } of failures)
    if (!still.has(`${file} ${name}`)) console.log(`unsteady: ${name} (${file})`)
  const stillFailed = again.passed + again.failed === 0 ? failed : Math.min(failed, again.failed)
  return { ...again, passed: passed + failed - stillFailed, failed: stillFailed, skipped }
}

const stages = suites[suite]
if (!stages) throw new Error(`no suite ${suite}; there are ${Object.keys(suites).join(', ')}`)

let interrupted = false
const isAsked = (file: string) => parts.length === 0 || parts.some((part) => file.includes(part))
const done: { group: Group; counts: Counts }[] = []
for (const stage of stages) {
  const asked = stage
    .map((group) => ({ group, files: group.files().filter(isAsked).sort() }))
    .filter(({ files }) => files.length > 0)
  if (interrupted) break
  let printed: Promise<unknown> = Promise.resolve()
  const runs = asked.map(async ({ group, files }, at) => {
    const counts = run(group, files, at === 0, printed)
    printed = counts
    return { group, counts: await counts }
  })
  done.push(...(await Promise.all(runs)))
}
const failedFiles = new Set(done.flatMap(({ counts }) => counts.failures.map(({ file }) => file)))
if (process.env.PALLAS_TEST_AGAIN === '1' && failedFiles.size <= mostAgain && !interrupted)
  for (const one of done) one.counts = await runAgain(one.group, one.counts)
const total = sumOf(done.map(({ counts }) => counts))
const { passed } = total
let { failed, skipped } = total
rmSync(scratch, { recursive: true })

if (skipped > 0) {
  const missing = execFileSync('sh', [join(import.meta.dirname, 'system-programs.sh')], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
  if (missing.length > 0)
    console.log(
      `Skipped tests may need what this machine lacks: apt-get install -y ${missing.join(' ')}`,
    )
}
if (passed + failed + skipped === 0) console.log('No test was run.')
if (requireAll) {
  failed += skipped
  skipped = 0
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
