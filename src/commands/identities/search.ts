// `pallas identities search`.
import { searchOf } from '#editions/newest.ts'
import { badRequest } from '#editions/shared/fields.ts'
import type { IdentitySearching } from '#identity/search.ts'
import { toRfc3339 } from '#lib/time.ts'
import { describeAccount } from '#identity/import-format.ts'

/** Options as commander gives them. */
export type SearchOptions = {
  readonly trait: readonly string[]
  readonly prefix: readonly string[]
  readonly metadataPublic: readonly string[]
  readonly metadataAdmin: readonly string[]
  readonly state?: string
  readonly schema?: string
  readonly createdFrom?: string
  readonly createdTo?: string
  readonly updatedFrom?: string
  readonly updatedTo?: string
  readonly lastSignInFrom?: string
  readonly lastSignInTo?: string
  readonly neverSignedIn?: boolean
  readonly sort?: string
  readonly pageSize?: string
  readonly after?: string
  readonly count?: boolean
}

/** A page of results; `complete` is false while some identities are not indexed yet. */
export type Searched = {
  readonly lines: readonly string[]
  readonly next: string | undefined
  readonly count: number | undefined
  readonly complete: boolean
}

/**
 * Finds a page of identities as JSON lines that include the last sign-in. `next`: the `after` of
 * the next page. Throws Refusal for invalid options.
 */
export async function searchIdentities(
  identitySearch: IdentitySearching,
  words: readonly string[],
  options: SearchOptions,
): Promise<Searched> {
  const { search, order, limit } = searchOf(bodyOf(words, options))
  const after = options.after === undefined ? undefined : positionOf(options.after)
  const { found, next, count, complete } = await identitySearch.find({
    search,
    order,
    page: { limit, ...(after === undefined ? {} : { after }) },
    count: options.count === true ? 'exact' : 'none',
  })
  return {
    lines: found.map(({ account, lastSignInAt }) =>
      JSON.stringify({
        ...describeAccount(account, false),
        ...(lastSignInAt === undefined ? {} : { last_sign_in_at: toRfc3339(lastSignInAt) }),
      }),
    ),
    next: next && `${next.value}:${next.id}`,
    count: count?.value,
    complete,
  }
}

function bodyOf(words: readonly string[], options: SearchOptions): object {
  const range = (from: string | undefined, to: string | undefined) =>
    from === undefined && to === undefined ? undefined : { from, to }
  if (options.neverSignedIn === true && range(options.lastSignInFrom, options.lastSignInTo))
    throw badRequest(
      '--never-signed-in cannot be combined with --last-sign-in-from or --last-sign-in-to.',
    )
  const pairs = (given: readonly string[], as: (name: string, value: string) => object) =>
    given.map((pair) => as(...split(pair)))
  return {
    words: words.join(' '),
    traits: [
      ...pairs(options.trait, (name, equals) => ({ name: `traits.${name}`, equals })),
      ...pairs(options.prefix, (name, prefix) => ({ name: `traits.${name}`, prefix })),
    ],
    metadata: [
      ...pairs(options.metadataPublic, (path, equals) => ({ in: 'metadata_public', path, equals })),
      ...pairs(options.metadataAdmin, (path, equals) => ({ in: 'metadata_admin', path, equals })),
    ],
    state: options.state,
    schema_id: options.schema,
    created: range(options.createdFrom, options.createdTo),
    updated: range(options.updatedFrom, options.updatedTo),
    last_sign_in:
      options.neverSignedIn === true
        ? 'never'
        : range(options.lastSignInFrom, options.lastSignInTo),
    sort: options.sort,
    page_size: options.pageSize,
  }
}

function split(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  if (at < 1)
    throw badRequest(`${JSON.stringify(pair.slice(0, 100))} must have the form name=value.`)
  return [pair.slice(0, at), pair.slice(at + 1)]
}

function positionOf(text: string): { readonly value: number; readonly id: string } {
  const [, value, id] = /^(\d{1,15}):([0-9a-f-]{36})$/.exec(text) ?? []
  if (value === undefined || id === undefined)
    throw badRequest('--after must be the value printed after the previous page.')
  return { value: Number(value), id }
}
