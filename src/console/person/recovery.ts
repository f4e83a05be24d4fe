// A recovery code or link, shown once.
import type { Caller } from '#flow/caller.ts'
import type { HandedOut } from '#flow/recovery/administration.ts'
import type { Account } from '#identity/identity-store.ts'
import { withQuery } from '#lib/url.ts'
import { html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { ConsoleParts, ConsoleSettings } from '../parts.ts'
import { time } from '../tags.ts'
import { texts } from '../texts.ts'
import { shownOnce } from './shown-once.ts'

const labels = texts.person

export type HandedOutTo = {
  readonly account: Account
  readonly by: 'code' | 'link'
  readonly handedOut: HandedOut
}

/** Makes a code or a link for somebody. Throws Refusal. */
export async function handOut(
  { recoveryAdministration }: Pick<ConsoleParts['core'], 'recoveryAdministration'>,
  { account, by }: Pick<HandedOutTo, 'account' | 'by'>,
  caller: Caller,
): Promise<HandedOutTo> {
  const asked = {
    identityId: account.identity.id,
    lifespanMs: undefined,
    type: 'browser',
    returnTo: undefined,
    requestUrl: caller.url,
  } as const
  return { account, by, handedOut: await recoveryAdministration[by](asked, caller) }
}

export function recoveryView(
  { account, by, handedOut: { flow, secret, expiresAt } }: HandedOutTo,
  { publicUrl, recoveryUrl }: Pick<ConsoleSettings, 'publicUrl' | 'recoveryUrl'>,
): ConsolePage {
  const page = withQuery(recoveryUrl, { flow: flow.id })
  const link = withQuery(`${publicUrl}/self-service/recovery`, { flow: flow.id, token: secret })
  return shownOnce(account, {
    title: by === 'code' ? labels.codeTitle : labels.linkTitle,
    lead: labels.shownOnce,
    secret: by === 'code' ? secret : link,
    isLong: by === 'link',
    facts: [
      ...(by === 'code' ? [[labels.codePage, html`<a href="${page}">${page}</a>`] as const] : []),
      [labels.expires, time(expiresAt)],
    ],
  })
}
