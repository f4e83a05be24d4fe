// Errors as pages, and as JSON for programs.
import { STATUS_CODES } from 'node:http'
import { asRefusal, statusOf } from '#editions/shared/refusals.ts'
import type { Caller } from '#flow/caller.ts'
import { json, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import { html } from '#pages/html.ts'
import { staleSignIn } from './access.ts'
import { consoleReply } from './document.ts'
import type { ConsoleParts } from './parts.ts'
import { consolePath } from './routes.ts'
import { signInLink, wayBack } from './sign-in/link.ts'
import { signInTexts } from './sign-in/texts.ts'
import { texts } from './texts.ts'

const labels = texts.errors

export function refuseConsole({ access, render, report, settings }: ConsoleParts) {
  return async (thrown: unknown, caller: Caller): Promise<Reply> => {
    const refusal = asRefusal(thrown, render)
    if (!refusal || refusal.kind === 'unavailable') report(thrown, caller)
    const code = refusal ? statusOf[refusal.kind] : 500
    const status = STATUS_CODES[code] ?? ''
    const reason = refusal ? refusal.reason : labels.defect
    if (caller.accepts !== 'html')
      return json(code, {
        error: {
          ...(refusal?.id === undefined ? {} : { id: refusal.id }),
          code,
          status,
          message: status,
          ...(reason === undefined ? {} : { reason }),
        },
      })
    const isStale = refusal?.id === staleSignIn
    const title = isStale
      ? labels.stale
      : code === 401 || code === 403 || code === 404
        ? labels[code]
        : labels.other
    const admitted = code === 401 ? undefined : await access(caller).catch(() => undefined)
    return consoleReply(
      code,
      {
        title,
        section: undefined,
        body: html`<section class="panel">
          <h1>${title}</h1>
          ${reason !== undefined && html`<p>${reason}</p>`}
          ${
            code >= 500 &&
            html`<p class="hint">
              ${labels.reference}: <span class="mono">${caller.requestId}</span>
            </p>`
          }
          <div class="actions">
            ${
              isStale
                ? signInLink(settings(), againAt(caller), signInTexts.again, true)
                : code === 401
                  ? signInLink(settings(), hereOf(caller), signInTexts.button)
                  : html`<a class="button button-primary" href="${cameFrom(caller)}"
                      >${texts.back}</a
                    >`
            }
          </div>
        </section>`,
      },
      { settings: settings(), access: admitted, token: undefined, done: undefined, words: '' },
    )
  }
}

/** The page itself where one was opened; the page with the form where that was sent. */
const hereOf = (caller: Caller): string =>
  caller.request.method === 'GET' ? wayBack(consolePath + caller.path) : cameFrom(caller)

/** The same, which then says that what was wanted is still to be done. */
const againAt = (caller: Caller): string =>
  withQuery(hereOf(caller).split('?', 1)[0] ?? consolePath, { done: 'signed-in-again' })

/** The page of the console with the form or the link; the first page where that is not known. */
function cameFrom({ request, path }: Caller): string {
  const from = request.headers['Referer']?.[0]
  if (from === undefined || !URL.canParse(from)) return consolePath
  const { pathname } = new URL(from)
  const isHere = pathname === consolePath + (path.split('?', 1)[0] ?? '')
  return pathname.startsWith(`${consolePath}/`) && !isHere ? pathname : consolePath
}
