import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createTurns } from './turns.ts'

it('who comes later waits for those before, by number', async () => {
  const turns = createTurns()
  const order: string[] = []
  const first = await turns.take(1)
  const second = turns.take(1).then((turn) => {
    order.push('second')
    turn?.end()
  })
  const other = await turns.take(2)
  order.push('other')
  other?.end()
  first?.end()
  await second
  const third = await turns.take(1)
  assert.ok(third)
  assert.deepEqual(order, ['other', 'second'])
})

it('who waits too long goes without, and is waited for by nobody', async () => {
  const turns = createTurns(5)
  const first = await turns.take(1)
  assert.equal(await turns.take(1), undefined)
  const third = turns.take(1)
  first?.end()
  assert.ok(await third)
})
