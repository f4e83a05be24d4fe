// Reads the query parameters of admin lists.
import { queryValues, queryValue, type Request } from '#http/route.ts'
import type { Consistency } from '#lib/consistency.ts'
import type { IdentityFilter } from '#identity/identity-store.ts'
import { credentialTypes, type CredentialType } from '#identity/credential-types.ts'
import { isUuid, badRequest } from '../../fields.ts'
import { readKeyPage, type KeyList, type KeyPage } from '../../key-pages.ts'
import { checkPageSize, mostEntries } from '../../page-parameters.ts'

const maxIds = 500
const pageSizes = { default: 250, max: mostEntries }

/** A page by key (`page_token`), or by page number from 1 (`page`, the older form). */
export type ListPage =
  | { readonly kind: 'keys'; readonly page: KeyPage }
  | {
      readonly kind: 'counted'
      readonly number: number
      readonly size: number
      readonly query: Request['query']
    }

/** A request for a list of identities. `types`: credential types whose config is included. */
export type IdentityList = {
  readonly filter: IdentityFilter
  readonly types: readonly CredentialType[] | undefined
  readonly page: ListPage
  /** Undefined: as usual. */
  readonly consistency: Consistency | undefined
}

/** Reads a request for a list of identities. */
export const readIdentityList =
  (list: KeyList) =>
  (request: Request): IdentityList => ({
    filter: readFilter(request),
    types: request.query['include_credential'] === undefined ? undefined : readTypes(request),
    page: readPage(request, list),
    consistency: readConsistency(request),
  })

function readConsistency(request: Request): Consistency | undefined {
  const wished = queryValue(request, 'consistency')
  // NOTE another word has always been taken as none
  return wished === 'strong' || wished === 'eventual' ? wished : undefined
}

/** The credential types whose config is to be included. */
export function readTypes(request: Request): readonly CredentialType[] {
  return queryValues(request, 'include_credential').map((type) => {
    const known = credentialTypes.find((one) => one === type)
    if (known === undefined)
      throw badRequest(
        `There is no type of credential by the name of ${JSON.stringify(type.slice(0, 100))}.`,
      )
    return known
  })
}

function readFilter(request: Request): IdentityFilter {
  const ids = queryValues(request, 'ids').filter((id) => id !== '')
  const identifier = queryValue(request, 'credentials_identifier') || undefined
  const similarIdentifier =
    queryValue(request, 'preview_credentials_identifier_similar') || undefined
  const organizationId = queryValue(request, 'organization_id') || undefined
  if (
    [ids[0], identifier, similarIdentifier, organizationId].filter((given) => given !== undefined)
      .length > 1
  ) {
    throw badRequest(
      'At most one of ids, credentials_identifier, preview_credentials_identifier_similar ' +
        'and organization_id can be given.',
    )
  }
  if (ids.length > maxIds) throw badRequest(`At most ${maxIds} ids can be asked for at once.`)
  if (!ids.every(isUuid)) throw badRequest('Every one of ids must be a UUID.')
  if (organizationId !== undefined && !isUuid(organizationId))
    throw badRequest('organization_id must be a UUID.')
  return {
    ...(ids.length > 0 ? { ids: ids.map((id) => id.toLowerCase()) } : {}),
    ...(identifier === undefined ? {} : { identifier }),
    ...(similarIdentifier === undefined ? {} : { similarIdentifier }),
    ...(organizationId === undefined ? {} : { organizationId: organizationId.toLowerCase() }),
  }
}

function readPage(request: Request, list: KeyList): ListPage {
  const { query } = request
  const { page: _page, per_page: _perPage, ...rest } = query
  const isCounted =
    (query['page'] !== undefined || query['per_page'] !== undefined) &&
    query['page_size'] === undefined &&
    query['page_token'] === undefined
  if (!isCounted) {
    return { kind: 'keys', page: readKeyPage({ ...request, query: rest }, list) }
  }
  const size = checkPageSize(number(queryValue(request, 'per_page'), 'per_page', pageSizes.default))
  return {
    kind: 'counted',
    number: Math.max(1, number(queryValue(request, 'page'), 'page', 1)),
    size: Math.min(size > 0 ? size : pageSizes.default, pageSizes.max),
    query: rest,
  }
}

function number(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text))
    throw badRequest(`${name} must be a whole number that is not negative.`)
  return Number(text)
}

/** The filter `active`; undefined when it is absent. */
export function readActive(request: Request): boolean | undefined {
  const value = queryValue(request, 'active') ?? ''
  if (value === '') return undefined
  if (/^(true|1)$/i.test(value)) return true
  if (/^(false|0)$/i.test(value)) return false
  throw badRequest('active must be true or false.')
}

/** What a session's JSON includes besides the session. */
export type Expand = { readonly identity: boolean; readonly devices: boolean }

/** Reads `expand`. Throws Refusal for an unknown value. */
export function readExpand(request: Request): Expand {
  const value = queryValues(request, 'expand')
    .flatMap((one) => one.split(','))
    .map((one) => one.toLowerCase())
    .filter((one) => one !== '')
  const unknown = value.find((one) => one !== 'identity' && one !== 'devices')
  if (unknown !== undefined) throw badRequest('expand can be identity and devices.')
  return { identity: value.includes('identity'), devices: value.includes('devices') }
}

/** The path parameter `id` in lower case. Throws Refusal when it is not a UUID. */
export function readUuid({ params }: Request): string {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw badRequest('The id in the address is not a UUID.')
  return id.toLowerCase()
}
