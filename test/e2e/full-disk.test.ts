// Security requirement 70: the disk is full, or the database cannot be written.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'
import { statusOf, until } from '../support/process-figures.ts'

const isRoot = process.getuid?.() === 0

/** A file system of its own, so small that it is soon full; undefined where none can be mounted. */
function mountSmall(size: string): { readonly folder: string; unmount(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'pallas-test-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  return {
    folder,
    unmount() {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const disk = isRoot ? mountSmall('6m') : undefined

describe(
  'a disk that is full',
  { skip: disk === undefined ? 'no file system can be mounted here: it needs root' : false },
  () => {
    let server: Crashable, pid: number | undefined, token: string
    const folder = disk?.folder ?? '',
      filler = join(folder, 'filler')
    before(async () => {
      // the log lies on the same disk
      server = await crashable(
        { dsn: `sqlite://${folder}/pallas.sqlite?_fk=true`, log: { level: 'debug' } },
        undefined,
        folder,
      )
      await server.start()
      pid = server.pid()
      token = (await register(server.url, 'before@example.org'))?.json.session_token
    })
    after(async () => {
      await server?.kill()
      disk?.unmount()
    })

    const whoami = () =>
      statusOf(`${server.url}/sessions/whoami`, { headers: { 'x-session-token': token } })
    const fill = () => {
      for (let size = 1024 * 1024; size >= 512; size /= 2) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' })
        } catch {
          continue
        }
      }
    }

    for (const round of [1, 2]) {
      it(`gives clean errors while reads go on, and heals when there is space (${round})`, async () => {
        fill()
        const refused: number[] = []
        await until(
          async () => {
            fill()
            const answers = await Promise.all(
              Array.from({ length: 8 }, (_, n) =>
                register(server.url, `full-${round}-${refused.length}-${n}@example.org`),
              ),
            )
            refused.push(...answers.map((answer) => answer?.status ?? 0))
            return refused.slice(-8).every((status) => status === 503)
          },
          20_000,
          () => String(refused),
        )
        assert.deepEqual(
          refused.filter((status) => status !== 503 && status !== 200),
          [],
        )
        assert.equal(await whoami(), 200)
        assert.equal(await statusOf(`${server.adminUrl}/health/alive`), 200)
        const ready = () => statusOf(`${server.adminUrl}/health/ready`)
        await until(async () => {
          fill()
          return (await ready()) === 503
        }, 20_000)
        rmSync(filler)
        await until(
          async () =>
            (await register(server.url, `after-${round}-${Math.random()}@example.org`))?.status ===
            200,
          5000,
        )
        assert.equal((await login(server.url, 'before@example.org')).status, 200)
        await until(async () => (await ready()) === 200, 5000)
      })
    }

    it('leaves the database whole and the process as it was started', async () => {
      assert.equal(server.pid(), pid)
      assert.equal((await server.terminate()).code, 0)
      assert.ok(statfsSync(folder).bavail > 0)
      const database = new DatabaseSync(join(folder, 'pallas.sqlite'))
      assert.equal(database.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok')
      assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), [])
      database.close()
      await server.start()
      assert.equal(await whoami(), 200)
    })
  },
)

const other = isRoot ? mountSmall('32m') : undefined

describe(
  'a database that can only be read',
  { skip: other === undefined ? 'no file system can be mounted here: it needs root' : false },
  () => {
    let server: Crashable, token: string
    const folder = other?.folder ?? ''
    before(async () => {
      server = await crashable({ dsn: `sqlite://${folder}/pallas.sqlite?_fk=true` })
      await server.start()
      token = (await register(server.url, 'read@example.org'))?.json.session_token
    })
    after(async () => {
      await server?.remove()
      other?.unmount()
    })

    it('lets reads go on, refuses changes with 503, and works again once it can be written', async () => {
      const database = new DatabaseSync(join(folder, 'pallas.sqlite'))
      database.exec('BEGIN IMMEDIATE')
      database.exec('COMMIT')
      database.close()
      const whoami = () =>
        statusOf(`${server.url}/sessions/whoami`, { headers: { 'x-session-token': token } })
      const lock = new DatabaseSync(join(folder, 'pallas.sqlite'))
      // as somebody who holds the database for writing and does not let go
      lock.exec('BEGIN IMMEDIATE')
      const ready = () => statusOf(`${server.adminUrl}/health/ready`)
      const [registered, read] = await Promise.all([
        register(server.url, 'refused@example.org'),
        whoami(),
        until(async () => (await ready()) === 503, 5000),
      ])
      assert.deepEqual([registered?.status, read, await ready()], [503, 200, 503])
      assert.match(registered?.json.error.reason, /database/)
      lock.exec('ROLLBACK')
      lock.close()
      for (const email of ['again@example.org', 'refused@example.org'])
        assert.equal((await register(server.url, email))?.status, 200)
      assert.equal((await login(server.url, 'read@example.org')).status, 200)
      await until(async () => (await ready()) === 200, 5000)
    })

    it('that lies on a file system without writing lets the server start only once it can be written', async () => {
      await server.terminate()
      execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' })
      await assert.rejects(server.start(), /did not become ready/)
      assert.match(server.log(), /pallas: The database[^\n]*\n$/)
      execFileSync('mount', ['-o', 'remount,rw', folder], { stdio: 'pipe' })
      await server.start()
      assert.equal((await login(server.url, 'read@example.org')).status, 200)
    })
  },
)
