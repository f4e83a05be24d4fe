import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinOtherNodes } from './galera.ts'

/** Answers as a server does whose variables and states are these. */
async function sentTo(values: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const sent: string[] = []
  await joinOtherNodes(async ({ sql }) => {
    sent.push(sql)
    const value = values[/^SHOW .* LIKE '(\w+)'$/.exec(sql)?.[1] ?? '']
    return { rows: value === undefined ? [] : [{ Value: value }], changes: 0 }
  })
  return sent.filter((sql) => !sql.startsWith('SHOW'))
}

test('on a node of a cluster statements wait for what was acknowledged at others', async () => {
  assert.deepEqual(await sentTo({ wsrep_on: 'ON', wsrep_ready: 'ON' }), [
    'SET SESSION wsrep_sync_wait = 7',
  ])
})

test('a node that the others have given up is refused', async () => {
  await assert.rejects(sentTo({ wsrep_on: 'ON', wsrep_ready: 'OFF' }), /does not belong/)
})

test('a server that is no node is taken as it is', async () => {
  for (const values of [{}, { wsrep_on: 'OFF', wsrep_ready: 'OFF' }])
    assert.deepEqual(await sentTo(values), [])
})
