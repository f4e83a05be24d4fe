// The image, without Docker and without a registry: its tree on a base of Debian packages, in a chroot
// with a read-only root, as the user and with the commands that Dockerfile names.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { examine } from '#config/read.ts'
import { variableName, variables } from '#config/environment.ts'
import { settings } from '#config/schema/settings.ts'
import { execForm, isSent, makeTree, readDockerfile, type Stage } from '../../support/image.ts'
import { installedPackage } from '../../support/package.ts'
import { until } from '../../support/process-figures.ts'
import { freePort } from '../../support/server-process.ts'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const stages = readDockerfile(read('Dockerfile'))
const image = stages.at(-1) as Stage
const valueOf = (name: string) => image.instructions.find((one) => one.name === name)?.text ?? ''
const needed = ['mmdebstrap', 'unshare', 'chroot'].filter(
  (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0,
)
const skip =
  process.getuid?.() !== 0 ? 'needs root' : needed.length > 0 && `needs ${needed.join(', ')}`
/** What an image of Debian has at least, as far as the server could want it. */
const base = ['base-files', 'libc6', 'libstdc++6', 'dash', 'coreutils']

describe('Dockerfile', () => {
  test('is sent what it copies, and no file of tests or installed package', () => {
    const ignore = read('.dockerignore')
    const copied = stages
      .slice(0, -1)
      .flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY'))
      .flatMap(({ text }) => text.split(/\s+/).slice(0, -1))
    assert.ok(copied.length > 5)
    for (const path of copied) assert.ok(isSent(path, ignore), path)
    for (const path of [
      'src/lib/url.test.ts',
      'test/a.ts',
      'node_modules/a/b.js',
      'data/secrets.json',
      '.git/config',
    ])
      assert.ok(!isSent(path, ignore), path)
  })
  test('names a version of each base, is no root, and has commands that need no shell', () => {
    const bases = [...read('Dockerfile').matchAll(/^ARG \w+_IMAGE=(\S+)$/gm)].map(
      ([, name]) => name,
    )
    assert.ok(bases.length > 0)
    for (const name of bases) assert.match(name ?? '', /:[\w.-]*\d{2}[\w.-]*$/)
    assert.match(valueOf('USER'), /^[1-9]\d*:[1-9]\d*$/)
    for (const name of ['ENTRYPOINT', 'CMD', 'HEALTHCHECK'])
      assert.ok(execForm(image, name).length > 0)
  })
})

describe('compose.yml', () => {
  const { services } = parse(read('compose.yml')) as { services: Record<string, any> }
  const environment = Object.entries<string>(services['pallas'].environment).map(
    ([name, value]) => [name, value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')] as const,
  )
  test('sets variables that the configuration knows', () => {
    const known = new Set(variables(settings).map(([path]) => variableName(path)))
    for (const [name] of environment) assert.ok(known.has(name.replace(/_\d+$/, '')), name)
  })
  test('is a configuration without faults, in which no secret is made up', () => {
    const { config, notices } = examine([], {
      files: [],
      env: Object.fromEntries(environment),
      dev: false,
      cwd: tmpdir(),
    })
    assert.match(config.dsn, /^postgres:/)
    assert.deepEqual(notices, [])
  })
  test('names this version and a version of everything else, and waits for what it needs', () => {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string }
    assert.equal(services['pallas'].image, `pallas:${version}`)
    for (const { image: name } of Object.values(services))
      assert.match(name, /:[\w.-]*\d+\.\d+[\w.-]*$/)
    for (const name of Object.keys(services['pallas'].depends_on)) assert.ok(services[name], name)
    assert.equal(services['pallas'].read_only, true)
  })
})

describe('the image', { skip }, () => {
  let scratch: string, tree: string
  const [user = '', group = ''] = valueOf('USER').split(':')
  const data = () => join(scratch, 'data')
  /** A command inside the tree, as the user of the image. */
  const insideWith = (env: readonly string[]) => (command: readonly string[]) => {
    const bare = ['env', '-i', '-C', valueOf('WORKDIR'), 'PATH=/usr/bin:/bin', ...env]
    return ['chroot', `--userspec=${user}:${group}`, tree, ...bare, ...command]
  }
  before(() => {
    scratch = mkdtempSync(join(tmpdir(), 'pallas-test-image-'))
    tree = join(scratch, 'root')
    execFileSync(
      'mmdebstrap',
      ['--mode=root', '--variant=extract', '--quiet', `--include=${base.join()}`, 'bookworm', tree],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    makeTree(stages, join(scratch, 'stages'), tree)
    rmSync(join(scratch, 'stages'), { recursive: true })
    mkdirSync(data())
    chownSync(data(), Number(user), Number(group))
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  test('has its files with the time that SOURCE_DATE_EPOCH says', () => {
    const own = globSync('opt/pallas/**/*', { cwd: tree })
    assert.ok(own.length > 5000)
    const other = own.filter((file) => lstatSync(join(tree, file)).mtimeMs !== 0)
    assert.deepEqual(other, [])
  })

  test('has the same bytes of ours as the npm package', () => {
    for (const folder of ['bin', 'bundle', 'src', 'packages', 'package.json']) {
      const paths = [join(installedPackage().built, folder), join(tree, 'opt/pallas', folder)]
      const { status, stdout } = spawnSync('diff', ['-rq', ...paths], { encoding: 'utf8' })
      assert.equal(status, 0, stdout)
    }
  })

  test('is called by its name and by that of the reference, as charts and scripts do', () => {
    for (const name of ['pallas', 'kratos']) {
      const [program = '', ...args] = insideWith(['PATH=/usr/local/bin:/usr/bin:/bin'])([
        name,
        'version',
      ])
      const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' })
      assert.equal(status, 0, name)
      assert.match(stdout, /\d+\.\d+\.\d+/, name)
    }
  })

  test('serves as its user with a read-only root, is healthy, and ends at SIGTERM', async () => {
    const [port, adminPort] = [await freePort(), await freePort()]
    const inside = insideWith([`SERVE_PUBLIC_PORT=${port}`, `SERVE_ADMIN_PORT=${adminPort}`])
    const isHealthy = () => {
      const [program = '', ...args] = inside(execForm(image, 'HEALTHCHECK'))
      return spawnSync(program, args).status
    }
    // NOTE the server is process 1, as in a container: signals that it does not handle are lost
    const script = `set -e
      mount --make-rprivate /
      mount --bind ${tree} ${tree}
      mount -t proc proc ${tree}/proc
      mount --rbind /dev ${tree}/dev
      mount --bind ${data()} ${tree}${valueOf('VOLUME')}
      mount -o remount,bind,ro ${tree}
      exec "$@"`
    const command = [...execForm(image, 'ENTRYPOINT'), ...execForm(image, 'CMD')]
    const earlier = filesOf(tree)
    const child = spawn(
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', script, 'sh', ...inside(command)],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    try {
      await until(
        () =>
          fetch(`http://127.0.0.1:${port}/health/ready`).then(
            ({ status }) => status === 200,
            () => child.exitCode !== null,
          ),
        30_000,
        () => said,
      )
      assert.equal(child.exitCode, null, said)
      assert.equal(isHealthy(), 0)
      const flow = await fetch(`http://127.0.0.1:${port}/self-service/login/api`)
      assert.equal(flow.status, 200)
      const pid = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()
      assert.match(
        readFileSync(`/proc/${pid}/status`, 'utf8'),
        new RegExp(`^Uid:\\s${user}\\s`, 'm'),
      )
      process.kill(Number(pid), 'SIGTERM')
      assert.equal(await ended, 0, said)
      assert.equal(isHealthy(), 1)
    } finally {
      child.kill('SIGKILL')
    }
    assert.doesNotMatch(said, /"level":"(?:error|fatal)"/)
    assert.deepEqual(filesOf(tree), earlier, 'nothing is written into the tree')
    assert.deepEqual(
      globSync('**/*', { cwd: data() }).filter(
        (file) => !/^data(?:\/(?:pallas\.sqlite|secrets\.json)|$)/.test(file),
      ),
      [],
    )
  })

  test('without a library that its Node needs, the command says which', () => {
    rmSync(join(tree, 'usr/lib/libatomic.so.1'))
    const [program = '', ...args] = insideWith([])([...execForm(image, 'ENTRYPOINT'), 'version'])
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    assert.deepEqual([status, stderr.split('\n').length], [1, 2], stderr)
    assert.match(
      stderr,
      /^pallas: Node 24 or newer is needed, and there is none that runs here\..*libatomic/,
    )
  })
})

const filesOf = (folder: string): readonly string[] =>
  globSync('{etc,opt,tmp,usr,var}/**/*', { cwd: folder }).map((file) => {
    const { size, mtimeMs } = lstatSync(join(folder, file))
    return `${file} ${size} ${mtimeMs}`
  })
