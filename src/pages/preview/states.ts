// Every page in every state that it can be in, of a person who does not exist.
import type { Speech } from '#languages/speech.ts'
import { buttonPageOf, buttonPurposes } from '../button-page.ts'
import { errorPage, unknownErrorPage } from '../error-page.ts'
import { pageOfFlow, type FlowPage } from '../flow-page.ts'
import { loginPage } from '../login.ts'
import type { Page } from '../page.ts'
import type { PagesParts } from '../parts.ts'
import { recoveryPage } from '../recovery.ts'
import { registrationPage } from '../registration.ts'
import { sessionsPage } from '../sessions.ts'
import { settingsPage } from '../settings.ts'
import { verificationPage } from '../verification.ts'
import { welcomePage } from '../welcome.ts'

/** By its name, how to make a page in a language. */
export type States = ReadonlyMap<string, (speech: Speech) => Page>

/** What stands in the place of secrets. */
const token = 'preview'
const visitor = { address: undefined, way: undefined, csrfToken: token }

export async function statesOf(parts: PagesParts): Promise<States> {
  const { core } = parts
  const settings = parts.settings()
  const pages: readonly FlowPage[] = [
    loginPage(core),
    registrationPage(core),
    settingsPage(core),
    recoveryPage(core.recovery),
    verificationPage(core.verification),
  ]
  const states = new Map<string, (speech: Speech) => Page>()
  for (const { name, ...shown } of await core.samples.flows()) {
    const page = pages.find(({ kind }) => kind === shown.flow.kind)
    if (page) states.set(name, (speech) => pageOfFlow(page, shown, settings, speech, visitor))
  }
  const { identity } = core.samples.account()
  const [session, other] = core.samples.sessions()
  const welcome = (visitor: Parameters<typeof welcomePage>[0]) => (speech: Speech) =>
    welcomePage(visitor, parts, settings, speech)
  states
    .set('welcome-signed-out', welcome({ kind: 'anonymous' }))
    .set('welcome-first-step', welcome({ kind: 'aal1-only', logoutToken: token }))
  if (session && other) {
    const list = (others: readonly (typeof other)[], ended?: number) => (speech: Speech) =>
      sessionsPage(
        { current: session, others, total: others.length, ended },
        token,
        settings,
        speech,
        parts.locate,
      )
    states
      .set(
        'welcome',
        welcome({
          kind: 'signed-in',
          who: { session, identity, mayHaveSecondFactor: false },
          logoutToken: token,
        }),
      )
      .set('sessions', list([]))
      .set('sessions-of-two-devices', list([other]))
      .set('sessions-ended', list([], 1))
  }
  const details = { id: undefined, reason: undefined, reference: token }
  for (const status of [400, 403, 404, 429, 500])
    states.set(`error-${status}`, (speech) => errorPage({ ...details, status }, settings, speech))
  states.set('error-unknown', (speech) => unknownErrorPage(token, settings, speech))
  for (const purpose of buttonPurposes)
    states.set(`button-${purpose}`, ({ texts }) =>
      buttonPageOf({ purpose, button: 'go' }, token, settings, texts),
    )
  return states
}
