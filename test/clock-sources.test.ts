// Time comes in as a part, so that one clock decides what is over; see src/lib/steady-clock.ts.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const src = join(import.meta.dirname, '../src')

/** Files that ask the system for the time, and why nothing ends or is waited for by it. */
const exceptions: Readonly<Record<string, string>> = {
  'courier/gotmpl/template.ts': 'what a template shows as now',
  'delivery/smtp.ts': 'the date in the header of a mail',
  'lib/time.ts': 'the clock of the system itself',
  'app/readiness.ts': 'a value that is written to try whether writing works',
  'store/migrations/run.ts': 'when a migration was applied, to be read by people',
  'commands/identities/import.ts': 'how often progress is shown',
  'methods/oidc/openid.ts': 'how far the library, which asks the system, is to be corrected',
}

test('only the clock asks the system for the time', () => {
  const asking = globSync('**/*.ts', { cwd: src })
    .filter((path) => !path.endsWith('.test.ts'))
    .filter((path) => /\bDate\.now\b|\bnew Date\(\)/.test(readFileSync(join(src, path), 'utf8')))
  assert.deepEqual(asking.sort(), Object.keys(exceptions).sort())
})
