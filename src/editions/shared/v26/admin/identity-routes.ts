// Admin routes for identities.
import { record } from '#audit/record.ts'
import { json, nothing, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { revealedEntry } from '#identity/audit-entries.ts'
import type { BatchResult } from '#identity/batch.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Identity } from '#identity/identity.ts'
import type { JsonObject } from '#lib/json.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import { keyPageHeaders, type KeyList } from '../../key-pages.ts'
import { countedPageHeaders } from '../../counted-pages.ts'
import { presentAdministered, presentWithCredentials } from '../present/administered.ts'
import { presentDefect, presentError } from '../present/error.ts'
import { asRefusal } from '../refuse.ts'
import { adminDocumentOf } from '../documents-admin.ts'
import type { WireIdentity } from '../wire.ts'
import type { AdminRouteParts } from './parts.ts'
import { changesOf, readIdentityPatch } from './patch-identity.ts'
import { readBatch, type BatchItem } from './read-batch.ts'
import { readNewIdentity, readUpdate } from './read-identity.ts'
import { readIdentityList, readTypes, type IdentityList } from './read-list.ts'

type Read = { readonly id: string; readonly types: readonly CredentialType[] }

/** The identity routes. */
export function identityRoutes(parts: AdminRouteParts): readonly Route[] {
  const { administration, reveal } = parts.core
  const list: KeyList = {
    name: 'identities',
    defaultLimit: 250,
    maxLimit: 500,
    pageTokens: parts.pageTokens,
  }
  const present = (account: Account, types: readonly CredentialType[] = []) =>
    presentWithCredentials(account, parts.places().publicUrl, { types, reveal })
  const patchDocument = (account: Account) =>
    present(account, ['password']) as unknown as JsonObject

  return [
    route(
      'POST',
      '/identities',
      readNewIdentity,
      administration.create,
      (account) =>
        json(201, withoutNullMetadata(present(account)), {
          location: `${parts.places().adminUrl}/identities/${account.identity.id}`,
        }),
      adminDocumentOf('createIdentity'),
    ),

    route(
      'PATCH',
      '/identities',
      readBatch,
      async (items) => ({
        items,
        results: await administration.createMany(items.map(({ create }) => create)),
      }),
      answerBatch(parts),
      adminDocumentOf('batchPatchIdentities'),
    ),

    route(
      'GET',
      '/identities',
      readIdentityList(list),
      async (input) => listRevealed(await find(parts, input)),
      answerList(parts, list),
      { ...adminDocumentOf('listIdentities'), adminQuery: 'include_credential' },
    ),

    route(
      'GET',
      '/identities/by/external/:externalId',
      (request): Read => ({ id: request.params['externalId'] ?? '', types: readTypes(request) }),
      async ({ id, types }) => revealed(present, await administration.findByExternalId(id), types),
      (identity) => json(200, identity),
      { ...adminDocumentOf('getIdentityByExternalID'), adminQuery: 'include_credential' },
    ),

    route(
      'GET',
      '/identities/:id',
      (request): Read => ({ id: readId(request), types: readTypes(request) }),
      async ({ id, types }) => revealed(present, await administration.find(id), types),
      (identity) => json(200, identity),
      { ...adminDocumentOf('getIdentity'), adminQuery: 'include_credential' },
    ),

    route(
      'PUT',
      '/identities/:id',
      readUpdate,
      ({ id, update }) => administration.update(id, update),
      (account) => json(200, withoutNullMetadata(present(account))),
      adminDocumentOf('updateIdentity'),
    ),

    route(
      'PATCH',
      '/identities/:id',
      readIdentityPatch,
      ({ id, patch }) =>
        administration.change(id, (account) => changesOf(patchDocument(account), patch)),
      (account) => json(200, present(account)),
      adminDocumentOf('patchIdentity'),
    ),

    route(
      'DELETE',
      '/identities/:id',
      readId,
      administration.delete,
      () => nothing(204),
      adminDocumentOf('deleteIdentity'),
    ),

    route(
      'DELETE',
      '/identities/:id/credentials/:type',
      (request) => ({
        id: readId(request),
        type: request.params['type'] ?? '',
        identifier: queryValue(request, 'identifier'),
      }),
      ({ id, type, identifier }) => administration.removeCredential(id, type, identifier),
      () => nothing(204),
      adminDocumentOf('deleteIdentityCredentials'),
    ),
  ]
}

/** As published, what was just written has no administrators' metadata when there is none. */
function withoutNullMetadata(identity: WireIdentity): WireIdentity {
  const { metadata_admin: metadataAdmin, ...rest } = identity
  return metadataAdmin === null ? rest : identity
}

/** An identity as JSON; that its credentials are shown is recorded. */
async function revealed(
  present: (account: Account, types: Read['types']) => WireIdentity,
  account: Account,
  types: Read['types'],
): Promise<WireIdentity> {
  if (types.length > 0) await record(revealedEntry(account.identity.id, types))
  return present(account, types)
}

async function listRevealed(found: Found): Promise<Found> {
  const { types = [], accounts } = found
  if (types.length > 0) await record(revealedEntry(undefined, types, accounts.length))
  return found
}

/** The id in lower case. An invalid id is looked up like any other and leads to 404. */
const readId = ({ params }: Request): string => (params['id'] ?? '').toLowerCase()

type Found = IdentityList & {
  /** Those whose credentials are shown have them. */
  readonly accounts: readonly Shown[]
  readonly more: boolean
  readonly total: number | undefined
}
type Shown = Pick<Account, 'identity'> & Partial<Account>

async function find(
  { core: { administration } }: AdminRouteParts,
  input: IdentityList,
): Promise<Found> {
  const { filter, page, consistency } = input
  const isBrief = input.types === undefined
  if (page.kind === 'keys') {
    const { limit, after } = page.page
    const wanted = { limit, consistency, ...(after === undefined ? {} : { after }) }
    const found = isBrief
      ? brief(await administration.listIdentities(filter, wanted))
      : await administration.list(filter, wanted)
    return { ...input, ...found, total: undefined }
  }
  const wanted = { limit: page.size, offset: (page.number - 1) * page.size, consistency }
  const counted = isBrief
    ? brief(await administration.listIdentitiesByOffset(filter, wanted))
    : await administration.listByOffset(filter, wanted)
  return { ...input, ...counted, more: page.number * page.size < counted.total }
}

const brief = <T extends { readonly identities: readonly Identity[] }>(
  found: T,
): T & { readonly accounts: readonly Shown[] } => ({
  ...found,
  accounts: found.identities.map((identity) => ({ identity })),
})

const answerList =
  ({ core: { reveal }, places, listPath }: AdminRouteParts, list: KeyList) =>
  ({ accounts, more, types, page, total }: Found): Reply => {
    const { publicUrl } = places()
    const shown = accounts.map(({ identity, credentials }) =>
      types === undefined || credentials === undefined
        ? presentAdministered({ identity }, publicUrl)
        : presentWithCredentials({ identity, credentials }, publicUrl, { types, reveal }),
    )
    const headers =
      page.kind === 'keys'
        ? keyPageHeaders(
            listPath('/identities'),
            page.page,
            more ? accounts.at(-1)?.identity.id : undefined,
            list,
          )
        : countedPageHeaders(listPath('/identities'), page, total ?? 0)
    return json(200, shown, { headers })
  }

const answerBatch =
  ({ render }: AdminRouteParts) =>
  ({
    items,
    results,
  }: {
    readonly items: readonly BatchItem[]
    readonly results: readonly BatchResult[]
  }): Reply => {
    const identities = results.map((result, index) => {
      const patchId = items[index]?.patchId
      const known = patchId === undefined ? {} : { patch_id: patchId }
      if (result.kind === 'nothing') return null
      if (result.kind === 'created')
        return { action: 'create', identity: result.account.identity.id, ...known }
      const refusal = asRefusal(result.error, render)
      return { action: 'error', error: refusal ? presentError(refusal) : presentDefect(), ...known }
    })
    return json(200, { identities })
  }
