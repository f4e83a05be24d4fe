// A token of the admin API, shown once.
import type { ApiToken } from '#operators/api-token-store.ts'
import { html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { facts, time, urlOf } from '../tags.ts'
import { texts } from './texts.ts'

export const newTokenView = ({
  token: { name, role, expiresAt },
  secret,
}: {
  readonly token: ApiToken
  readonly secret: string
}): ConsolePage => ({
  title: texts.newToken,
  section: 'operators',
  body: html`<section class="panel">
    <h1>${texts.newToken}</h1>
    <p class="hint">${texts.newTokenLead}</p>
    <p class="secret-once long">${secret}</p>
    <div class="panel-facts">
      ${facts([
        [texts.name, name],
        [texts.role, role],
        [texts.expires, expiresAt === undefined ? texts.never : time(expiresAt)],
      ])}
    </div>
    <div class="actions">
      <a class="button button-secondary" href="${urlOf('/operators')}">${texts.back}</a>
    </div>
  </section>`,
})
