import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Identity } from '#identity/identity.ts'
import { createDatabase } from './database.ts'
import type { Answer, Statement } from './engine.ts'
import { createPool } from './dialects/pool.ts'
import { createPooledEngine } from './dialects/pooled-engine.ts'
import { createCombine } from './dialects/postgres/combine.ts'
import { command } from './engine.ts'
import { writeDocument } from './search-document.ts'
import { writeSearch } from './search-write.ts'

const identity = {
  id: 'a',
  schemaId: 'default',
  state: 'active',
  createdAt: 1,
  updatedAt: 2,
  version: 2,
} as Identity
const terms = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ field: 'name', term: `term${at}` }))

/** What is sent when an identity without terms gets some, and something else waits for the end. */
async function sentFor(count: number, combines: boolean): Promise<readonly string[]> {
  const sent: string[] = []
  const answer = ({ sql }: Statement): Answer => {
    sent.push(sql)
    return sql.startsWith('select "identity_id"')
      ? { rows: [{ identity_id: 'a', created_at: 1, terms: writeDocument([]) }], changes: 0 }
      : { rows: [], changes: 1 }
  }
  const pool = createPool({
    max: 1,
    maxIdle: 1,
    waitMs: 100,
    open: async () => ({
      query: async (statement) => answer(statement),
      isLost: () => false,
      end: async () => undefined,
      destroy: () => undefined,
    }),
  })
  const lock = { take: command('LOCK'), release: command('LOCK') }
  const database = createDatabase(
    createPooledEngine(
      'postgres',
      pool,
      lock,
      { connectMs: 100, statementMs: 100 },
      combines ? createCombine() : undefined,
    ),
  )
  await database.transact(async () => {
    await writeSearch(database).replace(identity, { mark: '', terms: terms(count) })
    await database.run({ ...command('entry'), later: { explain: () => undefined } })
  })
  return sent.filter((sql) => /pallas_search_terms|entry\b/.test(sql) && !sql.includes('entries'))
}

describe('new terms of an identity', () => {
  it('are stored by the statement of what else waits, when they are few', async () => {
    for (const count of [1, 2, 8]) {
      const sent = await sentFor(count, true)
      assert.equal(sent.length, 1, String(count))
      assert.match(sent[0] ?? '', /INTO pallas_search_terms .* as \(entry\)/)
    }
  })
  it('are stored at once when they are many, and where changes do not wait', async () => {
    for (const [count, combines] of [
      [9, true],
      [1, false],
      [8, false],
    ] as const) {
      const [first, ...others] = await sentFor(count, combines)
      assert.match(first ?? '', /^INSERT INTO pallas_search_terms/)
      assert.doesNotMatch(others.at(-1) ?? '', /pallas_search_terms/)
    }
  })
})
