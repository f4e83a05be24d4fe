import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { MailboxEntry } from '#courier/mailbox-store.ts'
import type { Message } from '#courier/message.ts'
import type { Promises } from './promises.ts'
import { concurrently, now } from './samples.ts'

export function sampleMessage(more: Partial<Message> = {}): Message {
  const id = randomUUID()
  return {
    id,
    status: 'queued',
    channel: 'email',
    recipient: 'ada@example.org',
    template: 'recovery_code_valid',
    identityId: undefined,
    language: 'de',
    data: '1.key.sealed',
    content: undefined,
    messageId: `<${id}@example.org>`,
    sendCount: 0,
    refusals: 0,
    queuedAt: now,
    dueAt: now,
    dispatches: [],
    trace: undefined,
    createdAt: now,
    updatedAt: now,
    ...more,
  }
}

const lease = (until = now + 1000) => ({ id: randomUUID(), until })

export function messagePromises(promise: Promises): void {
  promise('a message comes back as it was stored', async ({ messages }) => {
    const full = sampleMessage({
      content: 'sealed',
      identityId: randomUUID(),
      trace: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01 shop=1`,
      language: undefined,
      recipient: 'zoë\\ \0@example.org',
      dispatches: [{ id: 'd', status: 'failed', error: 'no \ud800', at: now }],
    })
    await messages.insert(full)
    assert.deepEqual(await messages.find(full.id), full)
    assert.equal(await messages.find(randomUUID()), undefined)
  })

  promise(
    'a message queued in a transaction that fails is not there',
    async ({ messages, transact }) => {
      const message = sampleMessage()
      await assert.rejects(
        transact(async () => {
          await messages.insert(message)
          throw new Error('no')
        }),
      )
      assert.equal(await messages.find(message.id), undefined)
    },
  )

  promise('only what is due is taken, of one channel, longest due first', async ({ messages }) => {
    const [old, newer, later, text] = [
      sampleMessage({ dueAt: now - 5 }),
      sampleMessage({ dueAt: now }),
      sampleMessage({ dueAt: now + 1 }),
      sampleMessage({ channel: 'sms', dueAt: now - 9 }),
    ]
    for (const one of [newer, later, old, text]) await messages.insert(one)
    const taken = await messages.take('email', { now, limit: 1, lease: lease() })
    assert.deepEqual(
      taken.map(({ id, status }) => [id, status]),
      [[old.id, 'processing']],
    )
    assert.deepEqual(
      (await messages.take('email', { now, limit: 9, lease: lease() })).map(({ id }) => id),
      [newer.id],
    )
    assert.deepEqual(
      (await messages.take('sms', { now, limit: 9, lease: lease() })).map(({ id }) => id),
      [text.id],
    )
  })

  promise('what is due only after all waits is brought forward', async ({ messages }) => {
    const [soon, far, text, done] = [
      sampleMessage({ dueAt: now + 1000 }),
      sampleMessage({ dueAt: now + 1001 }),
      sampleMessage({ channel: 'sms', dueAt: now + 9000 }),
      sampleMessage({ status: 'sent', dueAt: undefined }),
    ]
    for (const one of [soon, far, text, done]) await messages.insert(one)
    assert.equal(await messages.bringForward('email', now, now + 1000), 1)
    const taken = await messages.take('email', { now, limit: 9, lease: lease() })
    assert.deepEqual(
      taken.map(({ id }) => id),
      [far.id],
    )
    assert.deepEqual(await messages.take('sms', { now, limit: 9, lease: lease() }), [])
  })

  promise('of 20 that take at the same moment each message goes to one', async ({ messages }) => {
    await concurrently(60, 10, async () => messages.insert(sampleMessage()))
    const all: string[] = []
    for (let round = 0; round < 20 && all.length < 60; round++) {
      const taken = await concurrently(20, 20, () =>
        messages.take('email', { now, limit: 5, lease: lease() }),
      )
      all.push(...taken.flat().map(({ id }) => id))
    }
    assert.equal(all.length, 60)
    assert.equal(new Set(all).size, 60)
  })

  promise(
    'a lease that has ended lets others take the message, and its holder changes nothing any more',
    async ({ messages }) => {
      const message = sampleMessage(),
        first = lease(now + 10),
        second = lease(now + 999)
      await messages.insert(message)
      await messages.take('email', { now, limit: 1, lease: first })
      await messages.keep({ id: first.id, until: now + 20 })
      assert.deepEqual(
        await messages.take('email', { now: now + 15, limit: 1, lease: lease() }),
        [],
      )
      assert.equal(
        (await messages.take('email', { now: now + 20, limit: 1, lease: second })).length,
        1,
      )
      assert.equal(
        await messages.finish({ ...message, status: 'sent', dueAt: undefined }, first.id),
        false,
      )
      assert.equal((await messages.find(message.id))?.status, 'processing')
      assert.equal(
        await messages.finish(
          { ...message, status: 'sent', dueAt: undefined, sendCount: 1, data: '' },
          second.id,
        ),
        true,
      )
      assert.deepEqual(await messages.find(message.id), {
        ...message,
        status: 'sent',
        dueAt: undefined,
        sendCount: 1,
        data: '',
      })
    },
  )

  promise('what is put back is due at once', async ({ messages }) => {
    const message = sampleMessage(),
      held = lease()
    await messages.insert(message)
    await messages.take('email', { now, limit: 1, lease: held })
    await messages.putBack(held.id, [message.id], now)
    assert.deepEqual(await messages.find(message.id), message)
  })

  promise(
    'only an abandoned message is queued again, with its refusals forgotten',
    async ({ messages }) => {
      const given = sampleMessage({
          status: 'abandoned',
          dueAt: undefined,
          refusals: 6,
          sendCount: 6,
        }),
        sent = sampleMessage({ status: 'sent', dueAt: undefined })
      for (const one of [given, sent]) await messages.insert(one)
      assert.equal(await messages.requeue(given.id, now + 5), true)
      assert.equal(await messages.requeue(sent.id, now), false)
      assert.equal(await messages.requeue(randomUUID(), now), false)
      assert.deepEqual(await messages.find(given.id), {
        ...given,
        status: 'queued',
        dueAt: now + 5,
        queuedAt: now + 5,
        updatedAt: now + 5,
        refusals: 0,
      })
    },
  )

  promise(
    'messages are listed newest first, by status and recipient, page by page',
    async ({ messages }) => {
      const all = Array.from({ length: 7 }, (_, index) =>
        sampleMessage({
          createdAt: now + (index >> 1),
          status: index % 2 === 0 ? 'sent' : 'abandoned',
          recipient: index < 4 ? 'a@x.example' : 'b@x.example',
        }),
      )
      for (const one of all) await messages.insert(one)
      const expected = all
        .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
        .map(({ id }) => id)
      const pages: string[] = []
      for (let after: { createdAt: number; id: string } | undefined; pages.length < 7;) {
        const page = await messages.list({}, { limit: 2, ...(after ? { after } : {}) })
        pages.push(...page.map(({ id }) => id))
        after = page.at(-1)
      }
      assert.deepEqual(pages, expected)
      assert.equal((await messages.list({ status: 'sent' }, { limit: 9 })).length, 4)
      assert.equal((await messages.list({ recipient: 'a@x.example' }, { limit: 9 })).length, 4)
      assert.equal(
        (await messages.list({ recipient: 'a@x.example', status: 'sent' }, { limit: 9 })).length,
        2,
      )
    },
  )

  promise(
    'old messages that are done are deleted, not more than told; others never',
    async ({ messages }) => {
      const done = [
          sampleMessage({ status: 'sent' }),
          sampleMessage({ status: 'abandoned' }),
          sampleMessage({ status: 'sent' }),
        ],
        waiting = sampleMessage()
      for (const one of [...done, waiting]) await messages.insert(one)
      assert.equal(await messages.deleteBefore(now, 9), 0)
      assert.equal(await messages.deleteBefore(now + 1, 2), 2)
      assert.equal(await messages.deleteBefore(now + 1, 9), 1)
      assert.deepEqual(
        (await messages.list({}, { limit: 9 })).map(({ id }) => id),
        [waiting.id],
      )
    },
  )

  promise('the mailbox keeps each message once, and only the newest', async ({ mailbox }) => {
    const entry = (more: Partial<MailboxEntry> = {}): MailboxEntry => ({
      id: randomUUID(),
      channel: 'email',
      recipient: 'ada@example.org',
      template: 'login_code_valid',
      content: 'sealed',
      receivedAt: now,
      ...more,
    })
    const [first, second, third] = [
      entry(),
      entry({ receivedAt: now + 1 }),
      entry({ receivedAt: now + 2, recipient: 'b@example.org' }),
    ]
    for (const one of [first, second, third, { ...first, content: 'again' }]) await mailbox.put(one)
    assert.deepEqual(await mailbox.list(undefined, 9), [
      third,
      second,
      { ...first, content: 'again' },
    ])
    assert.deepEqual(await mailbox.list('b@example.org', 9), [third])
    assert.deepEqual(await mailbox.find(second.id), second)
    await mailbox.trim(2)
    assert.deepEqual(await mailbox.list(undefined, 9), [third, second])
    assert.deepEqual(
      [
        await mailbox.delete(second.id),
        await mailbox.delete(second.id),
        await mailbox.clear('b@example.org'),
        await mailbox.clear(undefined),
      ],
      [1, 0, 1, 0],
    )
  })
}
