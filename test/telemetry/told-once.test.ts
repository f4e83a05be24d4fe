// Events of transactions that a database undoes: those that it tries again, and those that it cannot store.
import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, it } from 'node:test'
import { audiences, tellsOfChange, type Event } from '#events/events.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { openApi, password, submit } from '../support/people.ts'
import { startServer } from '../support/server.ts'

const undone = new Error('could not be stored')

type Wrap = (store: Store, arePeopleThere: () => boolean) => Store

/** The same store, each transaction of which is undone when all is done in it: once, or for good. */
const undoingOnce: Wrap = (store) =>
  undoing(store, async (undo, again) => {
    await assert.rejects(undo, undone)
    return again()
  })
const undoingLogins: Wrap = (store, arePeopleThere) =>
  undoing(store, async (undo, again) => {
    await assert.rejects(undo, undone)
    if (arePeopleThere()) throw undone
    return again()
  })

function undoing(
  store: Store,
  then: <T>(undo: Promise<T>, again: () => Promise<T>) => Promise<T>,
): Store {
  const inside = new AsyncLocalStorage<true>()
  const outermost: Store['transact'] = async (work, parts) => {
    const undo = store.transact(async () => {
      await work()
      throw undone
    }, parts)
    return then(undo, () => store.transact(work, parts))
  }
  return {
    ...store,
    transact: (work, parts) =>
      inside.getStore()
        ? store.transact(work, parts)
        : inside.run(true, () => outermost(work, parts)),
  }
}

/** A hash of "test" that a login replaces by one of ours. */
const ofTest = '$2y$08$QLHzXPg0MSRYCJrpEFrmpuArcacxcKp5rZIZ3oxogHkr.pCh5MNHy'

/** The kinds of the events that these requests are told by, sorted. */
async function told(wrap: Wrap): Promise<readonly string[]> {
  const plain = await createStore({ dsn: 'memory', sqlite: { synchronous: 'FULL' } })
  let arePeopleThere = false
  const server = await startServer({}, { store: wrap(plain, () => arePeopleThere) })
  const email = 'ada@example.org'
  await server.admin('POST', '/admin/identities', {
    json: {
      traits: { email: 'bob@example.org' },
      credentials: { password: { config: { hashed_password: ofTest } } },
    },
  })
  const flow = await openApi(server, 'registration')
  await submit(server, 'registration', flow, { method: 'password', password, traits: { email } })
  arePeopleThere = true
  for (const [identifier, tried] of [
    [email, 'wrong-password-7613'],
    [email, password],
    ['bob@example.org', 'test'],
  ]) {
    const person = { method: 'password', identifier, password: tried }
    await submit(server, 'login', await openApi(server, 'login'), person)
  }
  await server.close()
  return server.log
    .map((line) => (JSON.parse(line) as { event?: Event }).event?.kind)
    .filter((kind) => kind !== undefined)
    .sort()
}

describe('what an undone transaction tells', () => {
  it('is told once when the database has tried again', async () => {
    const expected = await told((store) => store)
    for (const kind of ['identity.changed', 'credential.changed', 'login.failed'])
      assert.ok(expected.includes(kind), kind)
    assert.deepEqual(await told(undoingOnce), expected)
  })

  it('is not told of changes that could not be stored, and is of attempts', async () => {
    const kinds = await told(undoingLogins)
    for (const kind of ['credential.changed', 'login.succeeded'])
      assert.ok(!kinds.includes(kind), kind)
    assert.ok(kinds.includes('login.failed'))
  })
})

for (const kind of Object.keys(audiences) as Event['kind'][])
  it(`${kind} is ${tellsOfChange({ kind }) ? '' : 'not '}about what is stored`, () =>
    assert.equal(tellsOfChange({ kind }), !/\.failed$|^message\.|^shield\./.test(kind)))
