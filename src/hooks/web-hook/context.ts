// What other systems are told of a flow.
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { Identity } from '#identity/identity.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Session } from '#session/session.ts'

/** How flows, identities and sessions are spelled in programs. */
export type Spelling = {
  readonly flow: (flow: Flow) => Json
  readonly identity: (identity: Identity) => Json
  readonly session: (session: Session, identity: Identity) => Json
}

export type ContextParts = {
  readonly spelling: Spelling
  /** Names of the headers that are told, in any case. */
  readonly allowedHeaders: () => readonly string[]
}

export type HookCallContext = {
  readonly flow: Flow
  readonly caller: Caller
  readonly identity?: Identity | undefined
  readonly session?: Session | undefined
}

/** The argument `ctx` of a program, in the names that people's programs use. */
export function contextOf(
  { spelling, allowedHeaders }: ContextParts,
  { flow, caller, identity, session }: HookCallContext,
): JsonObject {
  const { method, headers, cookies } = caller.request
  const allowed = new Set(allowedHeaders().map((name) => name.toLowerCase()))
  return {
    flow: spelling.flow(flow),
    request_headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => allowed.has(name.toLowerCase())),
    ),
    request_method: method,
    request_url: caller.url,
    request_cookies: cookies,
    ...(identity ? { identity: spelling.identity(identity) } : {}),
    ...(identity && session ? { session: spelling.session(session, identity) } : {}),
  }
}
