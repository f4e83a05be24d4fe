// Pages with one button, for what must not be done by opening an address: a mail program, a program
// that looks at links, or another site may have opened it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import type { Request } from '#http/route.ts'
import type { Texts } from '#languages/translation.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { findReader } from './reader.ts'

export type ButtonPageParts = Pick<PagesParts, 'core' | 'settings'> & {
  readonly csrf: { mask(secret: string): string }
}

/** What a button does. */
export const buttonPurposes = [
  'recovery',
  'verification',
  'sign-out',
  'end-session',
  'cancel-reset',
  'support-session',
  'download-data',
] as const

export type ButtonPage = {
  readonly purpose: (typeof buttonPurposes)[number]
  /** The name that the button is sent with. */
  readonly button: string
}

/** Creates the function that answers with such a page. */
export const createButtonPages =
  (parts: ButtonPageParts) =>
  async (page: ButtonPage, caller: Caller): Promise<Reply> => {
    const current = parts.settings()
    const reader = await findReader(parts, caller)
    const token = parts.csrf.mask(caller.csrfSecret)
    const content = buttonPageOf(page, token, current, reader.speech.texts)
    return pageReply(200, content, current, reader, caller)
  }

export function buttonPageOf(
  { purpose, button }: ButtonPage,
  csrfToken: string,
  settings: PagesSettings,
  texts: Texts,
): Page {
  const { title, lead, label } =
    purpose === 'download-data' ? texts.downloadData : texts.buttonPages[purpose]
  const body = buttonForm(button, label, csrfToken)
  return { title, lead, body, assetsAt: assetsAt(settings) }
}

/** A form with one button; `button`: the name that it is sent with. */
export const buttonForm = (button: string, label: string, csrfToken: string): Html =>
  // NOTE without `action` the form is sent to the address of the page, by whatever host name that
  // was opened
  html`<form method="post">
    <input type="hidden" name="csrf_token" value="${csrfToken}" />
    <div class="actions">
      <button class="button button-primary" type="submit" name="${button}" value="true">
        ${label}
      </button>
    </div>
  </form>`

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
