import type { Timestamp } from '#lib/time.ts'
import type { Identity, IdentityState } from './identity.ts'

/**
 * A value by which an identity is found. `field`: a trait, `identifier`, `word`, or `wholeField`;
 * both have at most 64 characters.
 */
export type SearchTerm = { readonly field: string; readonly term: string }

/** The terms of an identity, and the mark of the rules that made them. */
export type SearchEntry = { readonly mark: string; readonly terms: readonly SearchTerm[] }

/** The field of terms for whole values, which are found exactly and not by words. */
export const wholeField = '='

export type TermCondition =
  | { readonly kind: 'word'; readonly begin: string }
  | { readonly kind: 'exact'; readonly field: string; readonly term: string }
  | { readonly kind: 'prefix'; readonly field: string; readonly begin: string }

/** From the first moment on, and before the second. */
export type TimeRange = { readonly from?: Timestamp; readonly to?: Timestamp }

/** All conditions must hold. */
export type SearchConditions = {
  readonly terms: readonly TermCondition[]
  readonly state?: IdentityState
  readonly schemaId?: string
  readonly created?: TimeRange
  readonly updated?: TimeRange
  readonly lastSignIn?: TimeRange | 'never'
}

export type SearchSort = 'created_at' | 'updated_at' | 'last_sign_in' | 'id'

/** The position in an order: its value (0 when ordered by id) and the id. */
export type SearchPosition = { readonly value: number; readonly id: string }

export type SearchOrder = { readonly by: SearchSort; readonly descending: boolean }

export type SearchHit = {
  readonly position: SearchPosition
  readonly lastSignInAt: Timestamp | undefined
}

export type Estimate = { readonly value: number; readonly atLeast: boolean }

/** Finds identities. Changes are found as soon as they are stored. */
export type SearchStore = {
  /**
   * In order; identities that never signed in count as the earliest. `after`: the position of the
   * last one of the previous page.
   */
  find(
    conditions: SearchConditions,
    order: SearchOrder,
    page: { readonly limit: number; readonly after?: SearchPosition },
  ): Promise<readonly SearchHit[]>
  count(conditions: SearchConditions): Promise<number>
  /**
   * Counts up to `most`, and looks at some thousand candidates where several conditions find many
   * each. `atLeast`: there may be more.
   */
  estimate(conditions: SearchConditions, most: number): Promise<Estimate>
  /** Ids of identities of a schema whose entry has another mark, or that have no entry. */
  outdated(schemaId: string, mark: string, limit: number): Promise<readonly string[]>
  /** Replaces the entry of an identity, unless a later version is stored. */
  index(identity: Identity, entry: SearchEntry): Promise<void>
}
