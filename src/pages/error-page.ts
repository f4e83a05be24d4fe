// The error page: what went wrong, and how to go on.
import type { StoredError } from '#flow/error-store.ts'
import { Refusal } from '#errors/refusal.ts'
import { queryValue, route, type Route } from '#http/route.ts'
import { html } from './html.ts'
import { buttonLink } from './links.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { texts, type Explanation } from './texts.ts'
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

const labels = texts.errors

export function errorPage(details: ErrorDetails, settings: PagesSettings): Page {
  const explanation =
    labels.byId[details.id ?? ''] ?? labels.byStatus[details.status] ?? labels.other
  return explain(explanation, details, settings)
}

/** Shows a stored error. For an unknown or expired one it is a page that says so. */
export function errorRoute({ core, settings }: PagesParts): Route {
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
    (stored, caller) => {
      const current = settings()
      return stored
        ? pageReply(200, errorPage(detailsOf(stored), current), current, caller)
        : pageReply(404, unknownErrorPage(caller.requestId, current), current, caller)
    },
  )
}

const unknownErrorPage = (reference: string, settings: PagesSettings): Page =>
  explain(labels.unknown, { id: undefined, status: 404, reason: undefined, reference }, settings)

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
  { reason, reference }: ErrorDetails,
  settings: PagesSettings,
): Page {
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
