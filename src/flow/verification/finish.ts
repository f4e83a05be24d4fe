// The end of a verification: uses up the code or link, stores the address as verified and runs the
// hooks.
import { message } from '#messages/message.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { proverOf } from '../known-device.ts'
import { persistently } from '../mailed-flow.ts'
import type { MailedProof } from '../mailed-method.ts'
import { runProofHooks } from '../proof-hooks.ts'
import type { CsrfGuard } from '../steps.ts'
import type { VerificationParts } from './parts.ts'

export function createFinish(parts: VerificationParts) {
  return finish

  /**
   * Undefined when another request has used the code or link, or its identity is gone. `by`: by a
   * mailed link, so that this browser goes on with the flow.
   */
  async function finish(
    submitted: Flow,
    method: string,
    proof: MailedProof,
    caller: Caller,
    by?: 'opened',
  ): Promise<Flow | undefined> {
    const { identityId, address, claim } = proof
    const hooks = await runProofHooks(
      parts,
      {
        flow: submitted,
        proof,
        method,
        opened: by === 'opened',
        csrfSecret: caller.csrfSecret,
      },
      caller,
    )
    const current = await parts.sessions.ofCaller(caller)
    const isOwn =
      current?.identity.id === identityId ||
      (await proverOf(parts, identityId, caller)) === 'its-person'
    const done = await persistently(() =>
      parts.transact(async () => {
        if (!(await claim())) return undefined
        const flow = await parts.flows.find('verification', submitted.id)
        const account =
          flow &&
          address &&
          (await parts.addressStatuses.proved(identityId, address, {
            // NOTE the message of a sign-up or of a changed address is opened on any device of
            // the person who has just asked for it
            by: isOwn || flow.identityId === identityId ? 'its-person' : 'stranger',
            purpose: 'verification',
          }))
        if (!flow || !account) return undefined
        const passed: Flow = {
          ...flow,
          state: 'passed_challenge',
          form: { messages: [message('verification.done')], fields: {} },
          memory: {},
          completed: true,
          updatedAt: parts.clock(),
        }
        const stored = await parts.flows.update(
          by === 'opened' ? ofBrowser(parts, passed, caller) : passed,
        )
        await hooks?.persist({ account, session: undefined })
        return stored
      }),
    )
    if (done) await hooks?.notify()
    if (done) parts.events({ kind: 'verification.succeeded', identityId, method })
    return done
  }
}

/**
 * The flow, bound to the browser of the caller: a mailed link may be opened in another one than
 * that which asked for it.
 */
export function ofBrowser(
  { csrf }: { readonly csrf: Pick<CsrfGuard, 'hash'> },
  flow: Flow,
  caller: Caller,
): Flow {
  return flow.type === 'browser' ? { ...flow, csrfHash: csrf.hash(caller.csrfSecret) } : flow
}
