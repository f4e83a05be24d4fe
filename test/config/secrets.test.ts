import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { faultsOf, read, scratch } from './files.ts'

const cookie = 'a-cookie-secret-for-tests'
const cipher = 'a-cipher-secret-of-32-characters'
const modeOf = (path: string) => statSync(path).mode & 0o777

test('secrets are made once, kept in data/secrets.json for the owner alone, and never told', (t) => {
  const cwd = scratch(t)
  const first = read({ cwd })
  const file = join(cwd, 'data', 'secrets.json')
  assert.deepEqual([modeOf(file), modeOf(join(cwd, 'data'))], [0o600, 0o700])
  assert.deepEqual(readdirSync(join(cwd, 'data')), ['secrets.json'])
  assert.deepEqual(read({ cwd }).secrets, first.secrets)
  assert.notDeepEqual(read({ cwd: scratch(t) }).secrets, first.secrets)
  assert.equal(first.secrets.cipher[0]?.length, 32)
  for (const secret of Object.values(first.secrets).flat())
    assert.equal(JSON.stringify([first.config, first.warnings]).includes(secret), false)
})

test('configured secrets are used, newest first, and nothing is stored', (t) => {
  const cwd = scratch(t)
  const { secrets } = read(
    { cwd },
    `secrets: {cookie: [${cookie}, an-older-cookie-secret], cipher: [${cipher}]}`,
  )
  assert.deepEqual([secrets.cookie, secrets.cipher], [[cookie, 'an-older-cookie-secret'], [cipher]])
  assert.equal(secrets.default.length, 2)
  assert.equal(secrets.default.includes(cookie), false)
  assert.equal(existsSync(join(cwd, 'data')), false)
})

test('secrets.default stands in for all others, and what it encrypts stays readable', (t) => {
  const cwd = scratch(t)
  const { secrets } = read({ cwd }, 'secrets: {default: [a-general-secret-for-tests]}')
  assert.deepEqual(
    [secrets.cookie, secrets.default, secrets.pagination],
    [
      ['a-general-secret-for-tests'],
      ['a-general-secret-for-tests'],
      ['a-general-secret-for-tests'],
    ],
  )
  assert.equal(secrets.cipher[0]?.length, 32)
  assert.deepEqual(
    read({ cwd }, 'secrets: {default: [a-newer-general-secret, a-general-secret-for-tests]}')
      .secrets.cipher[1],
    secrets.cipher[0],
  )
  assert.equal(existsSync(join(cwd, 'data')), false)
})

test('only what is missing comes from the file', (t) => {
  const cwd = scratch(t)
  const own = read({ cwd }).secrets
  const { secrets } = read({ cwd }, `secrets: {cookie: [${cookie}]}`)
  assert.deepEqual([secrets.cookie, secrets.cipher], [[cookie], own.cipher])
})

test('a damaged file of secrets is refused and left alone', (t) => {
  const cwd = scratch(t)
  mkdirSync(join(cwd, 'data'))
  const file = join(cwd, 'data', 'secrets.json')
  for (const text of ['', '{', '[]', '{"cookie":["x"],"cipher":["y"],"default":["z"]}']) {
    writeFileSync(file, text, { mode: 0o600 })
    assert.match(faultsOf({ cwd }).join(), /secrets\.json: is damaged/)
    assert.equal(readFileSync(file, 'utf8'), text)
  }
})

test('a file of secrets that others can read is closed to them', (t) => {
  const cwd = scratch(t)
  read({ cwd })
  const file = join(cwd, 'data', 'secrets.json')
  chmodSync(file, 0o644)
  assert.match(read({ cwd }).warnings.join(), /could be read by other users/)
  assert.equal(modeOf(file), 0o600)
})

test('a folder that cannot be written is a fault that says what to do', (t) => {
  const cwd = scratch(t)
  writeFileSync(join(cwd, 'data'), 'a file where a folder should be')
  assert.match(
    faultsOf({ cwd }).join(),
    /secrets\.json: cannot be read or written \(\w+\) \(.*set secrets\.cookie and secrets\.cipher\)/,
  )
})

test('a shared database without configured secrets is warned of', (t) => {
  const cwd = scratch(t)
  assert.match(
    read({ cwd, env: { DSN: 'postgres://u:p@db/x' } }).warnings.join(),
    /share a database/,
  )
  assert.deepEqual(
    read({
      cwd,
      env: { DSN: 'postgres://u:p@db/x', SECRETS_DEFAULT: 'a-general-secret-for-tests' },
    }).warnings,
    [],
  )
})

test('processes that start at the same moment agree on the secrets', async (t) => {
  const cwd = scratch(t)
  const code = `const { readConfig } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../src/config/read.ts')).href)})
    process.stdout.write(JSON.stringify(readConfig({ files: [], env: {}, dev: false, cwd: ${JSON.stringify(cwd)} }).secrets))`
  const start = () =>
    new Promise<string>((resolve) => {
      let said = ''
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
      child.on('close', () => resolve(said))
    })
  const all = await Promise.all([start(), start(), start(), start()])
  assert.match(all[0] ?? '', /"cipher"/)
  assert.equal(new Set(all).size, 1)
  assert.deepEqual(readdirSync(join(cwd, 'data')), ['secrets.json'])
})
