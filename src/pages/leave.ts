// The page on which a person deletes their own account.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Begun } from '#flow/deletions.ts'
import type { Look } from '#flow/leaving.ts'
import type { Reply } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Timestamp } from '#lib/time.ts'
import { guardForm, sentCsrfToken } from './button-page.ts'
import { html, type Html } from './html.ts'
import { asideLine, buttonLink, link } from './links.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { findReader, withReader, type Reader } from './reader.ts'
import { pageReply } from './reply.ts'
import { startUrl } from './urls.ts'

const path = '/ui/leave'

export function leaveRoutes(parts: PagesParts): readonly Route[] {
  const { core, csrf, settings } = parts

  async function form({ dueAt: due }: Look, caller: Caller, isUnconfirmed = false): Promise<Reply> {
    const current = settings()
    const reader = await findReader(parts, caller)
    const { speech } = reader
    const labels = speech.texts.leave
    return pageReply(
      isUnconfirmed ? 400 : 200,
      {
        title: labels.title,
        lead: labels.lead,
        withErrors: isUnconfirmed,
        body: html`${isUnconfirmed && html`<p class="notice notice-error" role="alert">${labels.notConfirmed}</p>`}
          <p>${due === undefined ? labels.atOnce : labels.waits({ when: moment(due, speech) })}</p>
          <form method="post">
            <input type="hidden" name="csrf_token" value="${csrf.mask(caller.csrfSecret)}" />
            <div class="field">
              <div class="check">
                <input type="checkbox" id="f-confirm" name="confirm" value="true" required />
                <label for="f-confirm">${labels.confirm}</label>
              </div>
            </div>
            <div class="actions">
              <button class="button button-primary" type="submit">${labels.button}</button>
            </div>
          </form>`,
        aside: asideLine(link(current.homeUrl, labels.back)),
      },
      current,
      reader,
      caller,
    )
  }

  async function leave({ csrfToken, isConfirmed }: Sent, caller: Caller) {
    guardForm(parts, csrfToken, caller)
    try {
      return await core.leaving.leave({ isConfirmed }, caller)
    } catch (error) {
      if (error instanceof Refusal && error.id === 'deletion_not_confirmed')
        return { kind: 'unconfirmed', look: await core.leaving.look(undefined, caller) } as const
      throw error
    }
  }

  return [
    route(
      'GET',
      path,
      () => undefined,
      core.leaving.look,
      (look, caller) => form(look, caller),
      {
        issuesCsrf: true,
      },
    ),
    route('POST', path, readSent, withReader(parts, leave), ({ reader, outcome }, caller) =>
      outcome.kind === 'unconfirmed'
        ? form(outcome.look, caller, true)
        : begun(outcome, settings(), reader, caller),
    ),
  ]
}

const moment = (at: Timestamp, speech: { moment(at: number): string }): string =>
  `${speech.moment(at)} UTC`

function begun(outcome: Begun, settings: PagesSettings, reader: Reader, caller: Caller): Reply {
  const labels = reader.speech.texts.leave
  const keep: Html = html`<div class="actions">
    ${buttonLink('primary', startUrl('login', settings), labels.keep)}
  </div>`
  const page =
    outcome.kind === 'erased'
      ? { title: labels.doneTitle, lead: labels.doneLead, body: html`` }
      : {
          title: labels.requestedTitle,
          lead: labels.requestedLead({ when: moment(outcome.deletion.dueAt, reader.speech) }),
          body: keep,
        }
  return pageReply(200, page, settings, reader, caller)
}

type Sent = { readonly csrfToken: string | undefined; readonly isConfirmed: boolean }

const readSent = (request: Request): Sent => ({
  csrfToken: sentCsrfToken(request),
  isConfirmed: request.body.kind === 'form' && request.body.fields['confirm'] === 'true',
})
