// What has happened to the account of whoever calls: public routes, with a session token or a session
// cookie.
import { toldActions, toldActors, toldThings, toldTurns, type Happening } from '#audit/told.ts'
import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import { json } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Locate } from '#lib/locate.ts'
import { choice, flag, list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import { fieldsOf, jsonOf, textField } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'
import { keyPageHeaders, readKeyPage } from '../shared/key-pages.ts'
import type { PageTokens } from '../shared/offset-pages.ts'
import type { Places } from '../edition.ts'
import { pageQuery } from './key-list.ts'
import { guardForgery, tokenFor, withoutSession, type AccountCsrf } from './own-account.ts'

export type ActivityParts = {
  readonly core: Pick<Core, 'ownActivity' | 'recovery'>
  readonly csrf: AccountCsrf
  readonly pageTokens: PageTokens
  readonly places: () => Places
  readonly locate: Locate
}

const path = '/activity'
const tag = 'activity'
const error = ref('errorGeneric')
const integer = { type: 'integer' }

const happening = object({
  id: text,
  at: text,
  'since?': text,
  times: integer,
  action: choice(...toldActions),
  by: choice(...toldActors),
  methods: list(choice(...toldThings)),
  changes: list(object({ what: choice(...toldThings), turn: choice(...toldTurns) })),
  'count?': integer,
  'device?': text,
  'client_address?': text,
  'place?': text,
  can_be_reported: flag,
})
const activity = object({
  source: choice('trail', 'sessions'),
  entries: list(happening),
  'next_page_token?': text,
  'csrf_token?': text,
})

export function activityRoutes({
  core: { ownActivity, recovery },
  csrf,
  pageTokens,
  places,
  locate,
}: ActivityParts): readonly Route[] {
  const pages = { name: 'own-activity', defaultLimit: 20, maxLimit: 100, pageTokens }
  const address = () => `${new URL(places().publicUrl).pathname.replace(/\/$/, '')}/pallas/account`

  return [
    route(
      'GET',
      path,
      (request) => readKeyPage(request, pages),
      async (page, caller) => ({ page, ...(await ownActivity.list(page, caller)) }),
      ({ page, source, shown, last }, caller) =>
        json(
          200,
          {
            source,
            entries: shown.map((one) => present(one, locate)),
            ...(last === undefined
              ? {}
              : { next_page_token: pageTokens.encode(`${pages.name}:${last}`) }),
            ...tokenFor(csrf, caller),
          },
          { headers: keyPageHeaders(address() + path, page, last, pages) },
        ),
      {
        issuesCsrf: true,
        document: {
          id: 'listOwnActivity',
          summary: 'What has happened to the account of the session, newest first',
          tag,
          query: pageQuery,
          responses: { 200: activity, 400: error, 401: error, 403: error },
        },
      },
    ),
    route(
      'POST',
      `${path}/:id/not-me`,
      readReport,
      async ({ csrfToken, ...input }, caller) => {
        guardForgery(csrf, caller, csrfToken)
        return ownActivity.report(input, caller)
      },
      ({ ended }, caller) =>
        json(
          200,
          {
            sessions_ended: ended,
            ...(isOn(recovery) ? { recovery_url: places().ui('recovery') } : {}),
          },
          withoutSession(caller),
        ),
      {
        document: {
          id: 'reportOwnActivity',
          summary: 'Say that it was not the person: ends all their sessions, and forgets devices',
          tag,
          body: object({ 'csrf_token?': text }),
          responses: {
            200: object({ sessions_ended: integer, 'recovery_url?': text }),
            400: error,
            401: error,
            403: error,
            404: error,
          },
        },
      },
    ),
  ]
}

function readReport({ params, body }: Request) {
  const fields = fieldsOf(body.kind === 'none' ? {} : jsonOf(body), ['csrf_token'])
  return {
    id: (params['id'] ?? '').toLowerCase(),
    csrfToken: textField(fields, 'csrf_token'),
  }
}

function isOn(recovery: Pick<Core['recovery'], 'guardEnabled'>): boolean {
  try {
    recovery.guardEnabled()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const present = (one: Happening, locate: Locate) => ({
  id: one.id,
  at: toRfc3339(one.at),
  ...(one.times > 1 ? { since: toRfc3339(one.since) } : {}),
  times: one.times,
  action: one.action,
  by: one.by,
  methods: one.methods,
  changes: one.changes,
  ...(one.count === undefined ? {} : { count: one.count }),
  ...(one.device === undefined ? {} : { device: one.device }),
  ...(one.client === undefined ? {} : { client_address: one.client }),
  ...placeOf(one, locate),
  can_be_reported: one.canBeReported,
})

/** In English, as all that this API says. */
function placeOf({ client }: Happening, locate: Locate): { readonly place?: string } {
  const place = client === undefined ? undefined : locate(client, 'en')
  return place === undefined ? {} : { place }
}
