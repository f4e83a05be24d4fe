// Tells an application that this server is part of who has made one of its own requests.
import type { IncomingHttpHeaders } from 'node:http'
import type { Core } from '#core.ts'
import { newest } from '#editions/all.ts'
import { placePrefixes } from '#editions/edition.ts'
import { Refusal } from '#errors/refusal.ts'
import { HttpCaller, type CallerParts } from '#http/caller.ts'
import type { Identity } from '#identity/identity.ts'
import type { Session } from '#session/session.ts'
import { cookiesAt } from './mounts.ts'
import { ofConfig, type Runtime } from './runtime.ts'

export type WhoAmIParts = {
  readonly runtime: Runtime
  readonly core: Pick<Core, 'ownSessions'>
  readonly csrf: CallerParts
}

/** Finds the session that a request with these headers presents; see `createWhoAmI`. */
export type FindSession = (
  headers: IncomingHttpHeaders,
) => Promise<{ readonly identity: Identity; readonly session: Session } | undefined>

/**
 * By the same action as the route for it, with the cookies of the newest edition at the root.
 * Undefined without a session, and for one that lacks the second factor which is demanded.
 */
export function createWhoAmI({ runtime, core, csrf }: WhoAmIParts): FindSession {
  const place = ofConfig(runtime, (config) => ({
    cookies: cookiesAt(newest, config, placePrefixes.root.public),
    baseUrl: config.public.baseUrl,
    prefix: '',
  }))
  return async (headers) => {
    const request = { method: 'GET', url: '/', ip: '', id: '', headers }
    try {
      const { identity, session } = await core.ownSessions.whoami(
        undefined,
        new HttpCaller(request, place(), csrf),
      )
      return { identity, session }
    } catch (error) {
      const isNobody =
        error instanceof Refusal && (error.kind === 'unauthorized' || error.kind === 'forbidden')
      if (isNobody) return undefined
      throw error
    }
  }
}
