// A backup of a server that serves, and what comes back from it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { crashable, login, register, type Crashable } from '../support/crashable.ts'

const launcher = join(import.meta.dirname, '../../bin/pallas')
const pallas = (...args: readonly string[]) => promisify(execFile)(launcher, args)

describe('a backup under load', () => {
  let server: Crashable, other: Crashable
  before(async () => {
    server = await crashable()
    other = await crashable()
    await server.start()
  })
  after(async () => {
    await server.remove()
    await other.remove()
  })

  it('has every sign-up that was answered before it began, and lets the server work', async () => {
    const answered: string[] = []
    let running = true,
      next = 0
    const enough = Promise.withResolvers<void>()
    const clients = Array.from({ length: 4 }, async (_, client) => {
      while (running) {
        const email = `load-${client}-${next++}@example.org`
        const made = await register(server.url, email)
        assert.equal(made?.status, 200, email)
        answered.push(email)
        assert.equal((await login(server.url, email)).status, 200, email)
        if (answered.length > 15) enough.resolve()
      }
    })
    await Promise.race([enough.promise, Promise.all(clients)])
    const known = [...answered]
    const keyFile = join(server.folder, 'backup.key'),
      file = join(server.folder, 'pallas.backup')
    writeFileSync(keyFile, 'a key of the tests that is long enough')
    const { stdout } = await pallas('backup', file, '-c', server.configFile, '--key-file', keyFile)
    assert.match(stdout, /checked, sealed/)
    const meanwhile = answered.length - known.length
    running = false
    await Promise.all(clients)
    assert.ok(meanwhile > 0, 'nothing was answered while the backup was made')

    await assert.rejects(
      pallas('restore', file, '-c', server.configFile, '--key-file', keyFile, '--force'),
      /has .*pallas\.sqlite open/,
    )
    await pallas('restore', file, '-c', other.configFile, '--key-file', keyFile)
    await other.start()
    const signedIn = await Promise.all(known.map((email) => login(other.url, email)))
    assert.deepEqual(
      known.filter((_, n) => signedIn[n]?.status !== 200),
      [],
      'lost',
    )
    const verified = await pallas('audit', 'verify', '-c', other.configFile)
    assert.match(verified.stdout, /faults: 0/)
  })
})
