// Password hashes are computed in other threads than the one that answers requests.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, describe, it } from 'node:test'
import { importLimits, readHash } from '#crypto/foreign.ts'
import { createThreads } from '#crypto/hashes/crypt-in-thread.ts'
import { published } from '../support/hashes.ts'

/** One of every kind whose check takes a third of a second or more. */
const dear = {
  argon2id:
    '$argon2id$v=19$m=65536,t=30,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  bcrypt: '$2b$13$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  'pbkdf2-sha1': `$pbkdf2-sha1$i=4000000,l=20$c29tZXNhbHQ$${'A'.repeat(26)}A`,
  'pbkdf2-sha512': `$pbkdf2-sha512$i=1500000,l=64$c29tZXNhbHQ$${'A'.repeat(86)}`,
  scrypt: `$scrypt$ln=131072,r=8,p=2$c29tZXNhbHQ$${'A'.repeat(43)}`,
  firescrypt: `$firescrypt$ln=17,r=8,p=2$c29tZXNhbHQ$${'A'.repeat(43)}$Bw==$${'A'.repeat(43)}`,
  'sha256-crypt': `$sha256-crypt$rounds=400000$salt$${'a'.repeat(43)}`,
  'sha512-crypt': `$sha512-crypt$rounds=400000$salt$${'a'.repeat(86)}`,
}

/** The processor time that this thread spends on something, in milliseconds. */
async function ownMs(act: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage()
  await act()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

describe('checking a password', () => {
  for (const [kind, hash] of Object.entries(dear))
    it(`against a dear hash holds this thread for a small part of it only (${kind})`, async () => {
      const stored = readHash(hash) ?? assert.fail()
      assert.ok(stored.costMs >= 300, `${stored.costMs}`)
      await stored.matches('to start what has to be started, once').catch(assert.fail)
      const held = await ownMs(() => stored.matches('wrong'))
      assert.ok(held < 0.1 * stored.costMs, `${held} ms of about ${stored.costMs}`)
    })

  it('has a sample here of every kind that has limits', () => {
    const kinds = Object.keys(importLimits).flatMap((names) => names.split(', '))
    for (const kind of kinds)
      assert.ok(
        Object.keys(dear).some((name) => name.startsWith(kind)),
        kind,
      )
  })

  it('holds this thread for less than 5 ms where it has no limit', async () => {
    for (const [kind, , hash] of published.filter(([, , one]) =>
      /^\{|^\$(md5|sha\d+|hmac)/.test(one),
    )) {
      const stored = readHash(hash) ?? assert.fail()
      const password = 'x'.repeat(1024)
      await stored.matches(password)
      const held = await ownMs(() => stored.matches(password))
      assert.ok(held < 5, `${kind}: ${held} ms`)
    }
  })
})

describe('the threads for hashes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return pathToFileURL(join(folder, name))
  }
  const echo = file(
    'echo.mjs',
    `import { parentPort, threadId } from 'node:worker_threads'
    parentPort.on('message', ({ fail, waitMs }) => {
      if (fail === 'exit') process.exit(1)
      if (fail === 'throw') throw new Error('broken')
      setTimeout(() => parentPort.postMessage(threadId), waitMs ?? 0)
    })`,
  )
  for (const fail of ['exit', 'throw'] as const)
    it(`fail the job of a thread that ends (${fail}), and no other, and go on with a new thread`, async () => {
      const run = createThreads<number>(echo)
      const other = run({ waitMs: 100 })
      await assert.rejects(run({ fail }), fail === 'exit' ? /exited/ : /broken/)
      await other
      const [one, two] = await Promise.all([run({}), run({ waitMs: 5 })])
      assert.notEqual(one, two)
    })

  it('are used again, and no more than two are kept', async () => {
    const run = createThreads<number>(echo)
    const first = await run({})
    assert.equal(await run({}), first)
    const many = () => Promise.all([1, 2, 3, 4].map(() => run({ waitMs: 20 })))
    const before = await many(),
      after = await many()
    assert.equal(after.filter((thread) => before.includes(thread)).length, 2)
  })

  it('fail every job when they cannot start', async () => {
    const run = createThreads<number>(file('broken.mjs', 'throw new Error("broken")'))
    for (let n = 0; n < 2; n++) await assert.rejects(run({}), /broken/)
  })

  const ends = (code: string) => {
    const program = file(
      'program.mjs',
      `import { readHash } from ${JSON.stringify(import.meta.resolve('#crypto/foreign.ts'))}
      const check = (hash) => readHash(hash).matches('wrong')
      ${code}`,
    )
    return spawnSync(process.execPath, [program.pathname], { encoding: 'utf8', timeout: 20_000 })
  }

  it('keep no process alive that has nothing else to do, and let jobs end', () => {
    const { status, stdout } = ends(
      `console.log(await check(${JSON.stringify(dear['sha512-crypt'])}), 'done')`,
    )
    assert.deepEqual([status, stdout], [0, 'false done\n'])
  })

  it('end with the process, in the middle of a job', () => {
    const { status } = ends(
      `check(${JSON.stringify(`$sha512-crypt$rounds=999999999$salt$${'a'.repeat(86)}`)})
      setTimeout(() => process.exit(7), 200)`,
    )
    assert.equal(status, 7)
  })
})
