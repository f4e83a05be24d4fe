// Certificates of the database's server are verified unless that is switched off by name.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '#errors/refusal.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { TestDatabases } from '../../support/databases.ts'

/** What the DSN asks for, `CA` standing for the file of the authority, and whether the server is then talked to. */
export type Expectation = readonly [
  sentence: string,
  options: string,
  host: '127.0.0.1' | 'localhost',
  works: boolean,
]

export function encryptionPromises(
  databases: TestDatabases,
  expectations: readonly Expectation[],
): void {
  describe(`encryption of ${databases.kind}`, { skip: databases.skip }, () => {
    for (const [sentence, options, host, works] of expectations) {
      test(sentence, async () => {
        const { dsn } = await databases.fresh()
        await up(dsn)
        const chosen = dsn
          .replace(/\?.*/, `?${options.replace('CA', (await databases.caFile()) ?? '')}`)
          .replace('127.0.0.1', host)
        const store = await createStore({ dsn: chosen, sqlite: { synchronous: 'FULL' } })
        try {
          if (works) await store.ping(3000)
          else
            await assert.rejects(
              store.ping(3000),
              (error) =>
                error instanceof Refusal &&
                error.kind === 'unavailable' &&
                /certificate|altnames/i.test(String(error.cause)),
            )
        } finally {
          await store.close()
        }
      })
    }
  })
}
