// The end of a verification: uses up the code or link, stores the address as verified and runs the
// hooks.
import { record } from '#audit/record.ts'
import type { AddressProof } from '#identity/address-status.ts'
import type { Account } from '#identity/identity-store.ts'
import { verifiedEntry } from '#identity/audit-entries.ts'
import { message } from '#messages/message.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { proverOf } from '../known-device.ts'
import { persistently } from '../mailed-flow.ts'
import type { MailedProof } from '../mailed-method.ts'
import { runProofHooks } from '../proof-hooks.ts'
import type { CsrfGuard } from '../steps.ts'
import type { Form } from '../ui-node.ts'
import { createFinishChange } from './finish-change.ts'
import type { VerificationParts } from './parts.ts'

export function createFinish(parts: VerificationParts, show: (flow: Flow) => Form) {
  const changes = createFinishChange(parts)
  return finish

  /**
   * Undefined when another request has used the code or link, or its identity is gone. `how`: by a
   * mailed link, so that this browser goes on with the flow.
   */
  async function finish(
    submitted: Flow,
    method: string,
    proof: MailedProof,
    caller: Caller,
    how?: 'opened',
  ): Promise<Flow | undefined> {
    const { identityId, address, claim } = proof
    const ownHooks = (changed?: { readonly account: Account; readonly before: Account }) =>
      runProofHooks(
        parts,
        {
          flow: submitted,
          proof,
          method,
          opened: how === 'opened',
          csrfSecret: caller.csrfSecret,
          verifies: true,
          form: () => show(submitted),
          ...(changed ? { changed } : {}),
        },
        caller,
      )
    const change = changes.changeProvedBy(submitted, proof)
    if (change) {
      const changed = await changes.finish(submitted, change, proof, caller, {
        own: (account, before) => ownHooks({ account, before }),
        store: (flow) => storePassed(flow, proof, caller, how),
        opened: how === 'opened',
      })
      if (changed) parts.events({ kind: 'verification.succeeded', identityId, method })
      return changed
    }
    const hooks = await ownHooks()
    const by = await prover(submitted, identityId, caller)
    const done = await persistently(() =>
      parts.transact(async () => {
        if (!(await claim())) return undefined
        const flow = await parts.flows.find('verification', submitted.id)
        const account =
          flow &&
          address &&
          (await parts.addressStatuses.proved(identityId, address, {
            by,
            purpose: 'verification',
          }))
        if (!flow || !account) return undefined
        const stored = await storePassed(flow, proof, caller, how)
        await hooks?.persist({ account, session: undefined })
        await record(verifiedEntry(account))
        return stored
      }),
    )
    if (done) await hooks?.notify()
    if (done) parts.events({ kind: 'verification.succeeded', identityId, method })
    return done
  }

  function storePassed(
    flow: Flow,
    { trace, address }: MailedProof,
    caller: Caller,
    how?: 'opened',
  ): Promise<Flow> {
    const passed: Flow = {
      ...flow,
      state: 'passed_challenge',
      form: {
        messages: [
          message(
            address?.via === 'sms' && parts.rules.verificationByText === 'has-its-own'
              ? 'verification.phone-done'
              : 'verification.done',
          ),
        ],
        fields: {},
      },
      memory: trace ? { trace } : {},
      completed: true,
      updatedAt: parts.clock(),
    }
    return parts.flows.update(how === 'opened' ? ofBrowser(parts, passed, caller) : passed)
  }

  /**
   * Whether it is the person of the account. The message of a sign-up or of a changed address is
   * opened on any device of the person who has just asked for it.
   */
  async function prover(
    flow: Flow,
    identityId: string,
    caller: Caller,
  ): Promise<AddressProof['by']> {
    if (flow.identityId === identityId) return 'its-person'
    const current = await parts.sessions.ofCaller(caller)
    return current?.identity.id === identityId ? 'its-person' : proverOf(parts, identityId, caller)
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
