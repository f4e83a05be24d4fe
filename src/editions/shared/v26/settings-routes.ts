// Settings routes of v26.2.
import type { StartSettings } from '#flow/settings/parts.ts'
import type { Settings } from '#flow/settings/settings.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { documentOf } from './documents.ts'
import type { EntryAnswers } from './entry-answer.ts'
import { readFlowId, readSubmission } from './read.ts'
import type { SettingsAnswers } from './settings-answer.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

const readStart =
  (type: 'browser' | 'api') =>
  (request: Request): StartSettings => ({ type, returnTo: queryValue(request, 'return_to') })
const readSubmitPending = (request: Request) => ({ flowId: queryValue(request, 'flow') })

/** The settings routes. */
export function settingsRoutes(
  settings: Settings,
  answers: SettingsAnswers,
  entry: EntryAnswers,
): readonly Route[] {
  const path = '/self-service/settings'
  return [
    route(
      'GET',
      `${path}/api`,
      readStart('api'),
      settings.start,
      answers.started('api'),
      documentOf('createNativeSettingsFlow'),
    ),
    route(
      'GET',
      `${path}/browser`,
      readStart('browser'),
      settings.start,
      answers.started('browser'),
      { ...documentOf('createBrowserSettingsFlow'), ...page, ...issuing },
    ),
    route('GET', `${path}/flows`, readFlowId, settings.show, answers.shown, {
      ...documentOf('getSettingsFlow'),
      ...issuing,
    }),
    route('POST', path, readSubmission, settings.submit, entry.answerEntry, {
      ...documentOf('updateSettingsFlow'),
      ...page,
    }),
    // continues a pending update after the browser has authenticated again
    route('GET', path, readSubmitPending, settings.submitPending, entry.answerEntry, {
      ...page,
      ...issuing,
      getChanges: 'pending-update',
    }),
  ]
}
