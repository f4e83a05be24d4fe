// Runs a suite of tests, group by group, and ends with one line of totals.
//   node scripts/test.ts quick|standard|e2e|everything [part of a path …] [--flag-of-the-runner …]
// PALLAS_TEST_REQUIRE_ALL=1 makes a skipped test a failed one.
import { spawn, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Counts } from './test-counts.ts'
import { suites, type Group } from './test-suites.ts'

const [suite = 'standard', ...rest] = process.argv.slice(2)
const flags = rest.filter((argument) => argument.startsWith('-'))
const parts = rest.filter((argument) => !argument.startsWith('-'))
const requireAll = process.env.PALLAS_TEST_REQUIRE_ALL === '1'
const scratch = mkdtempSync(join(tmpdir(), 'pallas-test-'))

async function run(group: Group, files: readonly string[]): Promise<Counts> {
  const totals = join(scratch, `${group.name}.json`)
  const how = group.isolation === 'none' ? ['--test-isolation=none'] : ['--test-concurrency=1']
  const limits = [`--test-timeout=${group.limits.testMs}`, '--test-force-exit']
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(import.meta.dirname, 'test-counts.ts')}`,
    `--test-reporter-destination=${totals}`,
  ]
  console.log(`— ${group.name}: ${files.length} ${files.length === 1 ? 'file' : 'files'}`)
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
      stdio: ['ignore', 'inherit', 'inherit'],
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

const groups = suites[suite]
if (!groups) throw new Error(`no suite ${suite}; there are ${Object.keys(suites).join(', ')}`)

let passed = 0
let failed = 0
let skipped = 0
let interrupted = false
for (const group of groups) {
  const files = group
    .files()
    .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
    .sort()
  if (files.length === 0 || interrupted) continue
  const counts = await run(group, files)
  passed += counts.passed
  failed += counts.failed
  skipped += counts.skipped
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
