// One SQLite file, several processes, and the end of one of them.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { sqliteDatabases } from '../support/databases.ts'
import { concurrently, sampleAccount, sampleFlow } from './contract/samples.ts'

const worker = join(import.meta.dirname, '../support/store-worker.ts')

async function migrated(t: TestContext): Promise<string> {
  const { dsn, drop } = await sqliteDatabases.fresh()
  t.after(drop)
  await up(dsn)
  return dsn
}

function start(...args: readonly string[]): {
  readonly child: ChildProcess
  readonly done: Promise<{
    readonly code: number | null
    readonly lines: readonly string[]
    readonly err: string
  }>
} {
  const child = spawn(process.execPath, [worker, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (data: Buffer) => (out += String(data)))
  child.stderr.on('data', (data: Buffer) => (err += String(data)))
  const done = new Promise<{ code: number | null; lines: readonly string[]; err: string }>(
    (resolve) =>
      child.on('close', (code) => resolve({ code, lines: out.split('\n').slice(0, -1), err })),
  )
  return { child, done }
}

test('processes that write into one file wait for each other and all succeed', async (t) => {
  const dsn = await migrated(t)
  const ends = await Promise.all(
    ['a', 'b', 'c'].map((prefix) => start('insert', dsn, prefix, '150').done),
  )
  for (const { code, lines, err } of ends) {
    assert.equal(code, 0, err)
    assert.equal(lines.length, 150)
    t.diagnostic(err.trim())
  }
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  assert.equal(await store.identities.count({}), 450)
  await store.close()
})

test('of the same identifiers registered by several processes exactly one each is stored', async (t) => {
  const dsn = await migrated(t)
  const ends = await Promise.all(
    ['same', 'same', 'same'].map((prefix) => start('insert', dsn, prefix, '40').done),
  )
  assert.ok(
    ends.every(({ code }) => code === 0),
    ends.map(({ err }) => err).join('\n'),
  )
  assert.deepEqual(
    ends.flatMap(({ lines }) => lines).sort(),
    Array.from({ length: 40 }, (_, index) => `same-${index}`).sort(),
  )
})

test('what was answered survives the kill of the process, and nothing is half there', async (t) => {
  const dsn = await migrated(t)
  const answered: string[] = []
  for (let round = 0; round < 4; round++) {
    const { child, done } = start('insert', dsn, `round-${round}`, '100000')
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
    await new Promise((resolve) => setTimeout(resolve, 30 + Math.random() * 100))
    child.kill('SIGKILL')
    answered.push(...(await done).lines)
  }
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  assert.ok(answered.length > 20, `${answered.length} answered`)
  for (const identifier of answered)
    assert.equal(
      (await store.identities.findByIdentifier('password', identifier))?.identity
        .verifiableAddresses[0]?.value,
      identifier,
    )
  const all = await store.identities.list({}, { limit: 1_000_000 })
  for (const { identity, credentials } of all)
    assert.deepEqual(
      [
        credentials.length,
        (
          await store.identities.findByAddress(
            'recovery',
            identity.recoveryAddresses[0]?.value ?? '',
          )
        )?.identity.id,
      ],
      [1, identity.id],
    )
  await store.close()
})

test('64 registrations at once cost a few commits, and what is read after the answer is there', async (t) => {
  const dsn = await migrated(t)
  const commits: number[] = []
  const store = await createStore({
    dsn,
    sqlite: { synchronous: 'FULL', onCommit: (jobs) => commits.push(jobs) },
  })
  await concurrently(64, 64, async () => {
    const account = sampleAccount()
    await store.identities.insert(account)
    assert.deepEqual(await store.identities.find(account.identity.id), account)
  })
  assert.equal(
    commits.reduce((sum, jobs) => sum + jobs, 0),
    64,
  )
  assert.ok(commits.length <= 4, `${commits.length} commits`)
  await store.close()
})

test('a store that is closed has stored everything it was given before', async (t) => {
  const dsn = await migrated(t)
  const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  const flows = Array.from({ length: 10 }, () => sampleFlow())
  const writing = flows.map((flow) => store.flows.insert(flow))
  await store.close()
  await Promise.all(writing)
  const again = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
  for (const flow of flows) assert.deepEqual(await again.flows.find('login', flow.id), flow)
  await again.close()
})

test('the file of the database can be read by its owner only', async (t) => {
  const dsn = await migrated(t)
  assert.equal(statSync(dsn.replace(/^sqlite:\/\/|\?.*$/g, '')).mode & 0o777, 0o600)
})

test('two stores in memory have nothing in common', async () => {
  const [one, two] = await Promise.all([
    createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } }),
    createStore({ dsn: 'sqlite://x?mode=memory', sqlite: { synchronous: 'FULL' } }),
  ])
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const account = sampleAccount()
      await one.transact(() => one.identities.insert(account))
      assert.deepEqual(await one.identities.find(account.identity.id), account)
    }),
  )
  assert.equal(await one.identities.count({}), 20)
  assert.equal(await two.identities.count({}), 0)
  await Promise.all([one.close(), two.close()])
})
