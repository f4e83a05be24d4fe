// How operators get into the console and out of it: the sign-in itself is on the public pages.
import { sha256 } from '#crypto/tokens.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { withQuery } from '#lib/url.ts'
import { html, type Html, type Words } from '#pages/html.ts'
import { consoleReply } from '../document.ts'
import type { ConsoleParts } from '../parts.ts'
import { findConsoleReader, type ConsoleReader } from '../reader.ts'
import { refusals, Refused } from '../refusals.ts'
import { consolePath, type Rows } from '../routes.ts'
import { signInLink, wayBack } from './link.ts'
import { signInTexts as labels } from './texts.ts'

/** How long somebody may take for it, who perhaps has to set up a second factor first. */
const patienceMs = 3_600_000

export function signInRoutes(parts: ConsoleParts, { form }: Rows): readonly Route[] {
  const { core, csrf, settings, clock } = parts
  const plainPage = (
    reader: ConsoleReader,
    title: Words,
    body: Html,
    more: Partial<Reply>,
    refreshTo?: string,
  ): Reply => {
    const page = {
      title,
      section: undefined,
      body: html`<section class="panel">
        <h1>${title}</h1>
        ${body}
      </section>`,
      ...(refreshTo === undefined ? {} : { refreshTo }),
    }
    const frame = { settings: settings(), access: undefined, done: undefined, words: '', reader }
    const reply = consoleReply(200, page, { ...frame, token: undefined })
    return { ...reply, ...more, cookies: [...(reply.cookies ?? []), ...(more.cookies ?? [])] }
  }

  return [
    // NOTE a page of another site can at most lead somebody to the public pages, which ask
    route(
      'GET',
      '/sign-in',
      (request) => ({
        to: wayBack(queryValue(request, 'to')),
        again: queryValue(request, 'again') === 'true',
      }),
      (input) => input,
      ({ to, again }) => {
        const secret = csrf.newSecret()
        const url = withQuery(settings().signInUrl, {
          challenge: sha256(secret),
          to,
          ...(again ? { again: 'true' } : {}),
        })
        const cookie = {
          kind: 'continuity',
          token: secret,
          expiresAt: clock() + patienceMs,
        } as const
        return redirect(303, url, { cookies: [cookie] })
      },
      { open: true },
    ),
    route(
      'GET',
      '/sign-in/done',
      (request) => ({
        code: queryValue(request, 'code') ?? '',
        to: wayBack(queryValue(request, 'to')),
      }),
      async ({ code, to }, caller) => {
        const secrets = caller.continuities
        const earlier = caller.cookieToken
        const begun = await core.consoleSessions.begin({ code, secrets, earlier })
        return { to, reader: await findConsoleReader(settings(), caller), ...begun }
      },
      ({ to, reader, token, expiresAt }) =>
        // NOTE a page and no redirect: browsers keep cookies that are for this site only from a
        // redirect that another site has begun
        plainPage(
          { ...reader, canReopen: false },
          labels.in,
          html`<p>${labels.inLead}</p>
            <div class="actions"><a class="button button-primary" href="${to}">${labels.next}</a></div>`,
          {
            cookies: [
              { kind: 'session', token, expiresAt },
              { kind: 'end-continuity' },
              { kind: 'renew-csrf', secret: csrf.newSecret() },
            ],
          },
          to,
        ),
      { open: true, fromElsewhere: true, getChanges: 'console-sign-in' },
    ),
    form(
      '/sign-out',
      () => undefined,
      async (_input, { admitted: { operator } }) => {
        if (!operator) throw new Refused('bad-request', refusals.notSignedIn)
        await core.consoleSessions.end(operator)
      },
      () => redirect(303, `${consolePath}/signed-out`, { cookies: [{ kind: 'end-session' }] }),
      { role: 'viewer' },
    ),
    route(
      'GET',
      '/signed-out',
      (request: Request) => request,
      (_request, caller) => findConsoleReader(settings(), caller),
      (reader) =>
        plainPage(
          reader,
          labels.signedOut,
          html`<p>${labels.signedOutLead}</p>
            <div class="actions">${signInLink(settings(), consolePath, labels.again)}</div>`,
          {},
        ),
      { open: true },
    ),
  ]
}
