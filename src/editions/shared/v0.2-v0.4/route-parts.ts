// What the routes of v0.2 and v0.4 need.
import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import type { Request } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { EditionParts } from '../../edition.ts'
import type { ButtonParts } from '../button-routes.ts'
import type { HealthParts } from '../health.ts'
import type { Answers } from './answer.ts'
import type { EntryAnswers } from './entry-answer.ts'
import type { IdentityNames } from './identity-body.ts'
import type { Negotiated } from './read.ts'
import type { SettingsAnswers } from './settings-answer.ts'

export type RequestRouteParts = ButtonParts & {
  readonly core: Core
  /** The core for the admin listener: flows are not bound to the browser that opened them. */
  readonly adminCore: Core
  readonly answers: Answers
  readonly settingsAnswers: SettingsAnswers
  /** Responds to the outcome of a submit; takes the method of the path. */
  readonly entry: EntryAnswers
  readonly csrf: EditionParts['csrf']
  readonly health: HealthParts
  /** Whether the request to start a login asks for a new authentication of a signed-in user. */
  readonly asksForRefresh: (request: Request) => boolean
  /** How an invalid id of a settings flow is treated; see `readSubmission`. */
  readonly malformedSettings: 'unknown' | 'mistake'
  readonly whoami: (found: SessionWithIdentity) => Reply
  readonly presentIdentity: (account: Pick<Account, 'identity'>) => object
  readonly names: IdentityNames
  readonly presentSchema: (schema: IdentitySchema) => JsonObject
}

/** Runs the action and passes `asksForJson` through. */
export const negotiated =
  <I, O>(act: (input: I, caller: Caller) => Promise<O>) =>
  async ({ input, asksForJson }: Negotiated<I>, caller: Caller): Promise<Negotiated<O>> => ({
    input: await act(input, caller),
    asksForJson,
  })
