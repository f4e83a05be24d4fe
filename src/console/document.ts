// The HTML document of every page of the console: navigation, search, message, content.
import type { Reply } from '#http/reply.ts'
import { emblem, icon } from '#pages/emblem.ts'
import { attributes, html, render, type Html, type Words } from '#pages/html.ts'
import { languageSwitch } from '#pages/language-switch.ts'
import { documentHead } from '#pages/page.ts'
import { keepLanguage } from '#pages/reply.ts'
import { ownStylesheet } from '#pages/stylesheet.ts'
import { mayDo } from '#operators/role.ts'
import type { Access } from './access.ts'
import type { FormToken } from './form-token.ts'
import type { ConsoleSettings } from './parts.ts'
import type { ConsoleReader } from './reader.ts'
import { script } from './script.ts'
import { shortTitleOf } from './people/name.ts'
import { signInTexts } from './sign-in/texts.ts'
import { consoleStyle } from './style/style.ts'
import { button, post } from './tags.ts'
import { texts } from './texts.ts'

export type Section = keyof typeof texts.sections

export type ConsolePage = {
  readonly title: Words | Html
  readonly section: Section | undefined
  readonly body: Html
  /** The page is loaded again after this time, since it shows what goes on. */
  readonly refreshSeconds?: number
  /** The page shows a mail, which has its styles inside of itself. */
  readonly showsMail?: boolean
  /** Where the browser goes by itself. */
  readonly refreshTo?: string
}

export type Frame = {
  readonly settings: Pick<ConsoleSettings, 'productName' | 'hasMailbox'>
  /** Undefined for whoever was not admitted. */
  readonly access: Access | undefined
  /** For the form that signs out. */
  readonly token: FormToken | undefined
  /** What was just done. */
  readonly done: Words | undefined
  /** What was searched for. */
  readonly words: string
  readonly reader: ConsoleReader
}

const stylesheet = ownStylesheet('console', consoleStyle)
export const stylesheetRoute = stylesheet.route

// NOTE the frame that shows a mail inherits the policy: nothing may load or run there, so such a page
// has no script either
const policyOf = (showsMail: boolean): string =>
  [
    "default-src 'none'",
    `style-src 'self'${showsMail ? " 'unsafe-inline'" : ''}`,
    'img-src data:',
    ...(showsMail ? ["frame-src 'self'"] : ["script-src 'self'", "connect-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const places: Readonly<Record<Section, string>> = {
  overview: '/ui',
  people: '/ui/people',
  jobs: '/ui/jobs',
  sessions: '/ui/sessions',
  messages: '/ui/messages',
  outbox: '/ui/outbox',
  shield: '/ui/shield',
  schemas: '/ui/schemas',
  providers: '/ui/providers',
  configuration: '/ui/configuration',
  health: '/ui/health',
  audit: '/ui/audit',
  operators: '/ui/operators',
  mailbox: '/ui/mailbox',
}

/** A page of the console as a response. */
export function consoleReply(status: number, page: ConsolePage, frame: Frame): Reply {
  const { title, section, body, showsMail = false, refreshSeconds, refreshTo } = page
  const { settings, access, token, done, words, reader } = frame
  const { language, direction } = reader.speech
  const text = render(
    html`<html lang="${language}" dir="${direction}">
      <head>
        ${documentHead(html`${title} · ${texts.name} · ${settings.productName}`)}
        ${refreshTo !== undefined && html`<meta http-equiv="refresh" content="0; url=${refreshTo}" />`}
        <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
        <link rel="stylesheet" href="/ui${stylesheet.path}" />
        ${!showsMail && html`<script type="module" src="/ui${script.path}"></script>`}
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <header class="top">
          <a class="brand" href="/ui">${emblem}<span>${settings.productName} <small>${texts.name}</small></span></a>
          ${access && searchForm(words)} ${access?.kind === 'operator' && whoIs(access, token)}
        </header>
        ${access && navigation(section, settings.hasMailbox && mayDo(access.role, 'support'))}
        <main id="content" tabindex="-1">
          ${done !== undefined && html`<p class="flash" role="status">${done}</p>`} ${body}
        </main>
        <footer class="bottom">
          ${access?.kind === 'open' && html`<p>${texts.openToAll}</p>`}
          ${reader.canReopen && languageSwitch(reader)}
        </footer>
      </body>
    </html> `,
    reader.console,
  )
  return {
    status,
    headers: {
      'content-security-policy': policyOf(showsMail),
      ...(refreshSeconds === undefined ? {} : { refresh: String(refreshSeconds) }),
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    },
    language,
    ...keepLanguage(reader),
    body: { html: `<!doctype html>\n${text}` },
  }
}

// NOTE one row that opens where there is little room; elsewhere the style shows the list in any case
const navigation = (current: Section | undefined, hasMailbox: boolean): Html =>
  html`<nav class="side" aria-label="${texts.navigation}">
    <details>
      <summary>
        ${texts.menu}${current && html` <small>${texts.sections[current]}</small>`}
      </summary>
      <ul>
        ${(Object.keys(places) as Section[])
          .filter((one) => one !== 'mailbox' || hasMailbox)
          .map(
            (one) =>
              html`<li>
                <a
                  ${attributes({
                    href: places[one],
                    'aria-current': one === current ? 'page' : undefined,
                  })}
                  >${texts.sections[one]}</a
                >
              </li>`,
          )}
      </ul>
    </details>
  </nav>`

const whoIs = (
  { operator: { identity }, role }: Extract<Access, { readonly kind: 'operator' }>,
  token: FormToken | undefined,
): Html =>
  html`<div class="who" role="group" aria-label="${signInTexts.who}">
    <span><a href="${places.people}/${identity.id}">${shortTitleOf(identity)}</a> <small>${role}</small></span>
    ${token && post('/sign-out', token, {}, button('secondary', signInTexts.out))}
  </div>`

const searchForm = (words: string): Html =>
  html`<form class="find" method="get" action="${places.people}" role="search" data-live="content">
    <input
      name="q"
      type="search"
      value="${words}"
      aria-label="${texts.search.label}"
      placeholder="${texts.search.label}"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
    />
    <button class="button button-secondary">${texts.search.button}</button>
  </form>`
