// `pallas migrate normalize-phone-numbers`: the phone numbers of stored traits in one form.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reading } from '#config/read.ts'
import { createPhoneTraits } from '#identity/phone-traits.ts'
import { withSearchIndex } from '#identity/search-indexed.ts'
import { systemClock } from '#lib/time.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { schemasOf } from './schemas.ts'

export type PhoneNumberOptions = {
  readonly dryRun: boolean
  readonly batchSize: number
  readonly batchDelay: number
  readonly startAfter?: string
}

/** Lines about what was done; `progress` is told of the last identity of each batch. */
export async function normalizePhoneNumbers(
  { config }: Reading,
  dsn: string,
  { dryRun, batchSize, batchDelay, startAfter }: PhoneNumberOptions,
  progress: (line: string) => void,
): Promise<{ readonly lines: readonly string[]; readonly exitCode: 0 | 1 }> {
  const loaded = await schemasOf(config)
  const schemas = () => loaded
  if (dsn.startsWith('sqlite')) await up(dsn)
  const store = await createStore({ dsn, sqlite: config.pallas.sqlite })
  try {
    const traits = createPhoneTraits({
      identities: withSearchIndex(store.identities, schemas),
      schemas,
      clock: systemClock,
    })
    let looked = 0,
      changed = 0
    const failed: string[] = []
    for (let after = startAfter; ;) {
      const batch = await traits.batch(after, { limit: batchSize, dryRun })
      looked += batch.looked
      changed += batch.changed.length
      failed.push(...batch.failed)
      if (batch.last === undefined || batch.looked < batchSize) break
      after = batch.last
      progress(`up to ${after}: ${changed} changed`)
      await sleep(batchDelay)
    }
    return {
      lines: [
        ...failed.map((id) => `${id}: was changed meanwhile, stays as it is`),
        `${looked} looked at, ${changed} ${dryRun ? 'to be changed' : 'changed'}`,
      ],
      exitCode: failed.length > 0 ? 1 : 0,
    }
  } finally {
    await store.close()
  }
}
