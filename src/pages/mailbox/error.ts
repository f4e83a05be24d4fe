import { html, type Html } from '../html.ts'
import { buttonLink } from '../links.ts'
import { texts } from '../texts.ts'
import { mailboxPath } from './document.ts'

export const renderError = (status: string, reason: string | undefined): Html =>
  html`<main>
    <h1>${status}</h1>
    ${reason !== undefined && html`<p class="lead">${reason}</p>`}
    <p>${buttonLink('primary', mailboxPath, texts.mailbox.back)}</p>
  </main>`
