// A recovery code or link, shown once.
import type { HandedOut } from '#flow/recovery/administration.ts'
import type { Account } from '#identity/identity-store.ts'
import { withQuery } from '#lib/url.ts'
import { html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { ConsoleSettings } from '../parts.ts'
import { facts, panel, time, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { personPage, personPath } from './frame.ts'

const labels = texts.person

export type HandedOutTo = {
  readonly account: Account
  readonly by: 'code' | 'link'
  readonly handedOut: HandedOut
}

export function recoveryView(
  { account, by, handedOut: { flow, secret, expiresAt } }: HandedOutTo,
  { publicUrl, recoveryUrl }: Pick<ConsoleSettings, 'publicUrl' | 'recoveryUrl'>,
): ConsolePage {
  const page = withQuery(recoveryUrl, { flow: flow.id })
  const link = withQuery(`${publicUrl}/self-service/recovery`, { flow: flow.id, token: secret })
  return personPage(
    account,
    undefined,
    panel(
      by === 'code' ? labels.codeTitle : labels.linkTitle,
      html`<p
          class="secret-once${by === 'link' && ' long'}"
          data-copy="${texts.copy}"
          data-copied="${texts.copied}"
        >${by === 'code' ? secret : link}</p>
        <div class="panel-facts">
          ${facts([
            ...(by === 'code'
              ? [[labels.codePage, html`<a href="${page}">${page}</a>`] as const]
              : []),
            [labels.expires, time(expiresAt)],
          ])}
        </div>
        <div class="actions">
          <a
            class="button button-secondary"
            href="${urlOf(personPath(account.identity.id, 'signIn'))}"
            >${labels.backToPerson}</a
          >
        </div>`,
      labels.shownOnce,
    ),
  )
}
