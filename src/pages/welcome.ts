// Where people go who have nowhere else to go: who they are and what they can do.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { route, type Route } from '#http/route.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { pageAt, startOf } from './urls.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { hasUnconfirmed, renderPerson } from './profile-header.ts'
import { pageReply } from './reply.ts'
import { words } from './texts.ts'

type Guest = { readonly kind: 'guest' }
/** Signed in, but for the second factor that this person has. */
type Halfway = { readonly kind: 'halfway'; readonly logoutToken: string }
type Known = {
  readonly kind: 'known'
  readonly who: SessionWithIdentity
  readonly logoutToken: string
}

export function welcomeRoute(parts: PagesParts): Route {
  const {
    core: { ownSessions, logout },
  } = parts
  const logoutToken = async (caller: Caller): Promise<string> =>
    (await logout.start({ returnTo: undefined }, caller)).token
  const find = async (_input: undefined, caller: Caller): Promise<Guest | Halfway | Known> => {
    try {
      const who = await ownSessions.whoami(undefined, caller)
      return { kind: 'known', who, logoutToken: await logoutToken(caller) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.kind === 'unauthorized') return { kind: 'guest' }
      if (error.id === 'session_aal2_required')
        return { kind: 'halfway', logoutToken: await logoutToken(caller) }
      throw error
    }
  }
  return route(
    'GET',
    '/ui/welcome',
    () => undefined,
    find,
    (found) => {
      const settings = parts.settings()
      return pageReply(
        200,
        found.kind === 'guest'
          ? guestPage(settings)
          : found.kind === 'halfway'
            ? halfwayPage(found, settings)
            : knownPage(parts, found, settings),
        settings,
      )
    },
    { issuesCsrf: true },
  )
}

function guestPage(settings: PagesSettings): Page {
  return {
    title: words.welcome.signedOut,
    lead: words.welcome.lead,
    body: html`<div class="actions">
      <a class="button button-first" href="${startOf('login', settings)}">${words.login.title}</a>
      ${settings.offers.registration && html`<a class="button button-other" href="${startOf('registration', settings)}">${words.login.signUp}</a>`}
    </div>`,
  }
}

function halfwayPage({ logoutToken }: Halfway, settings: PagesSettings): Page {
  const said = words.welcome
  return {
    title: said.halfway,
    lead: said.halfwayLead,
    body: html`<div class="actions">
        <a class="button button-first" href="${startOf('login', settings, { aal: 'aal2' })}"
          >${said.secondFactor}</a
        >
      </div>
      ${signOut(logoutToken, settings)}`,
  }
}

function knownPage(
  { core }: PagesParts,
  { who: { identity }, logoutToken }: Known,
  settings: PagesSettings,
): Page {
  const said = words.welcome
  return {
    title: said.signedIn,
    body: html`${renderPerson(identity, core.schemas().find(identity.schemaId))}
      <div class="actions">
        ${settings.offers.settings && html`<a class="button button-first" href="${startOf('settings', settings)}">${said.settings}</a>`}
        ${settings.offers.verification && hasUnconfirmed(identity) && html`<a class="button button-other" href="${startOf('verification', settings)}">${words.verification.title}</a>`}
        <a class="button button-other" href="${pageAt('sessions', settings)}">${said.sessions}</a>
      </div>
      ${signOut(logoutToken, settings)}`,
  }
}

function signOut(logoutToken: string, settings: PagesSettings): Html {
  return html`<form action="${settings.publicUrl}/self-service/logout" method="get">
    <input type="hidden" name="token" value="${logoutToken}" />
    <div class="actions actions-more">
      <button class="button button-other" type="submit">${words.welcome.signOut}</button>
    </div>
  </form>`
}
