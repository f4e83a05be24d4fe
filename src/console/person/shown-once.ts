// A page with a secret of a person that is shown once, such as a link that opens the account.
import type { Account } from '#identity/identity-store.ts'
import { html, type Words } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { facts, panel, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPage, personPath } from './frame.ts'

export type ShownOnce = {
  readonly title: Words
  readonly lead: Words
  readonly secret: string
  /** It does not fit into a line in large letters. */
  readonly isLong: boolean
  readonly facts: Parameters<typeof facts>[0]
}

export const shownOnce = (account: Account, shown: ShownOnce): ConsolePage =>
  personPage(
    account,
    undefined,
    panel(
      shown.title,
      html`<p
          class="secret-once${shown.isLong && ' long'}"
          data-copy="${texts.copy}"
          data-copied="${texts.copied}"
        >${shown.secret}</p>
        <div class="panel-facts">${facts(shown.facts)}</div>
        <div class="actions">
          <a
            class="button button-secondary"
            href="${urlOf(personPath(account.identity.id, 'signIn'))}"
            >${texts.person.backToPerson}</a
          >
        </div>`,
      shown.lead,
    ),
  )
