// OpenAPI descriptions of the identity search.
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { anything, choice, flag, list, text } from '#lib/json-schema.ts'
import { allOf, eitherOf, int64, nullable, object, ref, time } from '../shared/json-schema.ts'

const state = choice('active', 'inactive')
const sort = {
  ...choice(
    'created_at',
    '-created_at',
    'updated_at',
    '-updated_at',
    'last_sign_in',
    '-last_sign_in',
    'id',
    '-id',
  ),
  default: '-created_at',
  description: 'A minus sign is for the latest first; who never signed in counts as the earliest',
}
const count = {
  ...choice('exact', 'estimated', 'none'),
  default: 'none',
  description: 'An estimate is exact up to 10000',
}
const paging = {
  page_size: { ...int64, minimum: 1, maximum: 250, default: 50 },
  page_token: {
    ...text,
    description: 'next_page_token of the page before; good for the same search in the same order',
  },
}
const words = {
  ...text,
  description:
    'Up to 8 words, each of which begins a word of an identifier or of a trait that its ' +
    'schema marks with "pallas": {"search": true}',
}
const from = { ...time, description: 'From this moment on' },
  to = { ...time, description: 'Before this moment' }
const span = object({ 'from?': from, 'to?': to })
const conditions = {
  'words?': words,
  'traits?': list(
    object({
      name: { ...text, description: 'Such as traits.name.first' },
      'equals?': anything,
      'prefix?': text,
    }),
  ),
  'metadata?': list(
    object({
      in: choice('metadata_public', 'metadata_admin'),
      path: { ...text, description: 'With dots; every entry of a list counts' },
      equals: anything,
    }),
  ),
  'state?': state,
  'schema_id?': text,
  'created?': span,
  'updated?': span,
  'last_sign_in?': eitherOf(span, choice('never')),
}
const consistency = {
  ...choice('strong', 'eventual'),
  description: 'eventual: a replica of the database may be read, which can be some moments behind',
}
/** The conditions and the order of a search as parameters of a query. */
export const searchQuery = {
  words,
  state,
  schema_id: text,
  created_from: from,
  created_to: to,
  updated_from: from,
  updated_to: to,
  last_sign_in_from: from,
  last_sign_in_to: to,
  last_sign_in: { ...choice('never'), description: 'Those who never signed in' },
  sort,
  consistency,
}
/** The conditions of a search alone. */
export const searchConditions = object(conditions)
const result = object({
  identities: list(allOf(ref('identity'), object({ last_sign_in_at: nullable(time) }))),
  'next_page_token?': text,
  'count?': object({ value: int64, relation: choice('exact', 'at_least') }),
  complete: {
    ...flag,
    description: 'False while identities wait to be indexed: some may be missing',
  },
})
const responses = { 200: result, 400: ref('errorGeneric') }

const documents = {
  searchIdentities: {
    summary:
      'Search identities. Besides the named parameters: traits.NAME and prefix.traits.NAME ' +
      'for traits that are searched, metadata_public.PATH and metadata_admin.PATH for single ' +
      'values in metadata. All must hold; case, accents and width make no difference',
    tag: 'identity',
    query: {
      ...searchQuery,
      count,
      ...paging,
    },
    responses,
  },
  searchIdentitiesByBody: {
    summary: 'Search identities, for searches that are too long for an address',
    tag: 'identity',
    body: object({
      ...conditions,
      'sort?': sort,
      'count?': count,
      'page_size?': paging.page_size,
      'page_token?': paging.page_token,
      'consistency?': consistency,
    }),
    responses,
  },
} satisfies Record<string, Omit<RouteDocument, 'id'>>

/** The route options that document a search operation. */
export function searchDocumentOf(id: keyof typeof documents): RouteOptions {
  return { document: { id, ...documents[id] } }
}
