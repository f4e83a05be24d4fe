// The page where people end up who have no other place to go: their profile, and what they can do.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { route, type Route } from '#http/route.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { html, type Html } from './html.ts'
import { buttonLink } from './links.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { hasUnverifiedAddress, renderProfile } from './profile-header.ts'
import { pageReply } from './reply.ts'
import { findReader } from './reader.ts'
import type { Speech } from '#languages/speech.ts'
import type { Texts } from '#languages/translation.ts'
import { pageUrl, startUrl } from './urls.ts'

type Anonymous = { readonly kind: 'anonymous' }
/** Signed in, but the second factor is still missing. */
type Aal1Only = { readonly kind: 'aal1-only'; readonly logoutToken: string }
type SignedIn = {
  readonly kind: 'signed-in'
  readonly who: SessionWithIdentity
  readonly logoutToken: string
}
type Visitor = Anonymous | Aal1Only | SignedIn

export function welcomeRoute(parts: PagesParts): Route {
  return route(
    'GET',
    '/ui/welcome',
    () => undefined,
    (_input, caller) => findVisitor(parts, caller),
    async (visitor, caller) => {
      const settings = parts.settings()
      const reader = await findReader(parts, caller)
      return pageReply(
        200,
        welcomePage(visitor, parts, settings, reader.speech),
        settings,
        reader,
        caller,
      )
    },
    { issuesCsrf: true },
  )
}

async function findVisitor({ core }: PagesParts, caller: Caller): Promise<Visitor> {
  const logoutToken = async (): Promise<string> =>
    (await core.logout.start({ returnTo: undefined }, caller)).token
  try {
    const who = await core.ownSessions.whoami(undefined, caller)
    return { kind: 'signed-in', who, logoutToken: await logoutToken() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'unauthorized') return { kind: 'anonymous' }
    if (error.id === 'session_aal2_required')
      return { kind: 'aal1-only', logoutToken: await logoutToken() }
    throw error
  }
}

/** The page for whoever opens it. */
export function welcomePage(
  visitor: Visitor,
  parts: PagesParts,
  settings: PagesSettings,
  speech: Speech,
): Page {
  switch (visitor.kind) {
    case 'anonymous':
      return anonymousPage(settings, speech.texts)
    case 'aal1-only':
      return secondFactorPage(visitor, settings, speech.texts)
    case 'signed-in':
      return signedInPage(visitor, parts, settings, speech)
  }
}

function anonymousPage(settings: PagesSettings, texts: Texts): Page {
  const labels = texts.welcome
  const signUp = buttonLink('secondary', startUrl('registration', settings), texts.login.signUp)
  return {
    title: labels.signedOut,
    lead: labels.lead,
    body: html`<div class="actions">
      ${buttonLink('primary', startUrl('login', settings), texts.login.title)}
      ${settings.offers.registration && signUp}
    </div>`,
  }
}

function secondFactorPage(
  { logoutToken }: Aal1Only,
  settings: PagesSettings,
  { welcome: labels }: Texts,
): Page {
  const login = startUrl('login', settings, { aal: 'aal2' })
  return {
    title: labels.secondFactorTitle,
    lead: labels.secondFactorLead,
    body: html`<div class="actions">${buttonLink('primary', login, labels.secondFactor)}</div>
      ${signOut(logoutToken, settings, labels)}`,
  }
}

function signedInPage(
  { who: { identity }, logoutToken }: SignedIn,
  { core }: PagesParts,
  settings: PagesSettings,
  speech: Speech,
): Page {
  const { texts } = speech
  const labels = texts.welcome
  const { offers } = settings
  const change = buttonLink('primary', startUrl('settings', settings), labels.settings)
  const verify = buttonLink(
    'secondary',
    startUrl('verification', settings),
    texts.verification.title,
  )
  const data = buttonLink('secondary', pageUrl('data', settings), texts.personalData.open)
  return {
    title: labels.signedIn,
    body: html`${renderProfile(identity, core.schemas().find(identity.schemaId), speech)}
      <div class="actions">
        ${offers.settings && change}
        ${offers.verification && hasUnverifiedAddress(identity) && verify}
        ${buttonLink('secondary', pageUrl('sessions', settings), labels.sessions)}
        ${buttonLink('secondary', pageUrl('activity', settings), texts.activity.link)}
        ${offers.personalData && data}
      </div>
      ${signOut(logoutToken, settings, labels)}`,
  }
}

function signOut(logoutToken: string, settings: PagesSettings, labels: Texts['welcome']): Html {
  return html`<form action="${settings.publicUrl}/self-service/logout" method="get">
    <input type="hidden" name="token" value="${logoutToken}" />
    <div class="actions actions-more">
      <button class="button button-secondary" type="submit">${labels.signOut}</button>
    </div>
  </form>`
}
