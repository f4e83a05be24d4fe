// Support sees what a person sees: a form for the reason, and the link, shown once.
import type { Route } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Timestamp } from '#lib/time.ts'
import { impersonationUrl } from '#lib/impersonation-url.ts'
import { html, type Html } from '#pages/html.ts'
import type { FormToken } from '../form-token.ts'
import type { ConsoleParts } from '../parts.ts'
import { readId } from '../read.ts'
import { bySupport, whenFresh, type Rows } from '../routes.ts'
import { button, facts, panel, post, time, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPage, personPath } from './frame.ts'

const labels = texts.person.support

export function impersonationRoutes(
  { core, settings }: ConsoleParts,
  rows: Rows,
): readonly Route[] {
  return [
    rows.form(
      '/people/:id/impersonation',
      (sent, request) => ({ identityId: readId(request).id, reason: sent.text('reason') }),
      async (input) => ({
        begun: await core.impersonations.begin(input),
        account: await core.administration.find(input.identityId),
      }),
      ({ account, begun }) => ({
        status: 200,
        page: linkView(account, impersonationUrl(settings().pagesUrl, begun.code), begun.expiresAt),
      }),
      { ...bySupport, ...whenFresh },
    ),
  ]
}

/** The form, for who may send it; nothing where it is not allowed at all. */
export const impersonationPanel = (
  id: string,
  token: FormToken,
  isAllowed: boolean,
): Html | false => {
  const path = `${personPath(id)}/impersonation`
  return (
    isAllowed &&
    token.may(path) &&
    panel(
      labels.title,
      post(
        path,
        token,
        {},
        html`<label class="pick"
            ><span>${labels.reason}</span>
            <input name="reason" required minlength="5" maxlength="300" autocomplete="off"
          /></label>
          ${button('secondary', labels.make)}`,
      ),
      labels.lead,
    )
  )
}

const linkView = (account: Account, link: string, expiresAt: Timestamp) =>
  personPage(
    account,
    undefined,
    panel(
      labels.title,
      html`<p class="secret-once long" data-copy="${texts.copy}" data-copied="${texts.copied}">${link}</p>
        <div class="panel-facts">${facts([[texts.person.expires, time(expiresAt)]])}</div>
        <div class="actions">
          <a
            class="button button-secondary"
            href="${urlOf(personPath(account.identity.id, 'signIn'))}"
            >${texts.person.backToPerson}</a
          >
        </div>`,
      labels.shownOnce,
    ),
  )
