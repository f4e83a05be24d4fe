// The command line as a program: what it says and the exit code it ends with.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { createCipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { freePort } from '../support/server-process.ts'

const root = join(import.meta.dirname, '../..')

describe('the command line', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-program-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  function run(
    args: readonly string[],
    {
      input = '',
      env = {},
    }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ) {
    const { PATH = '', HOME = '' } = process.env
    const { status, stdout, stderr } = spawnSync(join(root, 'bin/pallas'), args, {
      cwd: folder,
      input,
      env: { PATH, HOME, ...env },
      encoding: 'utf8',
      timeout: 30_000,
    })
    return { status, stdout, stderr }
  }
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const database = () => `sqlite://${folder}/program-${Math.random()}.sqlite`
  const oneLine = (text: string) => assert.match(text, /^[^\n]+\n$/)

  it('tells its version, by a command and by a flag', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    for (const args of [['version'], ['--version'], ['-v']])
      assert.deepEqual(run(args), { status: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('seals anew what older keys have sealed, and tells what none of them opens', () => {
    const dsn = database(),
      [old, fresh] = ['an-old-key-of-thirty-two-letters', 'a-new-key-of-thirty-two-letters!']
    const config = (...keys: string[]) =>
      file(
        'reseal.yml',
        JSON.stringify({ dsn, secrets: { cookie: ['c'.repeat(32)], cipher: keys } }),
      )
    assert.equal(run(['migrate', 'sql', dsn]).status, 0)
    const id = '6a3f0000-0000-4000-8000-000000000000'
    const sealed = createCipher([old]).encrypt('{}', purposes.messageContent(id))
    const direct = new DatabaseSync(dsn.replace('sqlite://', ''))
    direct
      .prepare('INSERT INTO pallas_mailbox VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(id, 'email', 'ada@example.org', 'd', 'test', sealed, 1)
    direct.close()
    const reseal = (keys: string[], ...more: string[]) => {
      const { status, stdout, stderr } = run(['secrets', 'reseal', '-c', config(...keys), ...more])
      assert.equal(stderr, '')
      assert.doesNotMatch(stdout, /thirty-two/)
      assert.equal(stdout.includes(sealed), false)
      return { status, line: /^message content .*$/m.exec(stdout)?.[0], stdout }
    }
    const found = reseal([fresh, old], '--dry-run')
    assert.equal(found.status, 0)
    assert.match(found.line ?? '', /key 0: 0 {2}key 1: 1 {2}resealed: 0 {2}unreadable: 0$/)
    const lost = reseal([fresh])
    assert.equal(lost.status, 1)
    assert.match(lost.stdout, new RegExp(`cannot be opened with any key: message content of ${id}`))
    const done = reseal([fresh, old])
    assert.equal(done.status, 0)
    assert.match(done.line ?? '', /key 0: 1 {2}key 1: 0 {2}resealed: 1 {2}unreadable: 0$/)
    assert.equal(reseal([fresh]).status, 0)
    const recorded = run(['audit', 'list', '-c', config(fresh)])
    assert.equal(recorded.stdout.match(/secrets\.resealed/g)?.length, 1, recorded.stdout)
  })

  it('shows help for nothing, for what it does not know, and for flags that are not there', () => {
    assert.equal(run([]).status, 1)
    assert.match(run([]).stderr, /Usage: pallas/)
    assert.match(run(['--help']).stdout, /serve/)
    for (const [args, said] of [
      [['nonsense'], /unknown command 'nonsense'/],
      [['serve', '--nonsense'], /unknown option '--nonsense'/],
      [['migrate', 'nonsense'], /unknown command|too many arguments|error:/],
      [['config', 'check', '-c'], /argument missing/],
      [['cleanup', 'sql', '--batch-size', 'many'], /must be a whole number/],
    ] as const) {
      const { status, stderr } = run(args)
      assert.equal(status, 1, args.join(' '))
      assert.match(stderr, said)
    }
  })

  it('checks a configuration: 0 for a good one, 1 with every fault and its path for a bad one', () => {
    assert.equal(
      run([
        'config',
        'check',
        file('good.yml', 'secrets: {cookie: [a-cookie-secret-for-tests-only]}\n'),
      ]).status,
      0,
    )
    const { status, stdout } = run([
      'config',
      'check',
      '-c',
      file('bad.yml', 'unheard_of: 1\nsession: {lifespan: soon}\n'),
    ])
    assert.equal(status, 1)
    assert.match(stdout, /unheard_of/)
    assert.match(stdout, /session\.lifespan/)
  })

  it('does not start with a configuration that is unreadable, not there or broken, and says why without a stack', () => {
    const locked = file('locked.yml', '')
    chmodSync(locked, 0)
    const bad = [join(folder, 'nowhere.yml'), folder, file('broken.yml', 'a: [')]
    if (process.getuid?.() !== 0) bad.push(locked)
    for (const path of bad) {
      const { status, stderr } = run(['serve', '-c', path])
      assert.equal(status, 1, path)
      assert.ok(stderr.includes(basename(path)), stderr)
      assert.ok(!/\n\s+at /.test(stderr), stderr)
    }
  })

  it('does not start on a port that is taken, and says which in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1').unref()
    await new Promise((resolve) => other.once('listening', resolve))
    const free = await freePort()
    const { port } = other.address() as AddressInfo
    for (const side of ['public', 'admin'] as const) {
      const taken = file(
        `taken-${side}.yml`,
        JSON.stringify({
          dsn: database(),
          log: { level: 'error' },
          serve: {
            public: { host: '127.0.0.1', port: side === 'public' ? port : free },
            admin: { host: '127.0.0.1', port: side === 'admin' ? port : free },
          },
          secrets: { cookie: ['a-cookie-secret-for-tests-only'] },
        }),
      )
      const { status, stdout, stderr } = run(['serve', '--dev', '-c', taken])
      assert.equal(status, 1)
      assert.equal(stdout, '')
      oneLine(stderr)
      assert.match(
        stderr,
        new RegExp(
          `^pallas: cannot listen on 127\\.0\\.0\\.1:${port} \\(serve\\.${side}\\): the address is already in use`,
        ),
      )
    }
    other.close()
  })

  it('migrates, and tells what is pending by an exit code of 1', () => {
    const dsn = database()
    const before = run(['migrate', 'sql', 'status', dsn])
    assert.equal(before.status, 1)
    assert.match(before.stdout, /^pending +0001/)
    const applied = run(['migrate', 'sql', 'up', dsn])
    assert.equal(applied.status, 0)
    assert.match(applied.stdout, /^applied 0001/)
    assert.deepEqual(run(['migrate', 'sql', '-e', '--yes'], { env: { DSN: dsn } }), {
      status: 0,
      stdout: 'nothing to apply\n',
      stderr: '',
    })
    const after = run(['migrate', 'sql', 'status', dsn])
    assert.equal(after.status, 0)
    assert.ok(
      after.stdout
        .trim()
        .split('\n')
        .every((line) => line.startsWith('applied')),
    )
  })

  it('says in one line when a database cannot be reached or understood, without its password', () => {
    for (const dsn of [
      'postgres://pallas:s3cret-word@127.0.0.1:1/x?sslmode=disable',
      'mysql://pallas:s3cret-word@tcp(127.0.0.1:1)/x',
      'oracle://pallas:s3cret-word@127.0.0.1/x',
      'nonsense',
    ]) {
      for (const command of ['up', 'status']) {
        const { status, stdout, stderr } = run(['migrate', 'sql', command, dsn])
        assert.deepEqual([status, stdout], [1, ''], dsn)
        oneLine(stderr)
        assert.ok(!stderr.includes('s3cret-word'), stderr)
      }
    }
  })

  it('hashes a password from standard input, and finds parameters that take about the wanted time', () => {
    const { status, stdout } = run(['hashers', 'argon2', 'hash'], { input: 'a password\n' })
    assert.equal(status, 0)
    assert.match(stdout, /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[^$\n]+\$[^$\n]+\n$/)
    const found = run(['hashers', 'argon2', 'calibrate', '60ms'])
    assert.equal(found.status, 0)
    assert.match(found.stdout, /iterations: \d+/)
    const odd = run(['hashers', 'argon2', 'calibrate', 'soon'])
    assert.equal(odd.status, 1)
    assert.match(odd.stderr, /"soon" is not a duration/)
  })

  it('ends when whoever reads its output has gone', () => {
    const { status } = spawnSync(
      'sh',
      ['-c', `"${join(root, 'bin/pallas')}" --help | head -c 1; exit 0`],
      { cwd: folder, timeout: 30_000 },
    )
    assert.equal(status, 0)
  })
})
