// The root of the public listener: whoever opens it is taken to a page that fits.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { redirect, text, type Reply } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import type { PagesParts } from './parts.ts'
import { pageUrl } from './urls.ts'

/** It exists only where the configured login page is the built-in one. */
export function rootRoutes({ core, settings }: PagesParts): readonly Route[] {
  if (!settings().hasOwnLogin) return []
  return [
    route(
      'GET',
      '/',
      () => undefined,
      (_input, caller) => isSignedIn(core, caller),
      (signedIn): Reply => {
        const current = settings()
        // NOTE the configuration may have changed since the start
        if (!current.hasOwnLogin) return text(404, '404 page not found\n')
        return redirect(303, pageUrl(signedIn ? 'welcome' : 'login', current))
      },
    ),
  ]
}

/** Also true when only the second factor is missing; the welcome page asks for it. */
async function isSignedIn({ ownSessions }: PagesParts['core'], caller: Caller): Promise<boolean> {
  try {
    await ownSessions.whoami(undefined, caller)
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.kind === 'unauthorized') return false
    if (error.id === 'session_aal2_required') return true
    throw error
  }
}
