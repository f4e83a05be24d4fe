import type { Sessions } from '#session/sessions.ts'
import type { Caller } from '../caller.ts'
import type { ReturnSettings } from '../flow-settings.ts'
import type { AlreadySignedIn } from '../outcome.ts'
import { returnUrlWithoutFlow } from '../return-to.ts'
import type { Submission } from '../submission.ts'
import type { Recovery } from './recovery.ts'

export type SignedOutRecoveryParts = {
  readonly sessions: Pick<Sessions, 'ofCaller'>
  readonly returns: () => ReturnSettings
}

export type SubmitSignedOut = (
  submission: Submission,
  caller: Caller,
) => Promise<Awaited<ReturnType<Recovery['submit']>> | AlreadySignedIn>

/** Submits a recovery for those who are signed out; the others are sent home. */
export const createSubmitSignedOut =
  ({ sessions, returns }: SignedOutRecoveryParts, submit: Recovery['submit']): SubmitSignedOut =>
  async (submission, caller) =>
    (await sessions.ofCaller(caller))
      ? { kind: 'already-signed-in', returnTo: returnUrlWithoutFlow(undefined, returns()) }
      : submit(submission, caller)
