import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { ChainedEntry } from './entry.ts'
import { exportLines } from './present.ts'

const entry = (more: Partial<ChainedEntry> = {}): ChainedEntry => ({
  id: 'one',
  at: 0,
  action: 'identity.created',
  actor: { kind: 'operator', id: 'a', name: 'Ada, "the first"', right: 'admin' },
  target: { kind: 'identity', id: 'b' },
  client: undefined,
  requestId: '-1+1',
  fields: ['traits.email', 'sessions'],
  count: undefined,
  stream: 3,
  position: 4,
  keyId: 'k',
  mac: 'm',
  device: 'Firefox/Linux',
  ...more,
})

it('a row of CSV quotes what has to be, and has nothing that a spreadsheet computes', () => {
  const [head = '', row = ''] = exportLines([entry()], 'csv', true)
  assert.equal(
    row,
    'one,1970-01-01T00:00:00.000Z,identity.created,operator,a,"Ada, ""the first""",admin,identity,b,,' +
      "'-1+1,traits.email sessions,,3,4,k,m,Firefox/Linux",
  )
  assert.equal(head.split(',').length, 18)
  assert.equal(exportLines([entry()], 'csv', false).length, 1)
})

it('a line of JSON leaves out what there is not', () => {
  const [line = ''] = exportLines([entry()], 'jsonl', true)
  const { client_address: client, count, request_id: requestId } = JSON.parse(line)
  assert.deepEqual([client, count, requestId], [undefined, undefined, '-1+1'])
})
