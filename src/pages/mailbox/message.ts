import type { MailboxMessage } from '#courier/mailbox.ts'
import { attributes, breakable, html, type Html } from '../html.ts'
import { findCodes, findLinks } from '#courier/message-text.ts'
import { texts } from '../texts.ts'
import { mailboxPath } from './document.ts'
import { renderTime } from './list.ts'

const labels = texts.mailbox

export function renderMessage(message: MailboxMessage): Html {
  return html`<header>
      <p><a class="back" href="${mailboxPath}">${labels.back}</a></p>
      <h1>${message.subject || labels.noSubject}</h1>
      <dl class="facts">
        ${fact(labels.recipient, breakable(message.recipient))}
        ${fact(labels.received, renderTime(message.receivedAt))}
        ${fact(labels.template, message.template)}
      </dl>
    </header>
    <main>
      ${renderCodes(message)} ${renderLinks(message)} ${renderContent(message)}
      <form method="post" action="${mailboxPath}/${message.id}/delete">
        <button class="button button-danger">${labels.delete}</button>
      </form>
    </main>`
}

const fact = (label: string, value: Html | string): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

function renderCodes({ text }: MailboxMessage): Html {
  const codes = findCodes(text)
  if (codes.length === 0) return html``
  return html`<p class="codes">${codes.map((code) => html`<code>${code}</code>`)}</p>`
}

function renderLinks({ text }: MailboxMessage): Html {
  const links = findLinks(text)
  if (links.length === 0) return html``
  const item = (link: string) =>
    html`<li><a href="${link}" target="_blank" rel="noopener noreferrer">${link}</a></li>`
  return html`<h2>${labels.links}</h2>
    <ul class="links">
      ${links.map(item)}
    </ul>`
}

function renderContent({ html: mail, text }: MailboxMessage): Html {
  const plain = html`<pre>${text}</pre>`
  if (mail === undefined) return plain
  const frame = attributes({
    title: labels.frame,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    srcdoc: withLinksInNewTabs(mail),
  })
  return html`<iframe ${frame}></iframe>
    <details>
      <summary>${labels.plainText}</summary>
      ${plain}
    </details>`
}

/** The mailbox stays open in its own tab. */
const withLinksInNewTabs = (mail: string) =>
  mail.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
