// The HTML document of every page of the mailbox, and its stylesheet.
import type { Reply } from '#http/reply.ts'
import { icon } from '../emblem.ts'
import { html, render, type Html } from '../html.ts'
import { documentHead } from '../page.ts'
import { ownStylesheet } from '../stylesheet.ts'
import { texts } from '../texts.ts'
import { mailboxStyle } from './style.ts'

export const mailboxPath = '/ui/mailbox'

const stylesheet = ownStylesheet('mailbox', mailboxStyle)
export const stylesheetRoute = stylesheet.route

// NOTE the frame that shows a mail inherits it: nothing may load or run there. Mails have their
// styles inside of themselves, so inline styles are allowed.
const policy = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  'img-src data:',
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function mailboxReply(
  status: number,
  page: { readonly title: string; readonly body: Html; readonly refreshS?: number },
): Reply {
  const { title, body, refreshS } = page
  const refresh = html`<meta http-equiv="refresh" content="${refreshS}" />`
  const text = render(
    html`<html lang="${texts.language}">
      <head>
        ${documentHead(title)} ${refreshS !== undefined && refresh}
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
        <link rel="stylesheet" href="${mailboxPath}${stylesheet.path}" />
      </head>
      <body>
        ${body}
      </body>
    </html> `,
  )
  return {
    status,
    headers: { 'content-security-policy': policy },
    body: { html: `<!doctype html>\n${text}` },
  }
}
