// Runs a suite of tests, group by group, and ends with one line of totals.
//   node scripts/test.ts quick|standard|e2e|everything [part of a path …] [--flag-of-the-runner …]
// PALLAS_TEST_REQUIRE_ALL=1 makes a skipped test a failed one.
import { spawn, execFileSync } from 'node:child_process'
import { closeSync, createReadStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
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

/** Runs a group; what it prints comes at once, or in one piece when it and those `before` have ended. */
async function run(
  group: Group,
  files: readonly string[],
  atOnce: boolean,
  before: Promise<unknown>,
): Promise<Counts> {
  const totals = join(scratch, `${group.name}.json`)
  const how = group.isolation === 'none' ? ['--test-isolation=none'] : ['--test-concurrency=1']
  const limits = [`--test-timeout=${group.limits.testMs}`, '--test-force-exit']
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(import.meta.dirname, 'test-counts.ts')}`,
    `--test-reporter-destination=${totals}`,
  ]
  const kept = join(scratch, `${group.name}.log`)
  const output = atOnce ? 'inherit' : openSync(kept, 'w')
  const title = `— ${group.name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`
  if (atOnce) console.log(title)
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--test',
      ...how,
      ...limits,
      ...reporters,
      ...flags,
      ...files,
    ],
    {
      stdio: ['ignore', output, output],
    },
  )
  const forward = (signal: NodeJS.Signals) => {
    interrupted = true
    child.kill(signal)
  }
  process.on('SIGTERM', forward).on('SIGINT', forward)
  const timer = setTimeout(() => {
    console.error(
      `— ${group.name}: not finished after ${group.limits.groupMs / 60_000} minutes, ended`,
    )
    child.kill('SIGKILL')
  }, group.limits.groupMs)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(timer)
  process.off('SIGTERM', forward).off('SIGINT', forward)
  if (output !== 'inherit') {
    closeSync(output)
    await before
    console.log(title)
    await pipeline(createReadStream(kept), process.stdout, { end: false })
  }
  const counted = readTotals(totals)
  return code === 0 || counted.failed > 0 ? counted : { ...counted, failed: 1 }
}

/** What the reporter wrote; nothing when the runner was ended before it got that far. */
function readTotals(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

const stages = suites[suite]
if (!stages) throw new Error(`no suite ${suite}; there are ${Object.keys(suites).join(', ')}`)

let passed = 0
let failed = 0
let skipped = 0
let interrupted = false
const isAsked = (file: string) => parts.length === 0 || parts.some((part) => file.includes(part))
for (const stage of stages) {
  const asked = stage
    .map((group) => ({ group, files: group.files().filter(isAsked).sort() }))
    .filter(({ files }) => files.length > 0)
  if (interrupted) break
  let printed: Promise<unknown> = Promise.resolve()
  const runs = asked.map(({ group, files }, at) => {
    const counts = run(group, files, at === 0, printed)
    printed = counts
    return counts
  })
  for (const counts of await Promise.all(runs)) {
    passed += counts.passed
    failed += counts.failed
    skipped += counts.skipped
  }
}
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
