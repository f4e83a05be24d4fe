// What the shield costs somebody who is right, counted in statements; `npm run bench -- shield`
// measures the time.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createStore } from '#store/open.ts'
import { behindProxy, devices, loginsOf, type Device } from '../support/known-logins.ts'
import { mergeDeep, startServer } from '../support/server.ts'

/** More statements that wait for the answer than without the shield. */
const more: Readonly<Record<Device, number>> = {
  known: 1,
  unknown: 1,
}
const people = 8

/** How many statements a login of each of them makes, and how many come after their answers. */
async function statements(enabled: boolean, device: Device) {
  let count = 0
  const store = await createStore({
    dsn: 'memory',
    sqlite: { synchronous: 'FULL' },
    onStatement: () => void count++,
    writeBehindMs: 3_600_000,
  })
  const server = await startServer(mergeDeep(behindProxy, { pallas: { shield: { enabled } } }), {
    store,
  })
  /** Writes what waits to be written; answers how many statements it makes besides. */
  const settle = async (): Promise<number> => {
    await store.budgets.devicesOf('nobody', server.now())
    await store.budgets.find([{ kind: 'account', key: 'nobody' }], server.now())
    return 2
  }
  const logins: ((device: Device) => Promise<void>)[] = []
  for (let n = 0; n < people; n++) logins.push(await loginsOf(server, `person-${n}@example.org`))
  await settle()
  const each: number[] = []
  for (const login of logins) {
    count = 0
    await login(device)
    each.push(count)
  }
  count = 0
  const reads = await settle()
  const afterwards = count - reads
  await server.close()
  return { each, afterwards }
}

describe('the shield costs', () => {
  for (const device of devices)
    it(`a right login by a device that is ${device} not more than ${more[device]} statements`, async () => {
      const without = await statements(false, device)
      const guarded = await statements(true, device)
      assert.deepEqual(
        guarded.each,
        without.each.map((count) => count + more[device]),
      )
      assert.equal(without.afterwards, 0)
      assert.ok(guarded.afterwards <= 3, `${guarded.afterwards} for all devices together`)
    })
})
