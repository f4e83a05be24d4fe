// The messages that were sent to the addresses of a person.
import type { ShownMessage } from '#courier/administration.ts'
import type { Route } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Identity } from '#identity/identity.ts'
import type { Timestamp } from '#lib/time.ts'
import { breakable, html } from '#pages/html.ts'
import type { ConsolePage } from '../../document.ts'
import { mergeParts } from '../../merge.ts'
import { messageTable } from '../../messages/view.ts'
import type { ConsoleParts } from '../../parts.ts'
import { placeText, readId, readPlace } from '../../read.ts'
import type { Rows } from '../../routes.ts'
import { empty, pager, urlOf } from '../../tags.ts'
import { personPage, personPath } from '../frame.ts'
import { texts } from './texts.ts'

const pageSize = 50

type PersonMessages = {
  readonly account: Account
  readonly addresses: readonly string[]
  readonly shown: readonly ShownMessage[]
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly now: Timestamp
}

export function personMessagesRoutes({ core, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  return [
    rows.page(
      '/people/:id/messages',
      (request) => ({ ...readId(request), after: readPlace(request) }),
      async ({ id, after }): Promise<PersonMessages> => {
        const account = await core.administration.find(id)
        const addresses = addressesOf(account.identity)
        const lists = await Promise.all(
          addresses.map((recipient) =>
            core.messages.list(
              { recipient },
              {
                limit: pageSize,
                ...(after ? { after: { createdAt: after.at, id: after.id } } : {}),
              },
            ),
          ),
        )
        const { shown, more } = mergeParts(
          lists.map(({ shown: one, last }) => ({
            shown: one.map(withId),
            more: last !== undefined,
          })),
          pageSize,
          newestFirst,
        )
        const last = more ? shown.at(-1)?.message : undefined
        return {
          account,
          addresses,
          shown,
          isFirst: after === undefined,
          next: last && placeText(last.createdAt, last.id),
          now: clock(),
        }
      },
      view,
    ),
  ]
}

const addressesOf = ({ verifiableAddresses, recoveryAddresses }: Identity): readonly string[] => [
  ...new Set([...verifiableAddresses, ...recoveryAddresses].map(({ value }) => value)),
]

type WithId = ShownMessage & { readonly id: string }
const withId = (shown: ShownMessage): WithId => ({ ...shown, id: shown.message.id })
const newestFirst = ({ message: one }: WithId, { message: other }: WithId) =>
  other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1)

function view({ account, addresses, shown, isFirst, next, now }: PersonMessages): ConsolePage {
  const path = personPath(account.identity.id, 'messages')
  return personPage(
    account,
    'messages',
    html`<p class="lead">
        ${
          addresses.length === 0
            ? texts.noAddresses
            : html`${texts.lead}
              ${addresses.map(
                (recipient, at) =>
                  html`${at > 0 && ', '}<a href="${urlOf('/messages', { recipient })}"
                      >${breakable(recipient)}</a
                    >`,
              )}`
        }
      </p>
      ${shown.length > 0 ? messageTable(shown, now) : empty(texts.none, texts.noneHint)}
      ${pager(
        isFirst ? undefined : urlOf(path),
        next === undefined ? undefined : urlOf(path, { after: next }),
      )}`,
  )
}
