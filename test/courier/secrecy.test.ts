import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { aMessage, startCourier } from '../support/courier.ts'
import { startMailServer } from '../support/mail-server.ts'

const code = '918273',
  link = 'https://id.example/self-service/recovery?token=vErYsEcReTtOkEn'

for (const dev of [false, true]) {
  it(`codes and links are in no file of the database and in no log, queued, failed or sent${dev ? ', in development mode too' : ''}`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'pallas-test-secrecy-'))
    const dsn = `sqlite://${folder}/db.sqlite?_fk=true`
    await up(dsn)
    const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
    const server = await startMailServer()
    const courier = await startCourier(
      { smtp: { connection_uri: `smtp://127.0.0.1:${server.port}/?disable_starttls=true` } },
      { store, dev },
    )
    t.after(async () => {
      await courier.stop()
      await store.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    })
    const queue = () =>
      courier.courier.queue(
        aMessage({
          template: 'recovery_valid',
          data: {
            RecoveryCode: code,
            RecoveryURL: link,
            Identity: { traits: { name: 'trait-of-ada' } },
          },
        }),
      )
    const look = (when: string) => {
      const files = readdirSync(folder)
      assert.ok(files.includes('db.sqlite'))
      for (const file of files) {
        const text = readFileSync(join(folder, file), 'latin1')
        for (const secret of [code, 'vErYsEcReT', 'trait-of-ada'])
          assert.ok(!text.includes(secret), `${secret} is in ${file} when ${when}`)
      }
      assert.doesNotMatch(
        courier.log.join('') + JSON.stringify(courier.events),
        /918273|vErYsEcReT|trait-of-ada/,
      )
    }
    await queue()
    look('queued')
    server.mood = 'refuse'
    await courier.worker.drain()
    look('refused')
    server.mood = 'well'
    await queue()
    await courier.worker.drain()
    look('sent')
    assert.match(server.mails[0]?.mail.text ?? '', /vErYsEcReTtOkEn/)
  })
}
