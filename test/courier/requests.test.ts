import assert from 'node:assert/strict'
import { it } from 'node:test'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { startMailServer } from '../support/mail-server.ts'
import { openApi, submit } from '../support/people.ts'
import { startServer } from '../support/server.ts'

it('no request waits for a mail server that hangs, which gets everything later', async (t) => {
  const mail = await startMailServer()
  const proxy = await startFaultProxy({ host: '127.0.0.1', port: mail.port })
  const server = await startServer({
    courier: {
      smtp: { connection_uri: `smtp://127.0.0.1:${proxy.port}/?disable_starttls=true` },
      worker: { pull_wait: '50ms' },
    },
    selfservice: { flows: { recovery: { enabled: true, use: 'code' } } },
  })
  t.after(async () => {
    await server.close()
    await Promise.all([proxy.close(), mail.close()])
  })
  const people = Array.from({ length: 25 }, (_, index) => `person-${index}@example.org`)
  for (const email of people)
    await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email } },
    })
  const flows = await Promise.all(people.map(() => openApi(server, 'recovery')))
  proxy.set('frozen')
  server.app.start()
  for (const [index, flow] of flows.entries()) {
    const { status, json } = await submit(server, 'recovery', flow, {
      method: 'code',
      email: people[index],
    })
    assert.deepEqual([status, json.state], [200, 'sent_email'])
  }
  // everybody has been answered, and no try to deliver anything has come to an end
  const messages = await server.store.messages.list({}, { limit: 100 })
  assert.deepEqual(
    messages.map(({ sendCount, status }) => [sendCount, status !== 'sent']),
    people.map(() => [0, true]),
  )
  proxy.set('working')
  const mails = await mail.arrived(25, 30_000)
  assert.deepEqual(new Set(mails.map(({ envelope }) => envelope.to[0])), new Set(people))
})
