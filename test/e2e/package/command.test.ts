// The command of the npm package, installed in an empty folder.
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { until } from '../../support/process-figures.ts'
import { installedPackage } from '../../support/package.ts'
import { freePort } from '../../support/server-process.ts'

const { PATH = '' } = process.env
const root = join(import.meta.dirname, '../../..')
/** Says that it runs elsewhere. */
const as = (facts: Readonly<Record<string, unknown>>) =>
  `data:text/javascript,${encodeURIComponent(
    `for (const [name, value] of Object.entries(${JSON.stringify(facts)}))` +
      'Object.defineProperty(process, name, { value })',
  )}`

/** As a terminal does on Ctrl-C: to the program and all that it has started. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal)
}

describe('the installed command', () => {
  let folder: string, home: string
  const running: ChildProcess[] = []
  before(() => {
    folder = installedPackage().folder
    home = mkdtempSync(join(tmpdir(), 'pallas-test-home-'))
  })
  after(() => {
    for (const child of running) killGroup(child, 'SIGKILL')
    rmSync(home, { recursive: true, force: true })
    rmSync(join(folder, 'data'), { recursive: true, force: true })
  })
  const launcher = () => join(folder, 'node_modules/pallas/bin/pallas.mjs')
  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH, HOME: home, ...env },
    })
    return { status, stdout, stderr }
  }

  async function serveAndSignUp(
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    signal: NodeJS.Signals,
  ) {
    rmSync(join(folder, 'data'), { recursive: true, force: true })
    const [port, adminPort] = [await freePort(), await freePort()]
    const child = spawn(program, args, {
      cwd: folder,
      env: {
        PATH,
        HOME: home,
        SERVE_PUBLIC_PORT: String(port),
        SERVE_ADMIN_PORT: String(adminPort),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.push(child)
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = new Promise((resolve) => child.once('close', resolve))
    const api = `http://127.0.0.1:${port}`
    const get = async (url: string) => (await fetch(url)).json() as Promise<any>
    await until(
      () =>
        fetch(`${api}/health/ready`).then(
          ({ status }) => status === 200,
          () => false,
        ),
      30_000,
    )
    const { ui } = await get(`${api}/self-service/registration/api`)
    const sent = await fetch(ui.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        method: 'password',
        password: 'seven Harbors 9!',
        traits: { email: 'ada@example.org' },
      }),
    })
    const { session_token: token } = (await sent.json()) as any
    const session = await fetch(`${api}/sessions/whoami`, { headers: { 'x-session-token': token } })
    const { identity } = (await session.json()) as any
    assert.equal(identity.traits.email, 'ada@example.org', said)
    const page = await (await fetch(`http://127.0.0.1:${adminPort}/ui`)).text()
    const script = /src="([^"]*\/assets\/console-[^"]*\.js)"/.exec(page)?.[1] ?? ''
    const loaded = await fetch(new URL(script, `http://127.0.0.1:${adminPort}`))
    assert.equal(loaded.status, 200, 'the script of the console')
    killGroup(child, signal)
    const status = await ended
    // NOTE npx hands the signal on and then ends by it itself
    if (program !== 'npx') assert.equal(status, 0, said)
    assert.match(said, /shutting down/)
    assert.doesNotMatch(said, /shutdown failed/)
  }

  test('npx pallas serve serves with no configuration: somebody signs up, and it ends cleanly', async () => {
    // NOTE npm keeps its own cache outside, which is none of the server
    const npm = {
      npm_config_cache: mkdtempSync(join(folder, 'npm-')),
      npm_config_update_notifier: 'false',
    }
    await serveAndSignUp('npx', ['--no', 'pallas', 'serve'], npm, 'SIGINT')
    rmSync(npm.npm_config_cache, { recursive: true })
    assert.ok(globSync('data/*', { cwd: folder }).includes('data/pallas.sqlite'))
    assert.deepEqual(globSync('**/*', { cwd: home }), [], 'nothing is written to the home folder')
  })
  test('the Node that starts it becomes the server, where it can', async () => {
    await serveAndSignUp(process.execPath, [launcher(), 'serve'], {}, 'SIGTERM')
  })
  test('people are imported by the threads that come with it', () => {
    const people = join(folder, 'people.json')
    writeFileSync(
      people,
      JSON.stringify([{ schema_id: 'default', traits: { email: 'b@example.org' } }]),
    )
    const { status, stderr } = run(launcher(), ['identities', 'import', 'people.json'])
    rmSync(people)
    assert.equal(status, 0, stderr)
  })
  test('without sh, as on Windows, it starts the server by itself, or says which Node is missing', () => {
    const windows = (facts: Readonly<Record<string, unknown>>) =>
      run(process.execPath, [
        '--import',
        as({ platform: 'win32', ...facts }),
        launcher(),
        'version',
      ])
    const started = windows({})
    assert.deepEqual([started.status, started.stderr], [0, ''])
    assert.match(started.stdout, /0\.1\.0/)
    const old = windows({ versions: { ...process.versions, node: '22.1.0' } })
    assert.equal(old.status, 1)
    assert.match(
      old.stderr,
      /^pallas: Node 24 or newer is needed, and this is 22\.1\.0\. .*nodejs\.org/,
    )
  })
  test('without any Node that runs it says so', () => {
    const bare = join(home, 'bare')
    mkdirSync(join(bare, 'bundle'), { recursive: true })
    cpSync(join(root, 'bin'), join(bare, 'bin'), { recursive: true })
    writeFileSync(join(bare, 'bundle/main.js'), '')
    const programs = join(bare, 'programs')
    mkdirSync(programs)
    for (const name of ['dirname', 'readlink', 'mkdir', 'getconf'])
      cpSync(run('sh', ['-c', `command -v ${name}`]).stdout.trim(), join(programs, name))
    const { status, stderr } = run('/bin/sh', [join(bare, 'bin/pallas'), 'serve'], {
      PATH: programs,
    })
    rmSync(bare, { recursive: true })
    assert.equal(status, 1)
    assert.match(
      stderr,
      /^pallas: Node 24 or newer is needed, and there is none that runs here\..*Alpine/,
    )
  })
  test('without the native part of this platform it names the package that is missing', () => {
    const bare = join(home, 'bare')
    run('cp', ['-al', folder, bare])
    const parts = globSync('node_modules/@node-rs/argon2-*', { cwd: bare })
    assert.ok(parts.length > 0)
    for (const part of parts) rmSync(join(bare, part), { recursive: true })
    const { status, stderr } = run(join(bare, 'node_modules/pallas/bin/pallas.mjs'), ['serve'])
    rmSync(bare, { recursive: true })
    assert.equal(status, 1)
    const name = (parts[0] ?? '').slice('node_modules/'.length)
    assert.match(
      stderr.trim().split('\n').at(-1) ?? '',
      new RegExp(`^pallas: ${name} is not installed`),
    )
  })
})
