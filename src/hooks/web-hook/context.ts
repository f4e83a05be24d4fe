// The facts of a flow that programs and TypeScript hooks get.
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { Identity } from '#identity/identity.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Session } from '#session/session.ts'
import type { Form } from '#flow/ui-node.ts'

/** Flows, identities and sessions as JSON, in the names of the published API. */
export type Presenter = {
  /** `form`: what the person sees. */
  readonly flow: (flow: Flow, form?: Form) => JsonObject
  readonly identity: (identity: Identity) => Json
  readonly session: (session: Session, identity: Identity) => Json
}

export type ContextParts = {
  readonly present: Presenter
  /** Names of the request headers that hooks get, in any case. */
  readonly allowedHeaders: () => readonly string[]
}

export type HookCallContext = {
  readonly flow: Flow
  readonly caller: Caller
  readonly identity?: Identity | undefined
  readonly session?: Session | undefined
  /** Who is signed in, where nothing is done to the identity yet. */
  readonly signedIn?: Pick<SessionWithIdentity, 'session' | 'identity'> | undefined
  readonly form?: Form | undefined
}

/** The argument `ctx` of a program. */
export function contextOf(
  { present, allowedHeaders }: ContextParts,
  { flow, caller, identity, session, signedIn, form }: HookCallContext,
): JsonObject {
  const { method, headers, cookies } = caller.request
  const allowed = new Set(allowedHeaders().map((name) => name.toLowerCase()))
  return {
    flow: {
      ...present.flow(flow, form),
      ...(identity && flow.kind === 'settings' ? { identity: present.identity(identity) } : {}),
    },
    request_headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => allowed.has(name.toLowerCase())),
    ),
    request_method: method,
    request_url: caller.url,
    request_cookies: cookies,
    ...(identity ? { identity: present.identity(identity) } : {}),
    ...(identity && session ? { session: present.session(session, identity) } : {}),
    ...(signedIn ? { session: present.session(signedIn.session, signedIn.identity) } : {}),
  }
}
