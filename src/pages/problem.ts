// The page that says what went wrong and how to go on.
import type { StoredError } from '#flow/error-store.ts'
import { Refusal } from '#errors/refusal.ts'
import { queryValue, route, type Route } from '#http/route.ts'
import { startOf } from './addresses.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { words, type Explained } from './words.ts'

export type Trouble = {
  /** Stable, such as `security_csrf_violation`. */
  readonly id: string | undefined
  readonly status: number
  /** Safe to show. */
  readonly reason: string | undefined
  /** By which an operator finds it in the log. */
  readonly reference: string | undefined
}

export function problemPage(trouble: Trouble, settings: PagesSettings): Page {
  const said = words.problems
  return explain(
    said.byId[trouble.id ?? ''] ?? said.byStatus[trouble.status] ?? said.other,
    trouble,
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
    (request) => queryValue(request, 'id') ?? queryValue(request, 'error'),
    find,
    (stored, caller) => {
      const now = settings()
      if (!stored)
        return pageReply(
          404,
          explain(
            words.problems.unknown,
            { id: undefined, status: 404, reason: undefined, reference: caller.requestId },
            now,
          ),
          now,
        )
      return pageReply(200, problemPage(troubleOf(stored), now), now)
    },
  )
}

function troubleOf({ id, error }: StoredError): Trouble {
  const text = (key: string) => (typeof error[key] === 'string' ? error[key] : undefined)
  return {
    id: text('id'),
    status: typeof error['code'] === 'number' ? error['code'] : 500,
    reason: text('reason') ?? text('message'),
    reference: text('request') ?? id,
  }
}

function explain(
  { title, text }: Explained,
  { reason, reference }: Trouble,
  settings: PagesSettings,
): Page {
  const said = words.problems
  return {
    title,
    lead: text,
    body: html`${
      (reason ?? reference) !== undefined &&
      html`<div class="detail">
          ${reason !== undefined && html`<p><strong>${said.detail}:</strong> ${reason}</p>`}
          ${reference !== undefined && html`<p><strong>${said.reference}:</strong> <span>${reference}</span></p>`}
        </div>`
    }
      <div class="actions">
        <a class="button button-first" href="${startOf('login', settings)}">${said.startAgain}</a
        ><a class="button button-other" href="${settings.homeUrl}">${said.home}</a>
      </div>`,
  }
}
