// Encrypts everything stored that is encrypted with an older key anew with the newest one.
import { setTimeout as sleep } from 'node:timers/promises'
import { record } from '#audit/record.ts'
import { createCipher, createKeyFinder } from '#crypto/cipher.ts'
import type { PurposeName } from '#crypto/purposes.ts'
import type { Clock } from '#lib/time.ts'
import type { SealedRow } from '#store/sealed-store.ts'
import type { Store } from '#store/store.ts'
import { sealedIn, sealedPlaces, sealedTables, sealedTypes, type Sealed } from './sealed-places.ts'

export type ResealParts = {
  readonly store: Pick<Store, 'sealed' | 'transact'>
  /** The keys, newest first. */
  readonly secrets: readonly string[]
  readonly clock: Clock
  /** After which nobody stores any more what they had read before it was encrypted anew. */
  readonly settleMs?: number
}

/** The counts of one purpose. */
export type Tally = {
  /** How many texts use a key when all is done, by its index. */
  readonly byKey: readonly number[]
  /** How many were encrypted anew. */
  readonly resealed: number
  /** Ids of what no configured key opens: of identities, flows, messages or calls. */
  readonly unreadable: readonly string[]
}

export type ResealReport = Readonly<Record<PurposeName, Tally>>

type MutableTally = { byKey: number[]; resealed: number; unreadable: string[] }
type Found = Sealed & { readonly name: PurposeName }
type Change = { readonly row: SealedRow; readonly texts: Record<string, string>; found: Found[] }

const batchSize = 500
/**
 * How often everything is looked through at most: what servers write meanwhile can bring back a
 * text that was read before it was encrypted anew.
 */
const mostPasses = 5

const names = Object.keys(sealedPlaces) as PurposeName[]

/**
 * Returns a function that goes through all places, in batches. It can be stopped at any moment and
 * run again, and run while servers run: a text that has changed since it was read is left alone.
 * With `dryRun` it only counts. To be called in a context of the audit trail.
 */
export function createReseal({ store, secrets, clock, settleMs = 3000 }: ResealParts) {
  const cipher = createCipher(secrets),
    keyOf = createKeyFinder(secrets)

  /** What has to be stored of a row, and its texts; the latter are counted. */
  function examine(row: SealedRow, report: Record<PurposeName, MutableTally>): Change {
    const change: Change = { row, texts: {}, found: [] }
    for (const one of sealedIn(row)) {
      const tally = report[one.name],
        key = keyOf(one.text)
      const plain = key === 0 ? undefined : cipher.decrypt(one.text, one.purpose)
      if (key === undefined || (key > 0 && plain === undefined)) tally.unreadable.push(row.id)
      else tally.byKey[key] = (tally.byKey[key] ?? 0) + 1
      if (plain === undefined) continue
      // NOTE an encrypted text has no character that JSON escapes, and occurs once
      const before = change.texts[one.column] ?? row.texts[one.column] ?? ''
      change.texts[one.column] = before.replace(one.text, cipher.encrypt(plain, one.purpose))
      change.found.push(one)
    }
    return change
  }

  async function storeAll(changes: readonly Change[]): Promise<readonly Change[]> {
    if (changes.length === 0) return []
    return store.transact(async () => {
      const done: Change[] = []
      for (const change of changes)
        if (await store.sealed.replace(change.row, change.texts)) done.push(change)
      if (done.length > 0)
        await record({
          action: 'secrets.resealed',
          target: { kind: 'server' },
          fields: [...new Set(done.flatMap(({ found }) => found.map(({ name }) => name)))],
          count: done.length,
        })
      return done
    })
  }

  /** Answers whether something is left that was encrypted with an older key. */
  async function pass(
    report: Record<PurposeName, MutableTally>,
    resealed: Record<PurposeName, number>,
    dryRun: boolean,
  ): Promise<boolean> {
    let isLeft = false
    for (const table of sealedTables) {
      let after: string | undefined = ''
      while (after !== undefined) {
        const page = { after, limit: batchSize, now: clock() }
        const { rows, last } = await store.sealed.list(table, page, sealedTypes)
        const changes = rows
          .map((row) => examine(row, report))
          .filter(({ found }) => found.length > 0)
        if (changes.length > 0) isLeft = true
        if (!dryRun)
          for (const { found } of await storeAll(changes))
            for (const { name } of found) resealed[name]++
        after = last
      }
    }
    return isLeft
  }

  return async ({ dryRun = false }: { readonly dryRun?: boolean } = {}): Promise<ResealReport> => {
    const resealed = byName(() => 0)
    for (let passes = 1; ; passes++) {
      const report = byName(() => ({
        byKey: secrets.map(() => 0),
        resealed: 0,
        unreadable: [] as string[],
      }))
      const isLeft = await pass(report, resealed, dryRun)
      // NOTE the last pass counts what is there when all is done
      if (!dryRun && isLeft && passes < mostPasses) {
        await sleep(settleMs)
        continue
      }
      for (const name of names) report[name].resealed = resealed[name]
      return report
    }
  }
}

const byName = <T>(make: () => T): Record<PurposeName, T> =>
  Object.fromEntries(names.map((name) => [name, make()])) as Record<PurposeName, T>
