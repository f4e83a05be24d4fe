import type { Timestamp } from '#lib/time.ts'
import type { Identity, IdentityState } from './identity.ts'

/**
 * By what an identity is found. `field`: a trait, `identifier`, `word`, or `wholeField`; both are
 * at most 64 characters.
 */
export type SearchTerm = { readonly field: string; readonly term: string }

/** The terms of an identity, and the mark of the rules by which they were made. */
export type SearchEntry = { readonly mark: string; readonly terms: readonly SearchTerm[] }

/**
 * The field of terms that stand for a whole value of something: they are found exactly, and never
 * by a word.
 */
export const wholeField = '='

export type TermCondition =
  | { readonly kind: 'word'; readonly begin: string }
  | { readonly kind: 'exact'; readonly field: string; readonly term: string }
  | { readonly kind: 'prefix'; readonly field: string; readonly begin: string }

/** From the first moment on, before the second. */
export type TimeRange = { readonly from?: Timestamp; readonly to?: Timestamp }

/** All that is given must hold. */
export type SearchConditions = {
  readonly terms: readonly TermCondition[]
  readonly state?: IdentityState
  readonly schemaId?: string
  readonly created?: TimeRange
  readonly updated?: TimeRange
  readonly lastSignIn?: TimeRange | 'never'
}

export type SearchSort = 'created_at' | 'updated_at' | 'last_sign_in' | 'id'

/** Where one stands in an order: its value (0 in the order of ids) and its id. */
export type SearchPosition = { readonly value: number; readonly id: string }

export type SearchOrder = { readonly by: SearchSort; readonly descending: boolean }

export type SearchHit = {
  readonly position: SearchPosition
  readonly lastSignInAt: Timestamp | undefined
}

/** Finds identities. What is written of an identity is found from the same moment on. */
export type SearchStore = {
  /**
   * In order; those who never signed in count as the earliest. `after`: the position of the last
   * one of the page before.
   */
  find(
    conditions: SearchConditions,
    order: SearchOrder,
    page: { readonly limit: number; readonly after?: SearchPosition },
  ): Promise<readonly SearchHit[]>
  /** Counts no further than `most`. */
  count(conditions: SearchConditions, most?: number): Promise<number>
  /** Ids of identities of a schema whose entry has another mark, or none. */
  outdated(schemaId: string, mark: string, limit: number): Promise<readonly string[]>
  /** Replaces the entry of an identity, unless it has a later version by now. */
  index(identity: Identity, entry: SearchEntry): Promise<void>
}
