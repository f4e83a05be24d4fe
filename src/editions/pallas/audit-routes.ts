// Admin routes for the audit trail.
import type { AuditAdministration } from '#audit/administration.ts'
import type { AuditFilter } from '#audit/audit-store.ts'
import { actions, actorKinds } from '#audit/entry.ts'
import { exportFormats, exportLines, exportTypes, presentEntry } from '#audit/present.ts'
import type { Verification } from '#audit/verify.ts'
import { json } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { choice, list, text } from '#lib/json-schema.ts'
import { badRequest, fieldsOf, oneOf, textField, timeOf } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'
import { keyPageHeaders, readKeyPage } from '../shared/key-pages.ts'
import { keyListOf, keyListRoute, pageQuery, type KeyListParts } from './key-list.ts'

const integer = { type: 'integer' }
const party = { 'id?': text, 'name?': text }
const entry = object({
  id: text,
  at: text,
  action: choice(...actions),
  actor: object({ kind: choice(...actorKinds), ...party, right: text }),
  target: object({ kind: text, 'id?': text }),
  'client_address?': text,
  'device?': text,
  'request_id?': text,
  fields: list(text),
  'count?': integer,
  stream: integer,
  position: integer,
  key_id: text,
  mac: text,
})
const report = object({
  whole: { type: 'boolean' },
  entries: integer,
  keys: { type: 'object', additionalProperties: integer },
  fault_count: integer,
  faults: list(object({ kind: text, stream: integer, 'position?': integer, 'id?': text })),
  heads: list(object({ stream: integer, position: integer, anchor_position: integer, mac: text })),
})
const filterQuery = {
  actor: { ...text, description: 'The id, or the kind, of who has done it' },
  action: choice(...actions),
  target_id: text,
  request_id: text,
  from: text,
  to: text,
}
const error = ref('errorGeneric')
const filterKeys = Object.keys(filterQuery)
const mostExported = 10_000

/** The routes of the audit trail. */
export function auditRoutes({
  audit,
  ...parts
}: KeyListParts & { readonly audit: AuditAdministration }): readonly Route[] {
  const whole = {
    ...keyListOf('/audit', parts),
    defaultLimit: mostExported,
    maxLimit: mostExported,
  }

  return [
    keyListRoute(
      parts,
      '/audit',
      { read: readFilter, find: audit.list, present: presentEntry },
      {
        id: 'listAuditEntries',
        summary: 'List what was done, newest first',
        tag: 'audit',
        entry,
        query: filterQuery,
      },
    ),
    route(
      'GET',
      '/audit/export',
      (request) => ({
        filter: readFilter(request),
        page: readKeyPage(request, whole),
        format: readFormat(request),
      }),
      async ({ filter, page, format }) => ({
        page,
        format,
        ...(await audit.export(filter, page)),
      }),
      ({ format, page, shown, last }) => ({
        status: 200,
        body: {
          raw: exportLines(shown, format, page.after === undefined)
            .map((line) => `${line}\n`)
            .join(''),
          type: exportTypes[format],
        },
        headers: keyPageHeaders(parts.listPath('/audit/export'), page, last, whole),
      }),
      {
        document: {
          id: 'exportAuditEntries',
          summary: 'Export what was done as lines of JSON or as CSV, newest first',
          tag: 'audit',
          query: { ...filterQuery, ...pageQuery, format: choice(...exportFormats) },
          responses: { 200: 'The lines', 400: error },
        },
      },
    ),
    route(
      'GET',
      '/audit/:id',
      ({ params }) => ({ id: params['id'] ?? '' }),
      audit.find,
      (found) => json(200, presentEntry(found)),
      {
        document: {
          id: 'getAuditEntry',
          summary: 'One entry of what was done',
          tag: 'audit',
          responses: { 200: entry, 404: error },
        },
      },
    ),
    route(
      'GET',
      '/audit/verification',
      () => undefined,
      audit.verify,
      (found) => json(200, presentVerification(found)),
      {
        document: {
          id: 'verifyAudit',
          summary: 'Look for entries that were changed, removed, added or reordered',
          tag: 'audit',
          responses: { 200: report },
        },
      },
    ),
  ]
}

function readFilter({ query: given }: Request): AuditFilter {
  const values = Object.fromEntries(
    filterKeys.flatMap((name) => {
      const value = given[name]
      if (Array.isArray(value)) throw badRequest(`The query parameter ${name} can be given once.`)
      return value === undefined || value === '' ? [] : [[name, value]]
    }),
  )
  const fields = fieldsOf(values, filterKeys)
  return {
    actor: textField(fields, 'actor'),
    action: oneOf(fields, 'action', actions),
    targetId: textField(fields, 'target_id'),
    requestId: textField(fields, 'request_id'),
    from: timeOf(fields, 'from'),
    to: timeOf(fields, 'to'),
  }
}

function readFormat(request: Request) {
  const given = queryValue(request, 'format') || 'jsonl'
  const format = exportFormats.find((one) => one === given)
  if (format === undefined)
    throw badRequest(`The format must be one of ${exportFormats.join(', ')}.`)
  return format
}

const presentVerification = ({ entries, keys, faults, faultCount, heads }: Verification) => ({
  whole: faultCount === 0,
  entries,
  keys,
  fault_count: faultCount,
  faults,
  heads: heads.map(({ stream, position, anchorPosition, mac }) => ({
    stream,
    position,
    anchor_position: anchorPosition,
    mac,
  })),
})
