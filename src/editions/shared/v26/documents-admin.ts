// OpenAPI descriptions of the admin operations of v26.2.
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { credentialTypes } from '#identity/credential-types.ts'
import { choice, flag, list, text } from '#lib/json-schema.ts'
import { ref, uuid } from '../json-schema.ts'

const listed = (items: object, description: string) => ({ ...list(items), description })
const error = ref('errorGeneric')
const identities = list(ref('identity')),
  sessions = list(ref('session'))
const withCredentials = {
  include_credential: listed(
    choice(...credentialTypes),
    'Types of credentials to show with what they hold',
  ),
}
const expand = {
  expand: listed(choice('identity', 'devices'), 'What to show besides the session itself'),
}
const active = { active: { ...flag, description: 'Only sessions that are, or are not, usable' } }
const token = { ...text, description: 'Where the page begins, as a link of an answer says' }
const byKey = (most: number) => ({
  page_size: { type: 'integer', minimum: 1, maximum: most, default: 250 },
  page_token: token,
})
const byNumber = {
  per_page: { type: 'integer', minimum: 1, maximum: 1000, default: 250 },
  page: { type: 'integer' },
}
const filters = {
  ids: listed(uuid, 'At most 500'),
  credentials_identifier: { ...text, description: 'Exact identifier of a credential' },
  preview_credentials_identifier_similar: {
    ...text,
    description: 'A part of the identifier of a credential',
  },
  organization_id: uuid,
  consistency: choice('', 'strong', 'eventual'),
}

const documents = {
  createIdentity: {
    summary: 'Create an identity, with imported credentials if there are any',
    tag: 'identity',
    body: ref('createIdentityBody'),
    responses: { 201: ref('identity'), 400: error, 409: error },
  },
  batchPatchIdentities: {
    summary:
      'Create up to 1000 identities, each wholly or not at all; ' +
      'at most 200 with passwords that have yet to be hashed',
    tag: 'identity',
    body: ref('patchIdentitiesBody'),
    responses: { 200: ref('batchPatchIdentitiesResponse'), 400: error },
  },
  listIdentities: {
    summary: 'List identities; at most one filter',
    tag: 'identity',
    query: { ...byKey(500), ...byNumber, ...filters, ...withCredentials },
    responses: { 200: identities, 400: error },
  },
  getIdentityByExternalID: {
    summary: 'Read an identity by its external id',
    tag: 'identity',
    query: withCredentials,
    responses: { 200: ref('identity'), 400: error, 404: error },
  },
  getIdentity: {
    summary: 'Read an identity',
    tag: 'identity',
    query: withCredentials,
    responses: { 200: ref('identity'), 400: error, 404: error },
  },
  updateIdentity: {
    summary: 'Replace an identity; credentials only when given',
    tag: 'identity',
    body: ref('updateIdentityBody'),
    responses: { 200: ref('identity'), 400: error, 404: error, 409: error },
  },
  patchIdentity: {
    summary: 'Change an identity by JSON Patch (RFC 6902)',
    tag: 'identity',
    body: ref('jsonPatchDocument'),
    responses: { 200: ref('identity'), 400: error, 404: error, 409: error },
  },
  deleteIdentity: {
    summary: 'Delete an identity with its credentials and sessions',
    tag: 'identity',
    responses: { 204: 'Deleted', 404: error },
  },
  deleteIdentityCredentials: {
    summary: 'Delete a credential of an identity, but not its last way to sign in',
    tag: 'identity',
    query: {
      identifier: { ...text, description: 'Which account at a provider: provider, colon, subject' },
    },
    responses: { 204: 'Deleted', 400: error, 404: error },
  },
  listSessions: {
    summary: 'List all sessions, newest first',
    tag: 'identity',
    query: { ...byKey(1000), ...active, ...expand },
    responses: { 200: sessions, 400: error },
  },
  getSession: {
    summary: 'Read a session',
    tag: 'identity',
    query: expand,
    responses: { 200: ref('session'), 400: error, 404: error },
  },
  extendSession: {
    summary: 'Extend a session by its lifespan from now',
    tag: 'identity',
    responses: {
      200: ref('session'),
      204: 'Extended, or too early to extend',
      400: error,
      404: error,
    },
  },
  disableSession: {
    summary: 'Revoke a session',
    tag: 'identity',
    responses: { 204: 'Revoked', 400: error, 404: error },
  },
  listIdentitySessions: {
    summary: 'List the sessions of an identity, newest first',
    tag: 'identity',
    query: { ...byKey(500), ...byNumber, ...active },
    responses: { 200: sessions, 400: error },
  },
  deleteIdentitySessions: {
    summary: 'Delete all sessions of an identity',
    tag: 'identity',
    responses: { 204: 'Deleted', 400: error, 404: error },
  },
} satisfies Record<string, Omit<RouteDocument, 'id'>>

/** The route options that document an admin operation. */
export function adminDocumentOf(id: keyof typeof documents): RouteOptions {
  return { document: { id, ...documents[id] } }
}
