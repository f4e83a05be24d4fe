import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { editionNames } from '#editions/all.ts'
import { importsOf, violations } from './architecture.ts'

const src = join(import.meta.dirname, '../src')

/** What the checker says about one file. */
const about = (path: string, text: string) => violations([{ path, text }])
const forbidden = (path: string, text: string, why: RegExp) => {
  const found = about(path, text)
  assert.equal(found.length, 1, `expected one violation, found: ${found.join(' | ') || 'none'}`)
  assert.match(found[0] ?? '', why)
}
const allowed = (path: string, text: string) => assert.deepEqual(about(path, text), [])

test('the source tree keeps its order', () => {
  const files = globSync('**/*.ts', { cwd: src }).map((path) => ({
    path,
    text: readFileSync(join(src, path), 'utf8'),
  }))
  assert.ok(files.length > 0)
  assert.deepEqual(violations(files), [])
})

describe('the order of the tree', () => {
  test('a folder of the line imports what stands before it', () => {
    allowed(
      'flow/steps.ts',
      `import { Refusal } from '#errors/refusal.ts'\nimport type { Flow } from './flow.ts'`,
    )
    allowed('flow/login/start.ts', `import { openFlow } from '../steps.ts'`)
    allowed('methods/password/login.ts', `import { rules } from '#rules.ts'`)
  })
  test('a folder of the line never imports what stands after it', () => {
    forbidden('lib/time.ts', `import type { Flow } from '#flow/flow.ts'`, /flow stands after lib/)
    forbidden('flow/steps.ts', `export { core } from '#core.ts'`, /core stands after flow/)
  })
  test('the line never imports the ring, not even for a type', () => {
    forbidden(
      'session/session.ts',
      `import type { Config } from '#config/config.ts'`,
      /never imports the ring/,
    )
    forbidden('core.ts', `const open = () => import('#store/open.ts')`, /never imports the ring/)
  })
  test('only the commands and the library import app; nobody imports main.ts or the library', () => {
    allowed('commands/serve.ts', `import { start } from '#app.ts'`)
    forbidden('main.ts', `import { start } from '#app.ts'`, /nobody imports app/)
    forbidden('http/server.ts', `import { start } from '#app.ts'`, /nobody imports app/)
    allowed('library/pallas.ts', `import { start } from '#app.ts'`)
    forbidden(
      'commands/serve.ts',
      `import { createPallas } from '#library/pallas.ts'`,
      /nobody imports library/,
    )
    forbidden('app.ts', `import { cli } from '#main.ts'`, /nobody imports main/)
  })
  test('a method never imports another method', () => {
    allowed('methods/code/login.ts', `import { readCode } from './input.ts'`)
    forbidden(
      'methods/code/login.ts',
      `import { policy } from '../password/policy.ts'`,
      /never imports another/,
    )
    forbidden(
      'methods/code/login.ts',
      `import { policy } from '#methods/password/policy.ts'`,
      /never imports another/,
    )
  })
  test('an edition imports what editions share, never another edition', () => {
    allowed(
      'editions/v0.7/edition.ts',
      `import type { Edition } from '../edition.ts'\nimport { nodes } from '../shared/nodes.ts'`,
    )
    forbidden(
      'editions/v0.7/routes.ts',
      `import { routes } from '#editions/v0.6/routes.ts'`,
      /never imports another/,
    )
    forbidden(
      'editions/shared/nodes.ts',
      `import { wording } from '../v0.7/wording.ts'`,
      /never imports another/,
    )
  })
  test('outside of editions/ no file names an edition', () => {
    for (const name of editionNames) {
      forbidden('app/mounts.ts', `const isOne = name === '${name}'`, /names an edition/)
      allowed('editions/all.ts', `const aliases = { current: '${name}' }`)
    }
    allowed('app/mounts.ts', `// as in 'v0.7'\nconst one = 'current-password'`)
    forbidden(
      'app/mounts.ts',
      `import { routes } from '#editions/v0.7/routes.ts'`,
      /by the list of editions/,
    )
    forbidden(
      'commands/serve.ts',
      `import { present } from '#editions/shared/v26/present/flow.ts'`,
      /by the list of editions/,
    )
    allowed('app/mounts.ts', `import { newest } from '#editions/all.ts'`)
  })
  test('only store/ imports a database library', () => {
    allowed('store/dialects/sqlite.ts', `import { DatabaseSync } from 'node:sqlite'`)
    forbidden('app.ts', `import { Kysely } from 'kysely'`, /only store\//)
    forbidden('identity/identity.ts', `import mysql from 'mysql2/promise'`, /only store\//)
    forbidden('config/read.ts', `import type { Pool } from 'pg'`, /only store\//)
  })
  test('only config/ and main.ts read the environment', () => {
    allowed('config/read.ts', `export const dsn = () => process.env.DSN`)
    allowed('lib/time.ts', `// unlike process.env, a clock is handed over\nexport const now = 1`)
    forbidden('http/server.ts', `const port = process.env.PORT`, /reads the environment/)
    forbidden('http/server.ts', `const port = process['env'].PORT`, /reads the environment/)
    forbidden('http/server.ts', `const { env } = process`, /reads the environment/)
    forbidden('http/server.ts', `import { env } from 'node:process'`, /reads the environment/)
  })
  test('purposes of encryption are made in one file, so that keys can be retired', () => {
    allowed('crypto/purposes.ts', `const purpose = (text: string) => text as Purpose`)
    for (const cast of ['as Purpose', 'as unknown as Purpose'])
      forbidden(
        'methods/webauthn/credential.ts',
        `const mine = \`webauthn:\${id}\` ${cast}`,
        /only crypto\/purposes\.ts may/,
      )
    forbidden(
      'methods/webauthn/credential.ts',
      `import { createCipheriv } from 'node:crypto'`,
      /crypto\/cipher\.ts/,
    )
  })
  test('an import across folders begins with #', () => {
    forbidden('flow/steps.ts', `import { isObject } from '../lib/json.ts'`, /begins with #/)
    forbidden(
      'flow/login/start.ts',
      `import { isObject } from '../../lib/json.ts'`,
      /begins with #/,
    )
  })
  test('every folder has its place in the order', () => {
    forbidden('helpers/text.ts', `export const trim = 1`, /no place in the order/)
    forbidden('app.ts', `import { trim } from '#helpers/text.ts'`, /no place in the order/)
  })
  test('a file has no default export', () => {
    forbidden('lib/time.ts', `export default 1`, /default export/)
    forbidden('lib/time.ts', `const now = 1\nexport { now as default }`, /default export/)
  })
  test('a file is plain code once its types are stripped', () => {
    forbidden('lib/time.ts', `enum Unit { Second }`, /types are stripped/)
    forbidden(
      'lib/time.ts',
      `class Clock { constructor(readonly now: number) {} }`,
      /types are stripped/,
    )
  })
  test('a line has at most 120 characters', () => {
    allowed('lib/time.ts', `export const a = '${'x'.repeat(101)}'`)
    forbidden('lib/time.ts', `export const a = '${'x'.repeat(102)}'`, /line longer than 120/)
  })
  test('a file has at most 300 lines', () => {
    allowed('lib/time.ts', 'export {}\n'.repeat(300))
    forbidden('lib/time.ts', 'export {}\n'.repeat(301), /longer than 300 lines/)
  })
})

describe('imports are found', () => {
  test('in every form the language has, comments left out', () => {
    const text = `import './a.ts'
import type { B } from './b.ts'
import {
  c,
  d,
} from "./c.ts"
export * from './d.ts'
// import './not.ts'
/* export * from './nor.ts' */
const later = () => import('./e.ts')
type F = import('./f.ts').F`
    assert.deepEqual(importsOf(text), ['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts'])
  })
})
