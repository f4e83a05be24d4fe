import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createCipher } from '#crypto/cipher.ts'
import { createCourier } from '#courier/queue.ts'
import { createMessageEncryption } from '#courier/encryption.ts'
import { everyLanguage } from '#courier/settings.ts'
import { createTokens } from '#crypto/tokens.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { aMessage, until } from '../support/courier.ts'
import { crashable, type Crashable } from '../support/crashable.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'

const kills = 20,
  perRound = 15

describe('a server that is killed while mail flows', () => {
  let server: Crashable, mail: MailServer, store: Store
  before(async () => {
    mail = await startMailServer()
    mail.mood = { slowMs: 5 }
    server = await crashable({
      courier: {
        smtp: { connection_uri: `smtp://127.0.0.1:${mail.port}/?disable_starttls=true` },
        // NOTE a kill doubles what was being sent, so one at a time
        worker: { pull_count: 1, pull_wait: '50ms' },
      },
    })
    await server.start()
    store = await createStore({
      dsn: `sqlite://${server.folder}/pallas.sqlite?_fk=true`,
      sqlite: { synchronous: 'FULL' },
    })
  })
  after(async () => {
    await store?.close()
    await server?.remove()
    await mail?.close()
  })

  it(`loses no mail in ${kills} kills, leaves none stuck, and sends at most one extra copy a kill`, async (t) => {
    const encryption = createMessageEncryption(() =>
      createCipher(['a-cipher-secret-for-tests-only-3']),
    )
    const courier = createCourier({
      messages: store.messages,
      encryption,
      clock: Date.now,
      newId: createTokens().uuid,
      domain: () => 'example.org',
      allowedHeaders: () => [],
      languages: () => everyLanguage,
      notifyWorker: () => undefined,
    })
    let queued = 0
    for (let round = 0; round < kills; round++) {
      const before = mail.mails.length
      for (let index = 0; index < perRound; index++)
        await courier.queue(aMessage({ recipient: `kill-${queued++}@example.org` }))
      await until(() => mail.mails.length > before + (round % 8), 30_000)
      await server.kill()
      await server.start()
    }
    await until(
      async () =>
        (await store.messages.list({}, { limit: queued })).every(({ status }) => status === 'sent'),
      60_000,
    )
    t.diagnostic(`${mail.mails.length - queued} extra copies in ${kills} kills`)
    const recipients = new Set(mail.mails.map(({ envelope }) => envelope.to[0]))
    assert.equal(recipients.size, queued)
    assert.equal(new Set(mail.mails.map(({ mail: { messageId } }) => messageId)).size, queued)
    assert.ok(mail.mails.length - queued <= kills, `${mail.mails.length - queued} extra copies`)
  })
})
