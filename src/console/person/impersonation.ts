// Support sees what a person sees: a form for the reason, and the link, shown once.
import type { Route } from '#http/route.ts'
import { impersonationUrl } from '#lib/impersonation-url.ts'
import { html, type Html } from '#pages/html.ts'
import type { FormToken } from '../form-token.ts'
import type { ConsoleParts } from '../parts.ts'
import { readId } from '../read.ts'
import { bySupport, whenFresh, type Rows } from '../routes.ts'
import { button, panel, post, textPick, time } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPath } from './frame.ts'
import { shownOnce } from './shown-once.ts'

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
        page: shownOnce(account, {
          title: labels.title,
          lead: labels.shownOnce,
          secret: impersonationUrl(settings().pagesUrl, begun.code),
          isLong: true,
          facts: [[texts.person.expires, time(begun.expiresAt)]],
        }),
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
        html`${textPick(labels.reason, {
          name: 'reason',
          required: true,
          minlength: '5',
          maxlength: '300',
          autocomplete: 'off',
        })}
          ${button('secondary', labels.make)}`,
      ),
      labels.lead,
    )
  )
}
