// The unit of systemd: how much it leaves open, and that the server needs no more.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { run, skipWithout, skipWithoutRoot } from '../support/programs.ts'
import { register } from '../support/crashable.ts'
import { pause } from '../support/process-figures.ts'
import { freePort } from '../support/server-process.ts'
import { allowedCalls, installUnit, root, settingOf } from './unit.ts'

const dropIns = globSync(join(root, 'deploy/systemd/drop-ins/*.conf'))
const inFolder = (what: (folder: string) => void) => () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-unit-'))
  try {
    what(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the unit of systemd', { skip: skipWithout('systemd-analyze') }, () => {
  for (const some of [[], ...dropIns.map((file) => [file])]) {
    const named = some.map((file) => file.slice(root.length + 1)).join() || 'nothing'

    it(
      `is an exposure below 2.0 with ${named} dropped in`,
      inFolder((folder) => {
        const text = run('systemd-analyze', [
          'security',
          '--offline=true',
          installUnit(folder, some),
        ])
        const exposure = /Overall exposure level for pallas\.service: ([\d.]+)/.exec(text)?.[1]
        assert.ok(Number(exposure) < 2, text)
      }),
    )

    it(
      `is understood whole with ${named} dropped in`,
      inFolder((folder) => {
        const command = ['systemd-analyze', 'verify', '--recursive-errors=no', '--man=no']
        const unit = installUnit(folder, some)
        assert.equal(run('sh', ['-c', '"$@" 2>&1', 'sh', ...command, unit]), '')
      }),
    )
  }

  it('gives the server the time to end by itself', () => {
    const [, limit = ''] =
      /shutdownTimeoutMs = ([\d_]+)/.exec(
        readFileSync(join(root, 'src/commands/signals.ts'), 'utf8'),
      ) ?? []
    assert.ok(Number(limit.replaceAll('_', '')) < Number(settingOf('TimeoutStopSec')) * 1000)
  })
})

const sandbox = `
set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro /
mount -t proc -o subset=pid,hidepid=invisible proc /proc
umask "$2"
cd "$1/state"
shift 2
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"
`

describe(
  'the server under the settings of its unit',
  { skip: skipWithoutRoot || skipWithout('systemd-analyze', 'strace', 'unshare', 'setpriv') },
  () => {
    let folder: string
    let trace: string
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'pallas-test-unit-'))
      for (const name of ['state', 'cache']) mkdirSync(join(folder, name))
      trace = await traceOf(folder)
    })
    after(() => rmSync(folder, { recursive: true, force: true }))

    it('signs people up, and makes no system call that the unit forbids', () => {
      const called = [...trace.matchAll(/^\d+ +(\w+)\(/gm)].map(([, name = '']) => name)
      assert.ok(called.includes('socket'), 'the calls are seen')
      assert.deepEqual([...new Set(called)], ['socket'])
    })

    it('opens no socket of a family that the unit forbids', () => {
      const families = [...trace.matchAll(/\bsocket\((\w+)/g)].map(([, family = '']) => family)
      const allowed = settingOf('RestrictAddressFamilies').split(' ')
      assert.ok(families.includes('AF_INET'))
      assert.deepEqual(
        families.filter((family) => !allowed.includes(family)),
        [],
      )
    })

    it('writes into the folders of the unit, for itself alone', () => {
      assert.ok(globSync(join(folder, 'state/data/pallas.sqlite')).length > 0)
      assert.equal(run('find', [folder, '-mindepth', '2', '-perm', '/077']), '')
    })
  },
)

/**
 * Starts the server where it has the files, processes and rights that the unit leaves it, signs
 * somebody up and ends it; answers the calls that the unit forbids and those that open sockets.
 */
async function traceOf(folder: string): Promise<string> {
  const [publicPort, adminPort] = [await freePort(), await freePort()]
  const config = join(folder, 'kratos.yml')
  const serve = { public: { host: '127.0.0.1', port: publicPort }, admin: { port: adminPort } }
  writeFileSync(config, JSON.stringify({ serve }))
  const calls = allowedCalls().filter((name) => name !== 'socket')
  const trace = join(folder, 'trace')
  const sandboxed = ['sh', '-c', sandbox, 'sandbox', folder, settingOf('UMask')]
  const filter = `trace=!${calls.map((name) => `?${name}`).join()}`
  const traced = ['strace', '-f', '--seccomp-bpf', '-o', trace, '-e', filter]
  const serving = [join(root, 'bin/pallas'), 'serve', '--config', config]
  const server = spawn(
    'unshare',
    ['--mount', '--propagation=private', ...sandboxed, ...traced, ...serving],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(folder, 'cache') },
    },
  )
  let output = ''
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()))
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve))
  const signal = (name: NodeJS.Signals) => process.kill(-(server.pid ?? 0), name)
  const url = `http://127.0.0.1:${publicPort}`
  const end = Date.now() + 30_000
  try {
    while (!output.includes('is running')) {
      if (Date.now() > end || server.exitCode !== null) throw new Error(`not started: ${output}`)
      await pause(50)
    }
    assert.equal((await register(url, 'ada@example.org'))?.status, 200)
    signal('SIGTERM')
    assert.equal(await ended, 0, output)
  } finally {
    if (server.exitCode === null) signal('SIGKILL')
  }
  return readFileSync(trace, 'utf8')
}
