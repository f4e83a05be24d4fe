import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccounts } from './accounts.ts'
import { credentialTable, type CredentialType } from './credential-types.ts'
import type { Account } from './identity-store.ts'
import { withoutSecondFactors } from './second-factors.ts'

const accounts = createAccounts({ clock: () => 2, newId: () => 'id' })
const types = Object.keys(credentialTable) as CredentialType[]

/** Credentials of a type, by whether they are second factors that somebody has set up. */
function configsOf(type: CredentialType): readonly { config: any; left: any }[] {
  const { factor, entries } = credentialTable[type]
  const config = { any: 'thing', list: [] }
  if (factor === 'second') return [{ config, left: undefined }]
  if (!entries?.isWayIn) return [{ config, left: config }]
  const { list, isWayIn } = entries
  const first = { id: 'f', [isWayIn]: true }
  const [second, unsaid] = [{ id: 's', [isWayIn]: false }, { id: 'u' }]
  const of = (...keys: object[]) => ({ [list]: keys, user_handle: 'h' })
  return [
    { config: of(first), left: of(first) },
    { config: of(second, first, unsaid), left: of(first) },
    { config: of(second), left: {} },
    { config: of(unsaid), left: {} },
    { config: {}, left: {} },
  ]
}

for (const type of types)
  test(`without second factors, of ${type} what signs in is left`, () => {
    for (const { config, left } of configsOf(type)) {
      const credential = {
        type,
        identifiers: ['i'],
        config,
        version: 1,
        createdAt: 1,
        updatedAt: 1,
      }
      const account = { identity: { id: 'a', updatedAt: 1 }, credentials: [credential] }
      const changed = withoutSecondFactors(accounts, account as unknown as Account)
      assert.deepEqual(changed.credentials[0]?.config, left)
      const [kept] = changed.credentials
      if (kept) assert.deepEqual(kept.identifiers, ['i'])
      if (JSON.stringify(left) === JSON.stringify(config))
        assert.equal(changed, account, 'nothing has changed')
      else assert.equal(changed.identity.updatedAt, 2)
    }
  })
