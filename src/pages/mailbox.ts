// The mailbox for people: a list, and one message as a mail program would show it. Works without scripts; the list renews
// itself.
import { hash } from 'node:crypto'
import type { Mailbox, MailboxMessage } from '#courier/mailbox.ts'
import { Refusal } from '#errors/refusal.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { html, render, type Html } from './html.ts'
import { reading, readId, readRecipient } from './mailbox-calls.ts'
import { findCodes, findLinks } from './mailbox-finds.ts'
import { mailboxSheet } from './mailbox-sheet.ts'

export type MailboxPagesParts = { readonly mailbox: Mailbox; readonly productName: () => string }

const refreshS = 3
const sheetPath = `/ui/mailbox/assets/mailbox-${hash('sha256', mailboxSheet, 'hex').slice(0, 12)}.css`

// NOTE holds for the frame of a mail as well, in which nothing may load or run; mails carry their styles in themselves
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Below `/ui/mailbox`. */
export function mailboxPages({ mailbox, productName }: MailboxPagesParts): readonly Route[] {
  const list = async (input: { readonly recipient: string | undefined }) => ({
    ...input,
    messages: await mailbox.list(input),
  })
  return [
    route('GET', '', reading(mailbox, readRecipient), list, ({ recipient, messages }) =>
      page(`Mailbox · ${productName()}`, listOf(messages, recipient, productName()), refreshS),
    ),
    {
      methods: ['GET'],
      path: sheetPath.slice('/ui/mailbox'.length),
      options: { ignoresCookies: true },
      handle: () => sheetReply,
    },
    route('GET', '/:id', reading(mailbox, readId), mailbox.find, (message) =>
      page(`${message.subject || message.text} · Mailbox`, letterOf(message), undefined),
    ),
    route('POST', '/:id/delete', reading(mailbox, readOwnForm), mailbox.delete, () =>
      redirect(303, '/ui/mailbox'),
    ),
  ]
}

const sheetReply: Reply = {
  status: 200,
  headers: { 'cache-control': 'private, max-age=31536000, immutable' },
  body: { raw: mailboxSheet, type: 'text/css; charset=utf-8' },
}

/** The form of another site deletes nothing here. */
function readOwnForm(request: Request): { readonly id: string } {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal('forbidden', { reason: 'The form came from another site.' })
  return readId(request)
}

function page(title: string, body: Html, refresh: number | undefined): Reply {
  const text = render(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        ${refresh !== undefined && html`<meta http-equiv="refresh" content="${refresh}" /> `}
        <title>${title}</title>
        <link rel="stylesheet" href="${sheetPath}" />
      </head>
      <body>
        ${body}
      </body>
    </html> `,
  )
  return {
    status: 200,
    headers: { 'content-security-policy': policy },
    body: { html: `<!doctype html>\n${text}` },
  }
}

function listOf(
  messages: readonly MailboxMessage[],
  recipient: string | undefined,
  product: string,
): Html {
  return html`<header>
      <h1>Mailbox</h1>
      <p>${product} has no mail server, so everything it sends lands here and reaches nobody.</p>
    </header>
    <main>
      <form method="get" action="/ui/mailbox" role="search">
        <label for="to">Sent to</label
        ><input
          id="to"
          name="to"
          type="text"
          value="${recipient ?? ''}"
          placeholder="every address"
        /><button>Show</button>
      </form>
      ${messages.length === 0 && html`<p class="empty">Nothing has arrived yet. This page looks again every ${refreshS} seconds.</p>`}
      ${
        messages.length > 0 &&
        html`<ul class="list">
          ${messages.map(rowOf)}
        </ul>`
      }
    </main>`
}

function rowOf(message: MailboxMessage): Html {
  return html`<li>
    <a href="/ui/mailbox/${message.id}">
      <span class="to">${message.recipient}</span
      ><time datetime="${timeOf(message)}"
        >${timeOf(message).slice(0, 19).replace('T', ' ')} UTC</time
      >
      <strong>${message.subject || 'Text message'}</strong
      >${findCodes(message.text).map((code) => html`<code>${code}</code>`)}
    </a>
  </li>`
}

const timeOf = ({ receivedAt }: MailboxMessage) => new Date(receivedAt).toISOString()

function letterOf(message: MailboxMessage): Html {
  const codes = findCodes(message.text),
    links = findLinks(message.text)
  return html`<header>
      <p><a href="/ui/mailbox">All messages</a></p>
      <h1>${message.subject || 'Text message'}</h1>
      <p>
        To <strong>${message.recipient}</strong> ·
        <time datetime="${timeOf(message)}"
          >${timeOf(message).slice(0, 19).replace('T', ' ')} UTC</time
        >
        · ${message.template}
      </p>
    </header>
    <main>
      ${codes.length > 0 && html`<p class="codes">${codes.map((code) => html`<code>${code}</code>`)}</p>`}
      ${
        links.length > 0 &&
        html`<ul class="links">
          ${links.map((link) => html`<li><a href="${link}" target="_blank" rel="noopener noreferrer">${link}</a></li>`)}
        </ul>`
      }
      ${message.html !== undefined && html`<iframe title="The message as a mail program shows it" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${withNewTabs(message.html)}"></iframe>`}
      <h2>${message.html === undefined ? 'Text' : 'As plain text'}</h2>
      <pre>${message.text}</pre>
      <form method="post" action="/ui/mailbox/${message.id}/delete">
        <button class="quiet">Delete this message</button>
      </form>
    </main>`
}

/** Links of a mail open beside the mailbox, as in a mail program. */
const withNewTabs = (mail: string) =>
  mail.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
