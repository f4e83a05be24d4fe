// The error page: what went wrong, and how to go on.
import type { StoredError } from '#flow/error-store.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Speech } from '#languages/speech.ts'
import { queryValue, route, type Route } from '#http/route.ts'
import { html } from './html.ts'
import { buttonLink } from './links.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { findReader } from './reader.ts'
import { startUrl } from './urls.ts'

export type ErrorDetails = {
  /** A stable id, such as `security_csrf_violation`. */
  readonly id: string | undefined
  readonly status: number
  /** Safe to show. */
  readonly reason: string | undefined
  /** The id under which operators find it in the log. */
  readonly reference: string | undefined
}

type Explanation = { readonly title: string; readonly text: string }

export function errorPage(details: ErrorDetails, settings: PagesSettings, speech: Speech): Page {
  const { byId, byStatus, unexplained } = speech.texts.errors
  const explanation =
    (byId as Readonly<Record<string, Explanation>>)[details.id ?? ''] ??
    (byStatus as Readonly<Record<number, Explanation>>)[details.status] ??
    unexplained
  return explain(explanation, details, settings, speech)
}

/** Shows a stored error. For an unknown or expired one it is a page that says so. */
export function errorRoute(parts: PagesParts): Route {
  const { core, settings } = parts
  const find = async (id: string | undefined): Promise<StoredError | undefined> => {
    try {
      return await core.errors.show({ id })
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not-found') return undefined
      throw error
    }
  }
  return route(
    'GET',
    '/ui/error',
    (request) => queryValue(request, 'id') ?? queryValue(request, 'error'),
    find,
    async (stored, caller) => {
      const current = settings()
      const reader = await findReader(parts, caller)
      return stored
        ? pageReply(
            200,
            errorPage(detailsOf(stored), current, reader.speech),
            current,
            reader,
            caller,
          )
        : pageReply(
            404,
            unknownErrorPage(caller.requestId, current, reader.speech),
            current,
            reader,
            caller,
          )
    },
  )
}

/** The page of an error that is not stored, or not any more. */
export const unknownErrorPage = (
  reference: string,
  settings: PagesSettings,
  speech: Speech,
): Page =>
  explain(
    speech.texts.errors.unknown,
    { id: undefined, status: 404, reason: undefined, reference },
    settings,
    speech,
  )

function detailsOf({ id, error }: StoredError): ErrorDetails {
  const text = (key: string) => (typeof error[key] === 'string' ? error[key] : undefined)
  return {
    id: text('id'),
    status: typeof error['code'] === 'number' ? error['code'] : 500,
    reason: text('reason') ?? text('message'),
    reference: text('request') ?? id,
  }
}

function explain(
  { title, text }: Explanation,
  { reason: inEnglish, reference }: ErrorDetails,
  settings: PagesSettings,
  { language, explain: told, texts: { errors: labels } }: Speech,
): Page {
  // NOTE what is none of our reasons is in no language for sure; the log has it under the reference
  const reason = inEnglish && (told(inEnglish) ?? (language === 'en' ? inEnglish : undefined))
  const line = (label: string, value: string | undefined) =>
    value !== undefined && html`<p><strong>${label}:</strong> ${value}</p>`
  const detail = html`<div class="detail">
    ${line(labels.detail, reason)} ${line(labels.reference, reference)}
  </div>`
  return {
    title,
    lead: text,
    body: html`${(reason ?? reference) !== undefined && detail}
      <div class="actions">
        ${buttonLink('primary', startUrl('login', settings), labels.startAgain)}
        ${buttonLink('secondary', settings.homeUrl, labels.home)}
      </div>`,
  }
}
