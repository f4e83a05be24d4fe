import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Account } from '#identity/identity-store.ts'
import { sampleAccount } from '../store/contract/samples.ts'
import type { Loss } from '#move/losses.ts'
import { rowsOfPerson, type RowParts } from '#move/back/person-rows.ts'

const parts = { network: 'n', typeIds: new Map(), newId: () => 'new' } as unknown as RowParts

function told(more: Partial<Account['identity']>) {
  const losses: Loss[] = []
  const { identity } = sampleAccount()
  const account = { credentials: [], identity: { ...identity, consents: [], ...more } }
  const rows = rowsOfPerson(account, undefined, parts, (loss) => void losses.push(loss))
  return { rows, losses: losses.map(({ kind, what }) => [kind, what]) }
}

describe('a person on the way back', () => {
  it('has nothing to be told of where all fits', () => {
    assert.deepEqual(told({ organizationId: undefined, externalId: undefined }).losses, [])
  })
  it('is written without consents, which is told', () => {
    const { consents } = sampleAccount().identity
    assert.ok(consents.length > 0)
    const { rows, losses } = told({ consents, organizationId: undefined })
    assert.equal(rows?.['identities']?.length, 1)
    assert.deepEqual(losses, [['note', 'consents']])
  })
  it('is written without an organization that is no UUID, which is told', () => {
    const { losses } = told({ organizationId: 'acme' })
    assert.deepEqual(losses, [['note', 'acme']])
  })
  it('is not written with an external id that is too long', () => {
    const { rows, losses } = told({ externalId: 'x'.repeat(65) })
    assert.deepEqual([rows, losses], [undefined, [['person', undefined]]])
  })
})
