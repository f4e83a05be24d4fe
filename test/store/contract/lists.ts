import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { IdentityFilter, IdentityStore } from '#identity/identity-store.ts'
import type { Promises } from './promises.ts'
import { sampleAccount } from './samples.ts'

const organizationId = randomUUID()
const everyone = Array.from({ length: 25 }, (_, index) =>
  sampleAccount(
    `user-${String(index).padStart(2, '0')}@example.org`,
    index % 5 === 0 ? { organizationId } : {},
  ),
)
const sorted = [...everyone].sort((a, b) => (a.identity.id < b.identity.id ? -1 : 1))

async function idsOf(
  identities: IdentityStore,
  filter: IdentityFilter,
): Promise<readonly string[]> {
  const found = (await identities.list(filter, { limit: 100 })).map(({ identity }) => identity)
  assert.deepEqual(await identities.listIdentities(filter, { limit: 100 }), found)
  return found.map(({ id }) => id)
}

export function listPromises(promise: Promises): void {
  promise(
    'pages by key show every account once, ordered by id, with its credentials',
    async ({ identities }) => {
      await identities.insertMany(everyone)
      const pages = []
      let after: string | undefined
      for (;;) {
        const page = await identities.list(
          {},
          { limit: 7, ...(after === undefined ? {} : { after }) },
        )
        if (page.length === 0) break
        pages.push(page)
        after = page.at(-1)?.identity.id
      }
      assert.deepEqual(
        pages.map((page) => page.length),
        [7, 7, 7, 4],
      )
      assert.deepEqual(pages.flat(), sorted)
    },
  )

  promise('pages without credentials show the same', async ({ identities }) => {
    await identities.insertMany(everyone)
    const all = sorted.map(({ identity }) => identity)
    const after = all[6]?.id ?? ''
    assert.deepEqual(await identities.listIdentities({}, { limit: 7 }), all.slice(0, 7))
    assert.deepEqual(await identities.listIdentities({}, { limit: 7, after }), all.slice(7, 14))
    const last = await identities.listIdentities({}, { limit: 10, offset: 20 })
    assert.deepEqual(last, all.slice(20))
  })

  promise('pages by offset show the same in the same order', async ({ identities }) => {
    await identities.insertMany(everyone)
    assert.deepEqual(await identities.listByOffset({}, { limit: 10, offset: 20 }), sorted.slice(20))
    assert.deepEqual(await identities.listByOffset({}, { limit: 10, offset: 30 }), [])
  })

  promise(
    'filters choose by id, identifier, part of an identifier and organization, in lists and in counts',
    async ({ identities }) => {
      await identities.insertMany(everyone)
      const chosen: readonly (readonly [IdentityFilter, readonly string[]])[] = [
        [{}, everyone.map(({ identity }) => identity.id)],
        [{ ids: [] }, []],
        [
          {
            ids: [
              everyone[3]?.identity.id ?? '',
              everyone[4]?.identity.id ?? '',
              everyone[3]?.identity.id ?? '',
              randomUUID(),
            ],
          },
          [everyone[3]?.identity.id ?? '', everyone[4]?.identity.id ?? ''],
        ],
        [{ identifier: 'user-07@example.org' }, [everyone[7]?.identity.id ?? '']],
        [{ identifier: 'user-07' }, []],
        [
          { similarIdentifier: 'user-1' },
          everyone.slice(10, 20).map(({ identity }) => identity.id),
        ],
        [{ similarIdentifier: 'USER-1' }, []],
        [{ similarIdentifier: 'user-%' }, []],
        [{ similarIdentifier: 'user_0' }, []],
        [
          { organizationId },
          everyone.filter((_, index) => index % 5 === 0).map(({ identity }) => identity.id),
        ],
        [{ organizationId: randomUUID() }, []],
      ]
      for (const [filter, expected] of chosen) {
        assert.deepEqual(
          await idsOf(identities, filter),
          [...expected].sort(),
          JSON.stringify(filter),
        )
        assert.equal(await identities.count(filter), expected.length)
      }
    },
  )
}
