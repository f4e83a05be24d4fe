// Runs every call of the published command line against a real server and real databases.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { forms, nothing, token, type Check } from './published-forms.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'

const launcher = join(import.meta.dirname, '../../bin/pallas')

describe('the published calls', { concurrency: 3 }, () => {
  let folder: string, server: PallasProcess
  let made = 0
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-forms-'))
    server = await startPallas({ pallas: { admin: { tokens: [token] } } })
    for (let count = 0; count < 3; count++) await create()
  })
  after(() => {
    server.stop()
    rmSync(folder, { recursive: true })
  })

  const person = () => ({
    schema_id: 'default',
    traits: { email: `person-${++made}@example.org` },
    credentials: { password: { config: { password: 'correct-horse-77-Battery' } } },
  })
  const file = (name: string, text: string): string => {
    const path = `${++made}-${name}`
    writeFileSync(join(folder, path), text)
    return path
  }
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${server.adminUrl}/admin/identities${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
    assert.ok(answer.ok, await answer.clone().text())
    return answer
  }
  async function create(): Promise<string> {
    const answer = await call('', { method: 'POST', body: JSON.stringify(person()) })
    return ((await answer.json()) as { id: string }).id
  }
  const dsn = () => `sqlite://${folder}/${++made}.sqlite`
  const config = (settings: object) => file('kratos.yml', JSON.stringify(settings))

  /** What the capital words stand for. */
  const makers: Readonly<Record<string, () => string | Promise<string>>> = {
    SERVER: () => server.adminUrl,
    SERVED: () => join(server.folder, 'kratos.yml'),
    CONFIG: () => config({ dsn: dsn() }),
    BROKEN: () => config({ unheard_of: 1 }),
    NOWHERE: () => 'nowhere.yml',
    DSN: dsn,
    MIGRATED: async () => {
      const name = dsn()
      await run(['migrate', 'sql', name])
      return name
    },
    ID: create,
    UNKNOWN: () => crypto.randomUUID(),
    TOKEN: async () =>
      /page_token=([^&>]+)[^>]*>; *rel="next"/.exec(
        (await call('?page_size=1')).headers.get('link') ?? '',
      )?.[1] ?? '',
    PERSON: () => file('person.json', JSON.stringify(person())),
    PRETTY: () => file('pretty.json', JSON.stringify(person(), null, 2)),
    PEOPLE: () => file('people.json', JSON.stringify([person(), person()], null, 2)),
    LINES: () => file('people.jsonl', `${JSON.stringify(person())}\n${JSON.stringify(person())}\n`),
    WRONG: () =>
      file('wrong.json', JSON.stringify({ schema_id: 'default', traits: { email: 'nobody' } })),
    GARBAGE: () => file('garbage.json', 'hello'),
    MISSING: () => 'missing.json',
    PROGRAM: () => file('program.jsonnet', '{a:1}'),
    UNPARSABLE: () => file('unparsable.jsonnet', '{a:'),
  }
  const inputs = {
    person: () => JSON.stringify(person()),
    people: () => JSON.stringify([person(), person()]),
    password: () => 'a password\n',
  }

  /** Runs the program without blocking, in a folder of its own for files that it makes. */
  function run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    input = '',
    onStderr: (text: string) => void = () => undefined,
  ): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
    const { PATH = '', HOME = '' } = process.env
    mkdirSync(folder, { recursive: true })
    const child = spawn(launcher, args, { cwd: folder, env: { PATH, HOME, ...env } })
    const text = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (part: string) => (text[name] += part))
    child.stderr.on('data', onStderr)
    child.stdin.on('error', () => undefined).end(input)
    return new Promise((resolve) => child.once('close', (status) => resolve({ status, ...text })))
  }

  async function filled(text: string): Promise<string> {
    let all = text
    for (const [name, make] of Object.entries(makers))
      while (new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(all))
        all = all.replace(new RegExp(`(?<![\\w-])${name}(?![\\w-])`), await make())
    return all
  }

  const check = (text: string, expected: Check) =>
    typeof expected === 'function' ? expected(text) : assert.match(text, expected)

  it('are as many as are listed here, each once', () => {
    assert.equal(forms.length, 129)
    const keys = forms.map(({ call, env, input }) => JSON.stringify([call, env, input]))
    assert.equal(new Set(keys).size, forms.length)
  })

  it('pallas migrate sql status --block DSN: ends when the migrations are applied', async () => {
    const name = dsn()
    let migrating: ReturnType<typeof run> | undefined
    const waited = await run(['migrate', 'sql', 'status', '--block', name], {}, '', () => {
      migrating ??= run(['migrate', 'sql', name])
    })
    assert.match(waited.stderr, /^waiting until all migrations are applied\n$/)
    assert.equal(waited.status, 0)
    assert.match(waited.stdout, /^(applied +\S+\n)+$/)
    assert.equal((await migrating)?.status, 0)
  })

  for (const form of forms) {
    const { call, exit = 0, out, err = nothing, input, env = {} } = form
    const given = input === undefined ? '' : ` < ${input}`
    it(`pallas ${call}${given}: ${exit}`, async () => {
      const args = await filled(call)
      const values: Record<string, string> = {}
      for (const [name, value] of Object.entries({
        ...(call.includes('SERVER') ? { PALLAS_ADMIN_TOKEN: token } : {}),
        ...env,
      }))
        values[name] = await filled(value)
      const ran = await run(args.split(' '), values, input === undefined ? '' : inputs[input]())
      assert.equal(ran.status, exit, ran.stderr)
      if (out !== undefined) check(ran.stdout, out)
      if (exit === 0 || form.err !== undefined) check(ran.stderr, err)
      assert.doesNotMatch(ran.stderr, /\n\s+at |secret-word|correct-horse|a-token-of/)
    })
  }
})
