import assert from 'node:assert/strict'
import {
  type FSWatcher,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type TestContext, test } from 'node:test'
import { ConfigError } from '#config/faults.ts'
import { type Reading, readConfig } from '#config/read.ts'
import { watchConfig } from '#config/watch.ts'
import { until } from '../support/courier.ts'
import { scratch } from './files.ts'

const secrets = 'secrets: {default: [a-general-secret-for-tests]}\n'

function watching(
  t: TestContext,
  file: string,
  text: string,
  onChange: (reading: Reading) => void = () => {},
) {
  const cwd = scratch(t)
  const path = join(cwd, file)
  const request = { files: [path], env: {}, dev: false, cwd }
  return {
    cwd,
    path,
    start(settleMs = 20) {
      const changes: Reading[] = []
      const faults: Error[] = []
      const running = readConfig(request)
      const watcher = watchConfig({
        ...request,
        running,
        intervalMs: 60,
        settleMs,
        onChange(reading) {
          onChange(reading)
          changes.push(reading)
        },
        onFault: (error) => faults.push(error),
      })
      t.after(() => watcher.close())
      return {
        changes,
        faults,
        lifespan: () => (changes.at(-1) ?? running).config.selfservice.flows.login.lifespanMs,
        close: watcher.close,
      }
    },
    write: (said = text) => writeFileSync(path, secrets + said),
  }
}

const lifespan = (duration: string) => `selfservice: {flows: {login: {lifespan: ${duration}}}}`

/** Long enough for several looks. */
const aWhile = () => wait(250)

test('a valid change applies soon: the files are looked at every second', async (t) => {
  const { path, cwd, write } = watching(t, 'kratos.yml', lifespan('1m'))
  write()
  const request = { files: [path], env: {}, dev: false, cwd }
  const looks = t.mock.method(globalThis, 'setInterval')
  const waits = t.mock.method(globalThis, 'setTimeout')
  let changed: Reading | undefined
  const watcher = watchConfig({
    ...request,
    running: readConfig(request),
    onChange: (reading) => (changed = reading),
    onFault: (error) => assert.fail(error),
  })
  t.after(() => watcher.close())
  assert.deepEqual(
    looks.mock.calls.map(({ arguments: [, ms] }) => ms),
    [1000],
  )
  write(lifespan('2m'))
  await until(() => changed !== undefined)
  assert.equal(changed?.config.selfservice.flows.login.lifespanMs, 120_000)
  const settling = waits.mock.calls.map(({ arguments: [, ms] }) => ms)
  assert.ok(settling.includes(200), settling.join(', '))
})

test('a change made before the watch began is noticed', async (t) => {
  const { path, cwd, write } = watching(t, 'kratos.yml', lifespan('1m'))
  write()
  const request = { files: [path], env: {}, dev: false, cwd }
  const running = readConfig(request)
  write(lifespan('2m'))
  let changes = 0
  const watcher = watchConfig({
    ...request,
    running,
    intervalMs: 60,
    settleMs: 20,
    onChange: () => changes++,
    onFault: (error) => assert.fail(error),
  })
  t.after(() => watcher.close())
  await until(() => changes === 1)
})

test('a broken, empty, deleted or unreadable file leaves the last good one in force and is reported once', async (t) => {
  const watch = watching(t, 'kratos.yml', lifespan('1m'))
  watch.write()
  const { changes, faults, lifespan: inForce } = watch.start()
  const spoil: readonly (() => void)[] = [
    () => watch.write('selfservice: {flows: {login: {lifespan: 9m}}, nonsense: 1}'),
    () => writeFileSync(watch.path, ''),
    () => rmSync(watch.path),
    () => mkdirSync(watch.path),
  ]
  for (const [position, act] of spoil.entries()) {
    act()
    await until(() => faults.length === position + 1)
    await aWhile()
    assert.equal(faults.length, position + 1)
    assert.ok(faults.at(-1) instanceof ConfigError)
  }
  assert.deepEqual([changes.length, inForce()], [0, 60_000])
  rmSync(watch.path, { recursive: true })
  watch.write(lifespan('3m'))
  await until(() => inForce() === 180_000)
})

test('a file that comes back as it was is no change', async (t) => {
  const watch = watching(t, 'kratos.yml', lifespan('1m'))
  watch.write()
  const { changes, faults } = watch.start()
  rmSync(watch.path)
  await until(() => faults.length === 1)
  watch.write()
  await aWhile()
  assert.equal(changes.length, 0)
})

test('an atomic rename is noticed', async (t) => {
  const watch = watching(t, 'kratos.yml', lifespan('1m'))
  watch.write()
  const { lifespan: inForce } = watch.start()
  writeFileSync(join(watch.cwd, 'new.yml'), secrets + lifespan('2m'))
  renameSync(join(watch.cwd, 'new.yml'), watch.path)
  await until(() => inForce() === 120_000)
})

test('the swapped links of a Kubernetes volume are noticed', async (t) => {
  const watch = watching(t, 'kratos.yml', '')
  const version = (name: string, duration: string) => {
    mkdirSync(join(watch.cwd, name))
    writeFileSync(join(watch.cwd, name, 'kratos.yml'), secrets + lifespan(duration))
    symlinkSync(name, join(watch.cwd, '..data_tmp'))
    renameSync(join(watch.cwd, '..data_tmp'), join(watch.cwd, '..data'))
  }
  version('..v1', '1m')
  symlinkSync('..data/kratos.yml', watch.path)
  const { lifespan: inForce, faults } = watch.start()
  version('..v2', '2m')
  rmSync(join(watch.cwd, '..v1'), { recursive: true })
  await until(() => inForce() === 120_000)
  assert.deepEqual(faults, [])
})

test('a file that is still being written is left alone', async (t) => {
  const watch = watching(t, 'kratos.yml', lifespan('1m'))
  watch.write()
  // while the clock is held, no content has been there for long
  const clock = t.mock.method(performance, 'now', () => 0)
  const { changes, faults } = watch.start(50)
  for (let written = 1; written <= 10; written++) {
    watch.write(`# part ${written}\n`)
    await wait(60)
  }
  assert.deepEqual([changes, faults], [[], []])
  watch.write(lifespan('2m'))
  clock.mock.restore()
  await until(() => changes.length > 0)
  assert.deepEqual(
    [changes.map((reading) => reading.config.selfservice.flows.login.lifespanMs), faults],
    [[120_000], []],
  )
})

test('what needs a restart stays as it is and is named, the rest applies', async (t) => {
  const watch = watching(t, 'kratos.yml', '')
  watch.write('dsn: memory\nserve: {public: {port: 1001}}\nlog: {level: error}')
  const { changes } = watch.start()
  watch.write(
    `dsn: sqlite:///elsewhere.sqlite\nserve: {public: {port: 1002}, admin: {host: localhost}}\n${lifespan('2m')}`,
  )
  await until(() => changes.length === 1)
  const { config, warnings } = changes[0] as Reading
  assert.deepEqual(
    [config.dsn, config.public.port, config.public.baseUrl, config.admin.host, config.log.level],
    ['memory', 1001, 'http://127.0.0.1:1001', '127.0.0.1', 'error'],
  )
  assert.equal(config.selfservice.flows.login.lifespanMs, 120_000)
  assert.deepEqual(warnings, [
    'needs a restart to change, and stays as it is: dsn, log, serve.public.port, serve.admin.host',
  ])
})

test('a rotated secret is a change', async (t) => {
  const watch = watching(t, 'kratos.yml', '')
  watch.write()
  const { changes } = watch.start()
  writeFileSync(
    watch.path,
    'secrets: {default: [a-newer-general-secret, a-general-secret-for-tests]}\n',
  )
  await until(() => changes.length === 1)
  assert.deepEqual(changes[0]?.secrets.cookie, [
    'a-newer-general-secret',
    'a-general-secret-for-tests',
  ])
})

test('a change that the server cannot take over is a fault, and later changes are measured against the old', async (t) => {
  let refuse = true
  const watch = watching(t, 'kratos.yml', lifespan('1m'), () => {
    if (refuse) throw new Error('the identity schema cannot be loaded')
  })
  watch.write()
  const { changes, faults } = watch.start()
  watch.write(lifespan('2m'))
  await until(() => faults.length === 1)
  assert.match(faults[0]?.message ?? '', /cannot be loaded/)
  refuse = false
  watch.write(lifespan('3m'))
  await until(() => changes.length === 1)
})

test('after close nothing is reported', async (t) => {
  const watch = watching(t, 'kratos.yml', lifespan('1m'))
  watch.write()
  const { changes, faults, close } = watch.start()
  close()
  watch.write(lifespan('2m'))
  await aWhile()
  assert.deepEqual([changes, faults], [[], []])
})

/** How many watchers of folders were closed since. */
function closedWatchers(t: TestContext, folder: string): () => number {
  const one = watch(folder)
  const close = t.mock.method(Object.getPrototypeOf(one) as FSWatcher, 'close')
  one.close()
  return () => close.mock.callCount() - 1
}

async function disturb(folder: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    writeFileSync(join(folder, 'database.sqlite'), String(n))
    await wait(1)
  }
  await wait(50)
}

test('a folder in which something else is written all the time is not watched any more', async (t) => {
  const { cwd, start, write } = watching(t, 'kratos.yml', lifespan('1m'))
  write()
  const { changes } = start()
  const closed = closedWatchers(t, cwd)
  await disturb(cwd, 20)
  assert.equal(closed(), 0)
  await disturb(cwd, 200)
  assert.ok(closed() > 0)
  write(lifespan('2m'))
  await until(() => changes.length === 1)
})

test('changes of the files themselves do not end the watch', async (t) => {
  const { cwd, start, write } = watching(t, 'kratos.yml', lifespan('1m'))
  write()
  const watched = start()
  const closed = closedWatchers(t, cwd)
  for (let n = 2; n < 12; n++) {
    await disturb(cwd, 15)
    write(lifespan(`${n}m`))
    await until(() => watched.lifespan() === n * 60_000)
  }
  assert.equal(closed(), 0)
})
