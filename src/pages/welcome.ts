// Where people go who have nowhere else to go: who they are and what they can do.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { route, type Route } from '#http/route.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { pageUrl, startUrl } from './urls.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { hasUnverifiedAddress, renderProfile } from './profile-header.ts'
import { pageReply } from './reply.ts'
import { texts } from './texts.ts'

type Anonymous = { readonly kind: 'anonymous' }
/** Signed in, but for the second factor that this person has. */
type Aal1Only = { readonly kind: 'aal1-only'; readonly logoutToken: string }
type SignedIn = {
  readonly kind: 'signed-in'
  readonly who: SessionWithIdentity
  readonly logoutToken: string
}

export function welcomeRoute(parts: PagesParts): Route {
  const {
    core: { ownSessions, logout },
  } = parts
  const logoutToken = async (caller: Caller): Promise<string> =>
    (await logout.start({ returnTo: undefined }, caller)).token
  const find = async (
    _input: undefined,
    caller: Caller,
  ): Promise<Anonymous | Aal1Only | SignedIn> => {
    try {
      const who = await ownSessions.whoami(undefined, caller)
      return { kind: 'signed-in', who, logoutToken: await logoutToken(caller) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.kind === 'unauthorized') return { kind: 'anonymous' }
      if (error.id === 'session_aal2_required')
        return { kind: 'aal1-only', logoutToken: await logoutToken(caller) }
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
        found.kind === 'anonymous'
          ? anonymousPage(settings)
          : found.kind === 'aal1-only'
            ? secondFactorPage(found, settings)
            : signedInPage(parts, found, settings),
        settings,
      )
    },
    { issuesCsrf: true },
  )
}

function anonymousPage(settings: PagesSettings): Page {
  return {
    title: texts.welcome.signedOut,
    lead: texts.welcome.lead,
    body: html`<div class="actions">
      <a class="button button-primary" href="${startUrl('login', settings)}">${texts.login.title}</a>
      ${settings.offers.registration && html`<a class="button button-secondary" href="${startUrl('registration', settings)}">${texts.login.signUp}</a>`}
    </div>`,
  }
}

function secondFactorPage({ logoutToken }: Aal1Only, settings: PagesSettings): Page {
  const labels = texts.welcome
  return {
    title: labels.secondFactorTitle,
    lead: labels.secondFactorLead,
    body: html`<div class="actions">
        <a class="button button-primary" href="${startUrl('login', settings, { aal: 'aal2' })}"
          >${labels.secondFactor}</a
        >
      </div>
      ${signOut(logoutToken, settings)}`,
  }
}

function signedInPage(
  { core }: PagesParts,
  { who: { identity }, logoutToken }: SignedIn,
  settings: PagesSettings,
): Page {
  const labels = texts.welcome
  return {
    title: labels.signedIn,
    body: html`${renderProfile(identity, core.schemas().find(identity.schemaId))}
      <div class="actions">
        ${settings.offers.settings && html`<a class="button button-primary" href="${startUrl('settings', settings)}">${labels.settings}</a>`}
        ${settings.offers.verification && hasUnverifiedAddress(identity) && html`<a class="button button-secondary" href="${startUrl('verification', settings)}">${texts.verification.title}</a>`}
        <a class="button button-secondary" href="${pageUrl('sessions', settings)}">${labels.sessions}</a>
      </div>
      ${signOut(logoutToken, settings)}`,
  }
}

function signOut(logoutToken: string, settings: PagesSettings): Html {
  return html`<form action="${settings.publicUrl}/self-service/logout" method="get">
    <input type="hidden" name="token" value="${logoutToken}" />
    <div class="actions actions-more">
      <button class="button button-secondary" type="submit">${texts.welcome.signOut}</button>
    </div>
  </form>`
}
