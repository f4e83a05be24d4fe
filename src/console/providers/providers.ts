// The configured providers, and trial sign-ins at them.
import { redirect } from '#http/reply.ts'
import type { Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { readId } from '../read.ts'
import type { Rows } from '../routes.ts'
import { urlOf } from '../tags.ts'
import { listView } from './list.ts'
import { trialView } from './trial.ts'

// NOTE as in the API, a trial is for admins; what it shows is of a person
const byAdmin = { role: 'admin' } as const

export function providersRoutes(parts: ConsoleParts, rows: Rows): readonly Route[] {
  const { core, providers } = parts
  return [
    rows.page('/providers', () => undefined, providers, listView),
    rows.form(
      '/providers/try',
      (sent) => ({ provider: sent.text('provider') }),
      core.providerTests.start,
      ({ flow }) => redirect(303, urlOf(`/providers/${flow.id}`)),
      byAdmin,
    ),
    rows.page(
      '/providers/:id',
      readId,
      async (input) => ({
        ...(await core.providerTests.find(input)),
        loginUrl: providers().loginUrl,
      }),
      trialView,
      byAdmin,
    ),
  ]
}
