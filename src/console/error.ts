// Errors as pages, and as JSON for programs.
import { STATUS_CODES } from 'node:http'
import { asRefusal, statusOf } from '#editions/shared/refusals.ts'
import type { Caller } from '#flow/caller.ts'
import { json, type Reply } from '#http/reply.ts'
import { html } from '#pages/html.ts'
import { consoleReply } from './document.ts'
import type { ConsoleParts } from './parts.ts'
import { consolePath } from './routes.ts'
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
        error: { code, status, message: status, ...(reason === undefined ? {} : { reason }) },
      })
    const title = code === 403 ? labels[403] : code === 404 ? labels[404] : labels.other
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
            <a class="button button-primary" href="${cameFrom(caller)}">${texts.back}</a>
          </div>
        </section>`,
      },
      { settings: settings(), access: admitted, done: undefined, words: '' },
    )
  }
}

/** The page of the console with the form or the link; the first page where that is not known. */
function cameFrom({ request, path }: Caller): string {
  const from = request.headers['Referer']?.[0]
  if (from === undefined || !URL.canParse(from)) return consolePath
  const { pathname } = new URL(from)
  const isHere = pathname === consolePath + (path.split('?', 1)[0] ?? '')
  return pathname.startsWith(`${consolePath}/`) && !isHere ? pathname : consolePath
}
