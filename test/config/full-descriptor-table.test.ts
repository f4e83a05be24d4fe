// A changed configuration that cannot be read just now, since too many files are open: the server
// goes on with the one that it has, says which file and why, and tries again.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs, { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, it, type TestContext } from 'node:test'
import { createReload } from '#commands/reload.ts'
import { ConfigError } from '#config/faults.ts'
import { readConfig, type Reading } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import { loadSchemas } from '#schema/load.ts'
import { until } from '../support/courier.ts'
import { personSchema } from '../support/server.ts'
import { scratch } from './files.ts'

const codes = ['EMFILE', 'ENFILE'] as const
type Code = (typeof codes)[number]
const secrets = 'secrets: {default: [a-general-secret-for-tests]}\n'
const tls = 'serve: {public: {tls: {key: {path: key.pem}, cert: {path: cert.pem}}}}\n'
const smtp =
  'courier: {smtp: {connection_uri: "smtp://m.example/", client_cert_path: cert.pem, ' +
  'client_key_path: key.pem}}\n'
const template =
  'courier: {templates: {recovery_code: {valid: {email: {subject: "file://FOLDER/subject.gotmpl", ' +
  'body: {plaintext: "base64://eA=="}}}}}}\n'

/** What is read with a configuration: the file, its setting, and the configuration that names it. */
const files: readonly (readonly [file: string, setting: RegExp, text: string])[] = [
  ['kratos.yml', /^/, secrets],
  ['key.pem', /serve\.public\.tls\.key\.path/, secrets + tls],
  ['cert.pem', /serve\.public\.tls\.cert\.path/, secrets + tls],
  ['cert.pem', /courier\.smtp\.client_cert_path/, secrets + smtp],
  ['key.pem', /courier\.smtp\.client_key_path/, secrets + smtp],
  [
    'subject.gotmpl',
    /courier\.templates\.recovery_code\.valid\.email\.subject/,
    secrets + template,
  ],
  ['data/secrets.json', /secrets\.cookie/, ''],
]
const lifespan = (duration: string) => `selfservice: {flows: {login: {lifespan: ${duration}}}}\n`

const failure = (code: Code, path: string) =>
  Object.assign(new Error(`${code}: too many open files, open '${path}'`), { code })

/** Files that cannot be opened while `full.code` says so. */
function filling(t: TestContext, file: string): { code: Code | undefined } {
  const full: { code: Code | undefined } = { code: undefined }
  const { readFileSync } = fs
  t.mock.method(fs, 'readFileSync', (path: string, ...rest: never[]) => {
    if (full.code !== undefined && resolve(path) === file) throw failure(full.code, file)
    return readFileSync(path, ...rest)
  })
  syncBuiltinESMExports()
  t.after(() => {
    t.mock.restoreAll()
    syncBuiltinESMExports()
  })
  return full
}

/** What a watcher of this configuration tells. */
function watched(t: TestContext, path: string, cwd: string) {
  const request = { files: [path], env: {}, dev: false, cwd }
  const changes: Reading[] = [],
    faults: Error[] = []
  const watcher = watchConfig({
    ...request,
    running: readConfig(request),
    intervalMs: 20,
    settleMs: 5,
    retryMs: 40,
    onChange: (reading) => changes.push(reading),
    onFault: (error) => faults.push(error),
  })
  t.after(() => watcher.close())
  return { changes, faults }
}

describe('while too many files are open', () => {
  for (const [file, setting, text] of files)
    for (const code of codes)
      it(`a change waits for ${file} (${setting.source}, ${code})`, async (t) => {
        const cwd = scratch(t)
        const path = join(cwd, 'kratos.yml')
        execFileSync(
          'openssl',
          'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=a -days 2 -keyout key.pem -out cert.pem'.split(
            ' ',
          ),
          { cwd, stdio: 'ignore' },
        )
        writeFileSync(join(cwd, 'subject.gotmpl'), 'Hello')
        const write = (duration: string) =>
          writeFileSync(path, text.replace('FOLDER', cwd) + lifespan(duration))
        write('1m')
        const full = filling(t, join(cwd, file))
        const { changes, faults } = watched(t, path, cwd)

        full.code = code
        write('2m')
        await until(() => faults.length > 0)
        await wait(200)
        assert.equal(faults.length, 1, 'it is told once')
        assert.equal(changes.length, 0)
        const [fault] = faults
        assert.ok(fault instanceof ConfigError)
        assert.match(fault.message, setting)
        assert.match(fault.message, new RegExp(`${file}.*${code}`))

        full.code = undefined
        await until(() => changes.length > 0)
        assert.equal(changes[0]?.config.selfservice.flows.login.lifespanMs, 120_000)
        await wait(100)
        assert.deepEqual([changes.length, faults.length], [1, 1])
      })

  for (const code of codes)
    it(`a change waits for its identity schemas (${code})`, async (t) => {
      const cwd = scratch(t)
      const [path, schema] = [join(cwd, 'kratos.yml'), join(cwd, 'person.json')]
      writeFileSync(schema, JSON.stringify(personSchema()))
      writeFileSync(
        path,
        `${secrets}identity: {default_schema_id: person, schemas: [{id: person, url: "file://${schema}"}]}\n`,
      )
      const reading = readConfig({ files: [path], env: {}, dev: false, cwd })
      let isFull = true,
        tries = 0
      const errors: Error[] = [],
        applied: Reading[] = []
      const reload = createReload({
        load: ({ config }) =>
          loadSchemas({
            sources: config.identity.schemas,
            defaultId: config.identity.defaultSchemaId,
            fetch,
            readFile: async (name) => {
              tries++
              if (isFull) throw failure(code, name)
              return readFile(name)
            },
            maxBytes: 1e6,
            timeoutMs: 5000,
          }),
        apply: (next) => applied.push(next),
        log: {
          info: () => undefined,
          warn: () => undefined,
          error: ({ err }: { err: Error }) => errors.push(err),
        },
        retryMs: 20,
      })
      t.after(reload.end)
      reload.submit(reading)
      await until(() => tries > 3)
      assert.equal(errors.length, 1)
      assert.match(String(errors[0]), new RegExp(`identity schema "person".*${code}.*${schema}`))
      assert.deepEqual(applied, [])
      isFull = false
      await until(() => applied.length > 0)
      assert.deepEqual(applied, [reading])
    })
})

describe('a file that a changed configuration names', () => {
  it('is waited for when it is not there', async (t) => {
    const cwd = scratch(t)
    const path = join(cwd, 'kratos.yml')
    writeFileSync(path, secrets)
    const { changes, faults } = watched(t, path, cwd)
    writeFileSync(path, secrets + template.replace('FOLDER', cwd))
    await until(() => faults.length > 0)
    assert.match(String(faults[0]), /subject\.gotmpl, which does not exist/)
    writeFileSync(join(cwd, 'subject.gotmpl'), '{{ if }}')
    await until(() => faults.length > 1)
    assert.match(String(faults[1]), /is not a template that can be understood/)
    writeFileSync(join(cwd, 'subject.gotmpl'), 'Hello')
    await until(() => changes.length > 0)
    assert.equal(faults.length, 2)
  })
})
