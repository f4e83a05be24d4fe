// What administrators can search for, and the results.
import type { Consistency, Reading } from '#lib/consistency.ts'
import { Refusal } from '#errors/refusal.ts'
import { cut, fold, isLong } from '#lib/fold.ts'
import type { Timestamp } from '#lib/time.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Account, IdentityStore } from './identity-store.ts'
import type { IdentityState } from './identity.ts'
import type { Reindex } from './reindex.ts'
import type {
  Estimate,
  SearchConditions,
  SearchHit,
  SearchOrder,
  SearchPosition,
  SearchStore,
  TermCondition,
  TimeRange,
} from './search-store.ts'
import { fieldOf, wholeValue, type MetadataName } from './search-terms.ts'

/** All conditions must hold. Texts are compared ignoring case, accents and width. */
export type IdentitySearch = {
  /** Words; each is the beginning of a word of an identifier or a searchable trait. */
  readonly words?: string
  /** Values of traits (`traits.name.first`), or their beginnings. */
  readonly traits?: readonly {
    readonly name: string
    readonly match: 'equals' | 'prefix'
    readonly value: string
  }[]
  /** Single values of metadata, or entries of lists; `path` with dots. */
  readonly metadata?: readonly {
    readonly in: MetadataName
    readonly path: string
    readonly value: string
  }[]
  readonly state?: IdentityState
  readonly schemaId?: string
  readonly created?: TimeRange
  readonly updated?: TimeRange
  readonly lastSignIn?: TimeRange | 'never'
}

export type Counting = 'exact' | 'estimated' | 'none'

export type SearchRequest = {
  readonly search: IdentitySearch
  readonly order: SearchOrder
  readonly page: { readonly limit: number; readonly after?: SearchPosition }
  readonly count: Counting
  /** Undefined: as usual. */
  readonly consistency?: Consistency | undefined
}

export type Found = { readonly account: Account; readonly lastSignInAt: Timestamp | undefined }

export type SearchResult = {
  readonly found: readonly Found[]
  /** The position of the next page; undefined on the last one. */
  readonly next: SearchPosition | undefined
  readonly count: Estimate | undefined
  /** False while identities wait to be indexed: some may be missing. */
  readonly complete: boolean
}

export type SearchParts = {
  readonly search: SearchStore
  readonly identities: Pick<IdentityStore, 'list'>
  readonly schemas: () => IdentitySchemas
  readonly reindex: Pick<Reindex, 'isDone'>
  readonly reading: Reading
}

const limits = { words: 8, conditions: 16, textLength: 4096 }
/** An estimate counts up to this. */
const maxEstimate = 10_000

export type IdentitySearching = {
  /** Throws Refusal for a schema, trait or text that cannot be searched for. */
  find(request: SearchRequest): Promise<SearchResult>
}

export function createIdentitySearch({
  search,
  identities,
  schemas,
  reindex,
  reading,
}: SearchParts): IdentitySearching {
  async function countOf(
    conditions: SearchConditions,
    count: Counting,
    known: number,
  ): Promise<Estimate | undefined> {
    if (count === 'none') return undefined
    if (count === 'exact') return { value: await search.count(conditions), atLeast: false }
    const { value, atLeast } = await search.estimate(conditions, maxEstimate)
    return { value: atLeast ? Math.max(value, known) : value, atLeast }
  }

  async function found({
    search: wanted,
    order,
    page,
    count,
  }: SearchRequest): Promise<SearchResult> {
    const conditions = conditionsOf(wanted, schemas())
    const hits = await search.find(conditions, order, { ...page, limit: page.limit + 1 })
    const shown = hits.slice(0, page.limit)
    const next = hits.length > page.limit ? shown.at(-1)?.position : undefined
    return {
      found: await accountsOf(identities, shown),
      next,
      count: await countOf(conditions, count, hits.length),
      complete: await reindex.isDone(),
    }
  }

  return { find: (request) => reading(request.consistency, () => found(request)) }
}

async function accountsOf(
  identities: Pick<IdentityStore, 'list'>,
  hits: readonly SearchHit[],
): Promise<readonly Found[]> {
  const ids = hits.map(({ position }) => position.id)
  const byId = new Map(
    (await identities.list({ ids }, { limit: ids.length })).map((account) => [
      account.identity.id,
      account,
    ]),
  )
  return hits.flatMap(({ position, lastSignInAt }) => {
    const account = byId.get(position.id)
    // NOTE an identity that was just deleted is left out
    return account ? [{ account, lastSignInAt }] : []
  })
}

const wrong = (reason: string) => new Refusal('bad-request', { reason })

function conditionsOf(
  { words, traits = [], metadata = [], ...rest }: IdentitySearch,
  schemas: IdentitySchemas,
): SearchConditions {
  if (rest.schemaId !== undefined && !schemas.find(rest.schemaId))
    throw wrong('There is no identity schema with this id.')
  if (traits.length + metadata.length > limits.conditions)
    throw wrong(
      `At most ${limits.conditions} values of traits and metadata can be searched for at once.`,
    )
  for (const [name, range] of Object.entries({
    created: rest.created,
    updated: rest.updated,
    last_sign_in: rest.lastSignIn,
  })) {
    if (
      typeof range === 'object' &&
      range.from !== undefined &&
      range.to !== undefined &&
      range.from >= range.to
    )
      throw wrong(`The time from which ${name} counts must be before the time at which it ends.`)
  }
  return {
    ...rest,
    terms: [
      ...wordsOf(words),
      ...traits.map((one) => traitCondition(one, schemas, rest.schemaId)),
      ...metadata.map(metadataCondition),
    ],
  }
}

function wordsOf(words: string | undefined): readonly TermCondition[] {
  if (words === undefined) return []
  if (words.length > limits.textLength) throw wrong('That is too much text to search for.')
  const each = [...new Set(fold(words).split(' '))].filter((word) => word !== '')
  if (each.length > limits.words)
    throw wrong(`At most ${limits.words} words can be searched for at once.`)
  // NOTE a word that another word begins with is found with that one
  return each
    .filter((word) => !each.some((other) => other !== word && other.startsWith(word)))
    .map((word) => ({ kind: 'word', begin: cut(word) }))
}

function traitCondition(
  {
    name,
    match,
    value,
  }: { readonly name: string; readonly match: 'equals' | 'prefix'; readonly value: string },
  schemas: IdentitySchemas,
  schemaId: string | undefined,
): TermCondition {
  const searched = schemas.list().filter(({ id }) => schemaId === undefined || id === schemaId)
  if (!searched.some(({ search }) => search.names.includes(name))) {
    const known = [...new Set(searched.flatMap(({ search }) => search.names))].slice(0, 50)
    throw wrong(
      `${JSON.stringify(name.slice(0, 100))} is no trait that can be searched for. A schema ` +
        `marks those with "pallas": {"search": true}. Known are: ${known.join(', ') || 'none'}.`,
    )
  }
  const folded = foldedValue(name, value),
    field = fieldOf(name)
  if (match === 'prefix') return { kind: 'prefix', field, begin: cut(folded) }
  return { kind: 'exact', ...(isLong(folded) ? wholeValue(name, folded) : { field, term: folded }) }
}

function metadataCondition({
  in: metadata,
  path,
  value,
}: {
  readonly in: MetadataName
  readonly path: string
  readonly value: string
}): TermCondition {
  if (path === '') throw wrong(`${metadata} needs a path to a value, such as ${metadata}.plan.`)
  return {
    kind: 'exact',
    ...wholeValue(
      `${metadata}.${path}`,
      value.length > limits.textLength ? tooLong(path) : fold(value),
    ),
  }
}

function foldedValue(name: string, value: string): string {
  const folded = value.length > limits.textLength ? tooLong(name) : fold(value)
  if (folded === '') throw wrong(`${name} needs a text to search for.`)
  return folded
}

function tooLong(name: string): never {
  throw wrong(`The text for ${name} is longer than ${limits.textLength} characters.`)
}
