// The page that says what went wrong and how to go on.
import type { StoredError } from '#flow/error-store.ts'
import { Refusal } from '#errors/refusal.ts'
import { one, route, type Route } from '#http/route.ts'
import { startUrl } from './urls.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { texts, type Explanation } from './texts.ts'

export type ErrorDetails = {
  /** Stable, such as `security_csrf_violation`. */
  readonly id: string | undefined
  readonly status: number
  /** Safe to show. */
  readonly reason: string | undefined
  /** By which an operator finds it in the log. */
  readonly reference: string | undefined
}

export function errorPage(details: ErrorDetails, settings: PagesSettings): Page {
  const labels = texts.errors
  return renderExplanation(
    labels.byId[details.id ?? ''] ?? labels.byStatus[details.status] ?? labels.other,
    details,
    settings,
  )
}

/** A stored error, for browsers that were sent here with its id. One that is not known (any more) gets a page as well. */
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
    (request) => one(request, 'id') ?? one(request, 'error'),
    find,
    (stored, caller) => {
      const now = settings()
      if (!stored)
        return pageReply(
          404,
          renderExplanation(
            texts.errors.unknown,
            { id: undefined, status: 404, reason: undefined, reference: caller.requestId },
            now,
          ),
          now,
        )
      return pageReply(200, errorPage(detailsOf(stored), now), now)
    },
  )
}

function detailsOf({ id, error }: StoredError): ErrorDetails {
  const text = (key: string) => (typeof error[key] === 'string' ? error[key] : undefined)
  return {
    id: text('id'),
    status: typeof error['code'] === 'number' ? error['code'] : 500,
    reason: text('reason') ?? text('message'),
    reference: text('request') ?? id,
  }
}

function renderExplanation(
  { title, text }: Explanation,
  { reason, reference }: ErrorDetails,
  settings: PagesSettings,
): Page {
  const labels = texts.errors
  return {
    title,
    lead: text,
    body: html`${
      (reason ?? reference) !== undefined &&
      html`<div class="detail">
          ${reason !== undefined && html`<p><strong>${labels.detail}:</strong> ${reason}</p>`}
          ${reference !== undefined && html`<p><strong>${labels.reference}:</strong> <span>${reference}</span></p>`}
        </div>`
    }
      <div class="actions">
        <a class="button button-primary" href="${startUrl('login', settings)}">${labels.startAgain}</a
        ><a class="button button-secondary" href="${settings.homeUrl}">${labels.home}</a>
      </div>`,
  }
}
