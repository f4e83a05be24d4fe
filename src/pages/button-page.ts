// Pages with one button, for what must not be done by opening an address: a mail program, a program
// that looks at links, or another site may have opened it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import type { Request } from '#http/route.ts'
import { html } from './html.ts'
import type { PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { texts } from './texts.ts'

export type ButtonPageParts = {
  readonly settings: () => PagesSettings
  readonly csrf: { mask(secret: string): string }
}

export type ButtonPage = {
  /** What the button does. */
  readonly purpose:
    | 'recovery'
    | 'verification'
    | 'sign-out'
    | 'end-session'
    | 'cancel-reset'
    | 'support-session'
  /** The name that the button is sent with. */
  readonly button: string
}

/** Creates the function that answers with such a page. */
export const createButtonPages =
  ({ settings, csrf }: ButtonPageParts) =>
  ({ purpose, button }: ButtonPage, caller: Caller): Reply => {
    const { title, lead, label } = texts.buttonPages[purpose]
    const current = settings()
    // NOTE without `action` the form is sent to the address of the page, by whatever host name that
    // was opened
    const body = html`<form method="post">
      <input type="hidden" name="csrf_token" value="${csrf.mask(caller.csrfSecret)}" />
      <div class="actions">
        <button class="button button-primary" type="submit" name="${button}" value="true">
          ${label}
        </button>
      </div>
    </form>`
    return pageReply(200, { title, lead, body, assetsAt: assetsAt(current) }, current, caller)
  }

/** Throws Refusal('forbidden') for a form that no page of ours has given to this browser. */
export function guardForm(
  { csrf }: { readonly csrf: { matches(secret: string, token: string): boolean } },
  token: string | undefined,
  caller: Caller,
): void {
  if (token === undefined || !caller.knowsSecret((one) => csrf.matches(one, token)))
    throw new Refusal('forbidden', { id: 'security_csrf_violation' })
}

/** The CSRF token that the form of such a page was sent with. */
export function sentCsrfToken({ body }: Request): string | undefined {
  const sent = body.kind === 'form' ? body.fields['csrf_token'] : undefined
  return typeof sent === 'string' ? sent : undefined
}

/** The path of the pages: the address of a button page may be anywhere. */
const assetsAt = ({ pagesUrl }: PagesSettings): string => `${new URL(pagesUrl).pathname}/`
