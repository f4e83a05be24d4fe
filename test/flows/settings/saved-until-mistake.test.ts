// What a settings flow tells of what was saved in it, after a later submit with mistakes: v0.2 says
// that it is over then, the others that it stays.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientOf, editions } from '../../support/editions.ts'
import { startServer } from '../../support/server.ts'

/** By the name that an edition has for it: after a save, after a mistake, after another save. */
const told: Readonly<Record<string, readonly [unknown, unknown, unknown]>> = {
  update_successful: [true, false, true],
  state: ['success', 'success', 'success'],
}

describe('what was saved in a settings flow', () => {
  for (const edition of editions)
    it(`is told after a mistake as the document says (${edition.name})`, async (t) => {
      const server = await startServer()
      t.after(() => server.close())
      const at = clientOf(server, edition)
      const jar = await at.signUp('ada@example.org')
      const opened = await at.open('settings', jar)
      const key = 'state' in opened ? 'state' : 'update_successful'
      const seen: unknown[] = []
      for (const email of ['ada@example.org', 'no address', 'ada@example.org']) {
        const flow = await at.read('settings', opened.id, { jar })
        await at.send('settings', flow, 'profile', jar, { 'traits.email': email })
        seen.push((await at.read('settings', opened.id, { jar }))[key])
      }
      assert.deepEqual(seen, told[key])
    })
})
