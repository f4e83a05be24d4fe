import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { createReseal } from '#app/reseal.ts'
import { unrecorded } from '#audit/unrecorded.ts'
import { createCipher, createKeyFinder } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import type { Account } from '#identity/identity-store.ts'
import type { SealedRow, SealedStore, SealedTable } from '#store/sealed-store.ts'
import type { Promises } from './promises.ts'
import { now, sampleAccount, sampleFlow } from './samples.ts'

const [old, fresh] = ['an old key', 'a fresh key']
const before = createCipher([old]),
  keyOf = createKeyFinder([fresh, old])

function withTotp(): Account {
  const account = sampleAccount(),
    { id } = account.identity
  const config = { sealed: before.encrypt(`otpauth of ${id}`, purposes.totpSecret(id)) }
  const [first] = account.credentials
  assert.ok(first)
  return {
    ...account,
    credentials: [first, { ...first, type: 'totp', identifiers: [id], config }],
  }
}

const setup = (text: string, more: Parameters<typeof sampleFlow>[0] = {}) => {
  const id = randomUUID()
  const sealed = before.encrypt(text, purposes.totpSetup(id))
  return sampleFlow({ ...more, id, memory: { totp: { setup: sealed } } })
}

async function rowsOf(sealed: SealedStore, table: SealedTable, limit: number) {
  const rows: SealedRow[] = []
  for (let after: string | undefined = ''; after !== undefined;) {
    const page = await sealed.list(table, { after, limit, now }, ['totp', 'oidc'])
    rows.push(...page.rows)
    after = page.last
  }
  return rows
}
const sorted = (ids: readonly string[]) => [...ids].sort()

export function sealedPromises(promise: Promises): void {
  for (const limit of [1, 2, 5, 100])
    promise(
      `rows with encrypted texts are all listed, ${limit} at a time`,
      async ({ identities, flows, sealed }) => {
        const accounts = Array.from({ length: 10 }, (_, n) =>
          n % 3 ? sampleAccount() : withTotp(),
        )
        for (const account of accounts) await identities.insert(account)
        const expected = accounts.filter(({ credentials }) => credentials.length > 1)
        const found = await rowsOf(sealed, 'credentials', limit)
        assert.deepEqual(
          sorted(found.map(({ id }) => id)),
          sorted(expected.map(({ identity }) => identity.id)),
        )
        assert.ok(found.every(({ type }) => type === 'totp'))
        const open = Array.from({ length: 5 }, () => setup('x'))
        for (const flow of [...open, setup('over', { expiresAt: now })]) await flows.insert(flow)
        assert.deepEqual(
          sorted((await rowsOf(sealed, 'flows', limit)).map(({ id }) => id)),
          sorted(open.map(({ id }) => id)),
        )
      },
    )

  promise('a text that has changed since it was read is left as it is', async (store) => {
    const { flows, sealed } = store
    const flow = setup('first')
    await flows.insert(flow)
    const [read] = await rowsOf(sealed, 'flows', 10)
    assert.ok(read)
    const memory = { totp: { setup: before.encrypt('second', purposes.totpSetup(flow.id)) } }
    const changed = await flows.update({ ...flow, memory })
    assert.equal(await sealed.replace(read, { data: read.texts['data'] ?? '' }), false)
    assert.deepEqual(await flows.find('login', flow.id), changed)
    const [again] = await rowsOf(sealed, 'flows', 10)
    assert.ok(again)
    assert.equal(await sealed.replace(again, { data: again.texts['data'] ?? '' }), true)
  })

  promise(
    'changes while everything is sealed anew are not lost, and end up anew',
    async (store) => {
      const accounts = Array.from({ length: 40 }, withTotp)
      for (const account of accounts) await store.identities.insert(account)
      let isDone = false
      const changing = (async () => {
        for (let round = 0; !isDone; round++)
          for (const { identity } of accounts.slice(0, 10)) {
            const found = await store.identities.find(identity.id)
            if (!found) continue
            const changed = { ...found.identity, metadataPublic: { round } }
            await store.identities.replace({ ...found, identity: changed })
          }
      })()
      const reseal = createReseal({ store, secrets: [fresh, old], clock: () => now, settleMs: 5 })
      await unrecorded(() => reseal())
      isDone = true
      await changing
      const { totpSecret } = await unrecorded(() => reseal())
      assert.deepEqual([totpSecret.byKey, totpSecret.unreadable], [[40, 0], []])
      for (const { identity } of accounts) {
        const found = await store.identities.find(identity.id)
        const text = String(
          found?.credentials.find(({ type }) => type === 'totp')?.config['sealed'],
        )
        assert.equal(keyOf(text), 0)
        const opened = createCipher([fresh]).decrypt(text, purposes.totpSecret(identity.id))
        assert.equal(opened, `otpauth of ${identity.id}`)
      }
      const { metadataPublic } = (await store.identities.find(accounts[0]?.identity.id ?? ''))
        ?.identity ?? { metadataPublic: null }
      assert.ok(metadataPublic !== null)
    },
  )

  promise('a worker that has taken a message brings no older text of it back', async (store) => {
    const id = randomUUID(),
      lease = { id: randomUUID(), until: now + 1000 }
    const data = before.encrypt('{}', purposes.messageData(id))
    await store.messages.insert({
      id,
      status: 'queued',
      channel: 'email',
      recipient: 'ada@example.org',
      template: 'recovery_code_valid',
      language: undefined,
      data,
      content: undefined,
      messageId: '<a@b>',
      sendCount: 0,
      refusals: 0,
      queuedAt: now,
      dueAt: now,
      dispatches: [],
      trace: undefined,
      createdAt: now,
      updatedAt: now,
    })
    const [taken] = await store.messages.take('email', { now, limit: 1, lease })
    assert.ok(taken)
    const reseal = createReseal({ store, secrets: [fresh, old], clock: () => now, settleMs: 0 })
    await unrecorded(() => reseal())
    await store.messages.finish({ ...taken, status: 'queued', dueAt: now }, lease.id)
    const found = await store.messages.find(id)
    assert.equal(keyOf(found?.data ?? ''), 0)
    await store.messages.take('email', { now, limit: 1, lease })
    await store.messages.finish({ ...taken, status: 'sent', data: '' }, lease.id)
    assert.equal((await store.messages.find(id))?.data, '')
  })
}
