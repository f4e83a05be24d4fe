import { findCodes, findLinks } from '#courier/message-text.ts'
import type { MailboxMessage } from '#courier/mailbox.ts'
import type { Timestamp } from '#lib/time.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { mailContent } from '../mail.ts'
import type { Context } from '../routes.ts'
import {
  ago,
  asTyped,
  button,
  copyable,
  empty,
  facts,
  panel,
  post,
  table,
  textPick,
  time,
  urlOf,
} from '../tags.ts'
import { mailboxTexts as labels } from './texts.ts'

export type MailboxList = {
  readonly messages: readonly MailboxMessage[]
  /** Only messages to this address are in the list. */
  readonly recipient: string | undefined
  /** Asks for the address. */
  readonly isSearch: boolean
  readonly product: string
  readonly now: Timestamp
}

/** The list looks for new messages so often. */
const refreshSeconds = 3

export function listView(list: MailboxList): ConsolePage {
  const { messages, recipient, isSearch, product, now } = list
  return {
    title: labels.title,
    section: 'mailbox',
    // NOTE while somebody types an address, a refresh would empty the field
    ...(isSearch ? {} : { refreshSeconds }),
    body: html`<div class="head">
        <h1>${labels.title}</h1>
        <p>${labels.lead(product)}</p>
      </div>
      ${isSearch ? searchForm : filter(recipient)}
      ${messages.length > 0 ? messageTable(messages, now) : empty(labels.empty, labels.emptyHint)}
      <p class="hint">${isSearch ? labels.paused : labels.refreshes(refreshSeconds)}</p>`,
  }
}

const searchForm = html`<form class="filters" method="get" action="${urlOf('/mailbox')}">
  ${textPick(labels.recipient, {
    name: 'to',
    type: 'text',
    inputmode: 'email',
    ...asTyped,
    autofocus: true,
  })}
  <button class="button button-secondary">${labels.show}</button>
  <a class="plain" href="${urlOf('/mailbox')}">${labels.showAll}</a>
</form>`

const filter = (recipient: string | undefined): Html =>
  html`<p class="filters">
    ${recipient !== undefined && html`<span>${labels.only} <strong>${breakable(recipient)}</strong></span>`}
    <a class="button button-secondary" href="${urlOf('/mailbox')}?to=">${labels.search}</a>
    ${recipient !== undefined && html`<a class="plain" href="${urlOf('/mailbox')}">${labels.showAll}</a>`}
  </p>`

const messageTable = (messages: readonly MailboxMessage[], now: Timestamp): Html =>
  table(
    labels.caption,
    [
      {
        label: labels.message,
        cell: (one: MailboxMessage) =>
          html`<a href="${urlOf(`/mailbox/${one.id}`)}">${one.subject || labels.noSubject}</a
            ><span class="sub">${breakable(one.recipient)}</span>`,
      },
      {
        label: labels.codes,
        cell: ({ text }) => findCodes(text).map((code) => html`${copyable(code)} `),
      },
      { label: labels.received, cell: ({ receivedAt }) => ago(receivedAt, now), isMinor: true },
    ],
    messages,
  )

export function messageView(message: MailboxMessage, { token }: Context): ConsolePage {
  const { id, recipient, receivedAt, template, text } = message
  const title = message.subject || labels.noSubject
  const codes = findCodes(text),
    links = findLinks(text)
  return {
    title,
    section: 'mailbox',
    showsMail: true,
    body: html`<div class="head"><h1>${title}</h1></div>
      <div class="panels">
        <div>${content(message)}</div>
        <div>
          ${
            codes.length > 0 &&
            panel(
              labels.codes,
              codes.map((code) => html`<p class="secret-once">${code}</p>`),
            )
          }
          ${links.length > 0 && panel(labels.links, linkList(links))}
          ${panel(
            labels.details,
            html`${facts([
              [labels.recipient, breakable(recipient)],
              [labels.received, time(receivedAt)],
              [labels.template, template],
            ])}
              <div class="actions">
                ${post(`/mailbox/${id}/delete`, token, {}, button('danger', labels.delete))}
              </div>`,
          )}
        </div>
      </div>`,
  }
}

const linkList = (links: readonly string[]): Html =>
  html`<ul class="items">
    ${links.map(
      (link) =>
        html`<li><a href="${link}" target="_blank" rel="noopener noreferrer">${breakable(link)}</a></li>`,
    )}
  </ul>`

const content = ({ html: mail, text }: MailboxMessage): Html =>
  mailContent({
    text,
    html: mail && withLinksInNewTabs(mail),
    labels: { frame: labels.frame, text: labels.plainText },
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
  })

/** The mailbox stays open in its own tab. */
const withLinksInNewTabs = (mail: string) =>
  mail.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`)
