import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Promises } from './promises.ts'
import { sampleAccount, sampleSession, tokenHash } from './samples.ts'

const ids = (count: number) => Array.from({ length: count }, () => randomUUID())

export function movePromises(promise: Promises): void {
  promise('tells which of many ids are no identities', async ({ identities, moves }) => {
    const here = Array.from({ length: 3 }, () => sampleAccount())
    await identities.insertMany(here)
    const known = here.map(({ identity }) => identity.id)
    assert.deepEqual(await moves.missingIdentities([]), new Set())
    assert.deepEqual(await moves.missingIdentities(known), new Set())
    // NOTE more than are looked up by one statement
    for (const count of [1, 700]) {
      const others = ids(count)
      const all = [...known, ...others].sort()
      assert.deepEqual([...(await moves.missingIdentities(all))].sort(), others.sort())
    }
  })

  promise('tells which of many ids are sessions', async ({ identities, moves, sessions }) => {
    const account = sampleAccount()
    await identities.insert(account)
    const here = Array.from({ length: 3 }, () => sampleSession(account.identity))
    for (const session of here) await sessions.insert(session, tokenHash())
    const known = here.map(({ id }) => id).sort()
    const others = ids(700)
    assert.deepEqual(await moves.sessions([]), new Set())
    for (const one of known) assert.deepEqual(await moves.sessions([one]), new Set([one]))
    assert.deepEqual([...(await moves.sessions(known))].sort(), known)
    assert.deepEqual([...(await moves.sessions([...known, ...others].sort()))].sort(), known)
    assert.deepEqual(await moves.sessions(others.sort()), new Set())
  })
}
