// The shield: who is held and why, and giving tries back.
import { isIP } from 'node:net'
import type { ShieldQuery } from '#identity/shield-administration.ts'
import { redirect } from '#http/reply.ts'
import { queryValue, type Route } from '#http/route.ts'
import { isUuid } from '#lib/uuid.ts'
import type { ConsoleParts } from '../parts.ts'
import { refusals, Refused } from '../refusals.ts'
import { bySupport, type Rows } from '../routes.ts'
import { urlOf } from '../tags.ts'
import { suspects } from './lately.ts'
import { shieldView } from './view.ts'

export function shieldRoutes(
  { core, audit, settings, clock }: ConsoleParts,
  rows: Rows,
): readonly Route[] {
  const { shieldAdministration: shield } = core
  return [
    rows.page(
      '/shield',
      (request) => queryValue(request, 'of')?.trim() || undefined,
      async (of) => ({
        of,
        isOn: settings().hasShield,
        state: of === undefined ? undefined : await shield.find(subjectIn(of)),
        suspects: of === undefined ? await suspects({ audit, core }) : [],
        now: clock(),
      }),
      shieldView,
    ),
    rows.form(
      '/shield/clear',
      (sent) => {
        const of = sent.text('of').trim()
        if (of === '') throw new Refused('bad-request', refusals.ofNobody)
        return of
      },
      async (of) => {
        await shield.clear(subjectIn(of))
        return of
      },
      (of) => redirect(303, urlOf('/shield', { of, done: 'tries-given-back' })),
      bySupport,
    ),
  ]
}

/** What is meant: the id of a person, a network or an address in it, or an address of somebody. */
export function subjectIn(of: string): ShieldQuery {
  if (isUuid(of)) return { identityId: of.toLowerCase() }
  return isIP(of.split('/', 1)[0] ?? '') !== 0 ? { network: of } : { address: of }
}
