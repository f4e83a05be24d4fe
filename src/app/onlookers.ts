// Those who have a say in flows, or are told of them, as the configuration names them.
import {
  presentAdministered,
  presentFlow,
  presentIdentity,
  presentSession,
} from '#editions/newest.ts'
import { placePrefixes, withQuery } from '#editions/edition.ts'
import type { Events } from '#events/events.ts'
import type { Flow } from '#flow/flow.ts'
import type { Onlookers } from '#flow/onlookers.ts'
import type { Spelling } from '#hooks/web-hook/context.ts'
import {
  allOnlookers,
  createTypescriptHooks,
  type TypescriptHooksParts,
} from '#hooks/typescript/run.ts'
import { createPasswordMigration } from '#hooks/web-hook/password-migration.ts'
import { createWebHooks, type WebHookParts } from '#hooks/web-hook/web-hooks.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Identity } from '#identity/identity.ts'
import type { Json } from '#lib/json.ts'
import type { Programs } from '#lib/programs.ts'
import type { PasswordMigration } from '#methods/password/migration.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { configOf, type Runtime } from './runtime.ts'
import { placesOf } from './mounts.ts'

/** What calls to other systems are made with. */
export type CallsParts = Pick<WebHookParts, 'sign' | 'spelling' | 'limits'> & {
  readonly runtime: Runtime
  readonly programs: Programs
  /** The guarded way out. */
  readonly fetch: typeof fetch
  readonly newId: () => string
  readonly events: Events
}

export type OnlookersParts = CallsParts &
  Pick<WebHookParts, 'putDown'> &
  Pick<TypescriptHooksParts, 'hooks'> & {
    readonly accounts: Accounts
    readonly clock: () => number
  }

export function createOnlookers({ runtime, ...given }: OnlookersParts): Onlookers {
  const parts = {
    ...given,
    schemas: () => runtime.schemas,
    allowedHeaders: () => configOf(runtime).clients.hookHeaders,
  }
  return allOnlookers(createTypescriptHooks(parts), createWebHooks(parts))
}

export function createMigration({ runtime, ...parts }: CallsParts): PasswordMigration {
  return createPasswordMigration({
    ...parts,
    allowedHeaders: () => configOf(runtime).clients.hookHeaders,
    settings: () => configOf(runtime).selfservice.methods.password.migrateHook,
  })
}

/** Programs see flows, identities and sessions as the newest edition presents them. */
export function createSpelling(runtime: Runtime): Spelling {
  const render = createMessageRenderer()
  const publicUrl = () => configOf(runtime).public.baseUrl
  const action = ({ kind, id }: Flow) =>
    withQuery(`${placesOf(configOf(runtime), placePrefixes.root).publicUrl}/self-service/${kind}`, {
      flow: id,
    })
  return {
    // NOTE without the fields, which hold what was typed and the anti-forgery token
    flow: (flow) =>
      presentFlow(
        flow,
        { messages: flow.form.messages, nodes: [] },
        { render, action: action(flow), csrfToken: '' },
      ) as unknown as Json,
    identity: (identity) => spelled(identity, publicUrl()),
    session: (session, identity) =>
      presentSession(session, true, presentIdentity(identity, publicUrl())),
  }
}

/** With what administrators note about somebody, where there is something. */
function spelled(identity: Identity, publicUrl: string): Json {
  const { metadata_admin, ...rest } = presentAdministered({ identity, credentials: [] }, publicUrl)
  return {
    ...rest,
    ...(metadata_admin === null || metadata_admin === undefined ? {} : { metadata_admin }),
  }
}
