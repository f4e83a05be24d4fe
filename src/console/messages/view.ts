import type { ShownMessage } from '#courier/administration.ts'
import { messageStatuses, type MessageStatus } from '#courier/message.ts'
import type { MessageFilter } from '#courier/message-store.ts'
import type { Timestamp } from '#lib/time.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { explained } from '../languages/explained.ts'
import { mailContent } from '../mail.ts'
import type { Context } from '../routes.ts'
import {
  ago,
  asTyped,
  badge,
  button,
  choice,
  empty,
  facts,
  pager,
  panel,
  post,
  table,
  textPick,
  time,
  urlOf,
  type Tone,
} from '../tags.ts'
import { texts } from '../texts.ts'

const labels = texts.messages
const tones: Readonly<Record<MessageStatus, Tone>> = {
  queued: 'warn',
  processing: 'warn',
  sent: 'good',
  abandoned: 'bad',
}

export type MessageList = {
  readonly shown: readonly ShownMessage[]
  readonly filter: MessageFilter
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly now: Timestamp
}

export function listView({ shown, filter, isFirst, next, now }: MessageList): ConsolePage {
  const parameters = { status: filter.status, recipient: filter.recipient }
  const isFiltered = filter.status !== undefined || filter.recipient !== undefined
  return {
    title: labels.title,
    section: 'messages',
    body: html`<div class="head"><h1>${labels.title}</h1></div>
      <form class="filters" method="get" action="${urlOf('/messages')}">
        ${textPick(labels.recipient, {
          name: 'recipient',
          type: 'search',
          value: filter.recipient ?? '',
          ...asTyped,
        })}
        ${choice(
          'status',
          labels.status,
          [
            ['', texts.filter.any],
            ...messageStatuses.map((one) => [one, labels.statuses[one]] as const),
          ],
          filter.status,
        )}
        <button class="button button-secondary">${texts.filter.apply}</button>
        ${
          isFiltered &&
          html`<a class="plain" href="${urlOf('/messages')}">${texts.filter.reset}</a>`
        }
      </form>
      ${shown.length > 0 ? messageTable(shown, now) : empty(labels.none, labels.noneHint)}
      ${pager(
        isFirst ? undefined : urlOf('/messages', parameters),
        next === undefined ? undefined : urlOf('/messages', { ...parameters, after: next }),
      )}`,
  }
}

/** Messages, here and on the page of a person. */
export const messageTable = (shown: readonly ShownMessage[], now: Timestamp): Html =>
  table(
    labels.caption,
    [
      {
        label: labels.to,
        cell: ({ message, content }) =>
          html`<a href="${urlOf(`/messages/${message.id}`)}">${breakable(message.recipient)}</a
            ><span class="sub">${content?.subject || message.template}</span>`,
      },
      {
        label: labels.status,
        cell: ({ message: { status } }) => badge(tones[status], labels.statuses[status]),
      },
      { label: labels.template, cell: ({ message }) => message.template, isMinor: true },
      { label: labels.tries, cell: ({ message }) => message.sendCount, isMinor: true },
      { label: labels.queued, cell: ({ message }) => ago(message.createdAt, now), isMinor: true },
    ],
    shown,
  )

export function messageView({ message, content }: ShownMessage, { token }: Context): ConsolePage {
  const { id, status, recipient, template, createdAt, dispatches } = message
  const title = content?.subject || template
  return {
    title,
    section: 'messages',
    showsMail: content?.html !== undefined,
    body: html`<div class="head">
        <h1>${title}</h1>
        ${badge(tones[status], labels.statuses[status])}
      </div>
      <div class="panels">
        <div>${contentOf(content)}</div>
        <div>
          ${panel(
            labels.details,
            html`${facts([
              [labels.recipient, breakable(recipient)],
              [labels.template, template],
              [labels.queued, time(createdAt)],
            ])}
            ${
              status === 'abandoned' &&
              html`<div class="actions">
                ${post(`/messages/${id}/requeue`, token, {}, button('primary', labels.requeue))}
              </div>`
            }`,
          )}
          ${panel(
            labels.attempts,
            dispatches.length === 0
              ? html`<p class="none">${labels.noAttempts}</p>`
              : html`<ul class="items">
                  ${dispatches.toReversed().map(
                    (one) =>
                      html`<li>
                        <div class="row">
                          ${time(one.at)}
                          ${
                            one.status === 'success'
                              ? badge('good', labels.success)
                              : badge('bad', labels.failed)
                          }
                        </div>
                        ${one.error !== undefined && html`<span class="sub">${explained(one.error)}</span>`}
                      </li>`,
                  )}
                </ul>`,
          )}
        </div>
      </div>`,
  }
}

const contentOf = (content: ShownMessage['content']): Html =>
  content
    ? // NOTE without permissions in `sandbox` nothing in the mail runs, opens or is sent
      mailContent({ ...content, labels, sandbox: '' })
    : html`<p class="notice">${labels.hidden}</p>`
