// Errors as pages, and as JSON for programs.
import { STATUS_CODES } from 'node:http'
import { asRefusal, statusOf } from '#editions/shared/refusals.ts'
import type { Caller } from '#flow/caller.ts'
import { json, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { html, sayWords, type Value } from '#pages/html.ts'
import { staleSignIn } from './access.ts'
import { consoleReply } from './document.ts'
import { explainedError } from './languages/explained.ts'
import { plainEnglish } from './languages/speech.ts'
import type { ConsoleParts } from './parts.ts'
import { findConsoleReader } from './reader.ts'
import { Refused } from './refusals.ts'
import { consolePath } from './routes.ts'
import { signInLink, wayBack } from './sign-in/link.ts'
import { signInTexts } from './sign-in/texts.ts'
import { texts } from './texts.ts'

const labels = texts.errors

export function refuseConsole({ access, report, settings }: ConsoleParts) {
  return async (thrown: unknown, caller: Caller): Promise<Reply> => {
    const refusal = asRefusal(thrown, plainEnglish.speech.render)
    if (!refusal || refusal.kind === 'unavailable') report(thrown, caller)
    const code = refusal ? statusOf[refusal.kind] : 500
    const status = STATUS_CODES[code] ?? ''
    if (caller.accepts !== 'html')
      return json(code, {
        error: {
          ...(refusal?.id === undefined ? {} : { id: refusal.id }),
          code,
          status,
          message: status,
          reason: refusal ? refusal.reason : sayWords(labels.defect, plainEnglish),
        },
      })
    const admitted = code === 401 ? undefined : await access(caller).catch(() => undefined)
    const reader = await findConsoleReader(settings(), caller, admitted)
    const isStale = refusal?.id === staleSignIn
    const title = isStale
      ? labels.stale
      : code === 401 || code === 403 || code === 404
        ? labels[code]
        : labels.other
    return consoleReply(
      code,
      {
        title,
        section: undefined,
        body: html`<section class="panel">
          <h1>${title}</h1>
          ${reasonOf(thrown)}
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
      {
        settings: settings(),
        access: admitted,
        token: undefined,
        done: undefined,
        words: '',
        reader,
      },
    )
  }
}

function reasonOf(thrown: unknown): Value {
  if (thrown instanceof Refused) return html`<p>${thrown.words}</p>`
  const refusal = asRefusal(thrown, plainEnglish.speech.render)
  if (!refusal) return html`<p>${labels.defect}</p>`
  const say = (_: unknown, render: MessageRenderer) => asRefusal(thrown, render)?.reason
  return refusal.reason !== undefined && html`<p>${explainedError(thrown, say)}</p>`
}

/** The page itself where one was opened; the page with the form where that was sent. */
const hereOf = (caller: Caller): string =>
  caller.request.method === 'GET' ? wayBack(consolePath + caller.path) : cameFrom(caller)

/** The same, which then says that what was wanted is still to be done. */
function againAt(caller: Caller): string {
  const { pathname, searchParams } = new URL(hereOf(caller), 'http://console.invalid')
  searchParams.set('done', 'signed-in-again')
  return withQuery(pathname, searchParams)
}

/** The page of the console with the form or the link; the first page where that is not known. */
function cameFrom({ request, path }: Caller): string {
  const from = request.headers['Referer']?.[0]
  if (from === undefined || !URL.canParse(from)) return consolePath
  const { pathname } = new URL(from)
  const isHere = pathname === consolePath + (path.split('?', 1)[0] ?? '')
  return pathname.startsWith(`${consolePath}/`) && !isHere ? pathname : consolePath
}
