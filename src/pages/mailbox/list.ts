import type { MailboxMessage } from '#courier/mailbox.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { emblem } from '../emblem.ts'
import { breakable, html, type Html } from '../html.ts'
import { buttonLink } from '../links.ts'
import { findCodes } from '#courier/message-text.ts'
import { texts } from '../texts.ts'
import { mailboxPath } from './document.ts'

export type MailboxList = {
  readonly messages: readonly MailboxMessage[]
  /** Only messages to this address are in the list. */
  readonly recipient: string | undefined
  /** Asks for the address, and does not refresh. */
  readonly isSearch: boolean
  readonly product: string
}

/** The list looks for new messages so often. */
export const refreshS = 3

const labels = texts.mailbox

export function renderList(list: MailboxList): Html {
  const { messages, recipient, isSearch, product } = list
  const rows = html`<ul class="list">
    ${messages.map(renderRow)}
  </ul>`
  return html`<header class="head">
      ${emblem}
      <h1>${labels.title}</h1>
    </header>
    <main>
      <p class="lead">${labels.lead(product)}</p>
      ${isSearch ? renderSearch() : renderFilter(recipient)}
      ${messages.length > 0 ? rows : html`<p class="empty">${labels.empty}</p>`}
    </main>
    <footer class="foot">${isSearch ? labels.paused : labels.refreshes(refreshS)}</footer>`
}

const renderSearch = (): Html =>
  html`<form class="bar" method="get" action="${mailboxPath}" role="search">
    <label for="to">${labels.recipient}</label>
    <input
      id="to"
      name="to"
      type="text"
      inputmode="email"
      autocapitalize="none"
      autocomplete="off"
      spellcheck="false"
      autofocus
    />
    <button class="button button-primary">${labels.show}</button>
    ${buttonLink('secondary', mailboxPath, labels.showAll)}
  </form>`

function renderFilter(recipient: string | undefined): Html {
  const search = buttonLink('secondary', `${mailboxPath}?to=`, labels.search)
  if (recipient === undefined)
    return html`<div class="bar">
      <p>${labels.all}</p>
      ${search}
    </div>`
  return html`<div class="bar">
    <p>${labels.only} <strong>${breakable(recipient)}</strong></p>
    ${search} ${buttonLink('secondary', mailboxPath, labels.showAll)}
  </div>`
}

function renderRow(message: MailboxMessage): Html {
  const codes = findCodes(message.text)
  return html`<li>
    <a href="${mailboxPath}/${message.id}">
      <strong>${message.subject || labels.noSubject}</strong>
      <span class="to">${breakable(message.recipient)}</span>
      ${renderTime(message.receivedAt)} ${codes.map((code) => html`<code>${code}</code>`)}
    </a>
  </li>`
}

export function renderTime(at: Timestamp): Html {
  const text = toRfc3339(at)
  return html`<time datetime="${text}">${text.slice(0, 19).replace('T', ' ')} UTC</time>`
}
