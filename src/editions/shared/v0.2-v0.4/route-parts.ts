// What the routes of these editions are put together from.
import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import type { Request } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { EditionParts, Places } from '../../edition.ts'
import type { HealthParts } from '../health.ts'
import type { Answers } from './answer.ts'
import type { Entry } from './entry-answer.ts'
import type { IdentityNames } from './identity-body.ts'
import type { Asked } from './read.ts'
import type { SettingsAnswers } from './settings-answer.ts'

export type RequestRouteParts = {
  readonly core: Core
  /** The same core for those who need not be the browser of a request: an administrator's pages. */
  readonly adminCore: Core
  readonly answers: Answers
  readonly settingsAnswers: SettingsAnswers
  /** How what came of a submit is answered, by the method that it was sent to. */
  readonly entry: Entry
  readonly places: () => Places
  readonly csrf: EditionParts['csrf']
  readonly health: HealthParts
  /** Whether the start of a login asks somebody who is signed in to prove it again. */
  readonly asksForProof: (request: Request) => boolean
  /** What the id of a settings request is that is none. */
  readonly malformedSettings: 'unknown' | 'mistake'
  readonly whoami: (found: SessionWithIdentity) => Reply
  readonly presentIdentity: (account: Account) => object
  readonly names: IdentityNames
  readonly presentSchema: (schema: IdentitySchema) => JsonObject
}

/** The act on what was sent, with whether JSON is asked for passed by. */
export const asked =
  <I, O>(act: (input: I, caller: Caller) => Promise<O>) =>
  async ({ input, asksForJson }: Asked<I>, caller: Caller): Promise<Asked<O>> => ({
    input: await act(input, caller),
    asksForJson,
  })
