// The end of a change of an address: the new one is proved, so that the change is made.
import { record } from '#audit/record.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { takenProblem } from '#identity/accounts.ts'
import { withVerified } from '#identity/address-status.ts'
import { changeEntry } from '#identity/audit-entries.ts'
import { isTaken } from '#identity/conflicting.ts'
import { Conflict, StaleVersion, type Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { Session } from '#session/session.ts'
import type { Caller } from '../caller.ts'
import { noNotes, type Flow } from '../flow.ts'
import { hooksAfter } from '../flow-settings.ts'
import type { CollectedResult } from '../hooks.ts'
import type { MailAddress, MailedProof } from '../mailed-method.ts'
import { guardWayIn } from '../settings/way-in.ts'
import { withoutPendingUpdate } from '../settings/pending-update.ts'
import { basisOf, changeOf, type AddressChange } from './address-change.ts'
import type { VerificationParts } from './parts.ts'

/** The hook that had the change wait: it does not run again. */
export const holdingHook = 'verify_new_address'

/** What the change is made of, as it is now. */
type Standing = {
  readonly account: Account
  /** The account after the change, with the address verified. */
  readonly wanted: Account
  readonly session: Session
  readonly settingsFlow: Flow
}

/** Hooks of the verification itself, for the account as it will be. */
type OwnHooks = (account: Account, before: Account) => Promise<CollectedResult | undefined>
/** The flow of the verification as it is stored in the end. */
type StorePassed = (flow: Flow) => Promise<Flow>

const mostTries = 5

export function createFinishChange(parts: VerificationParts) {
  return { ownerOf, changeProvedBy, finish }

  /** The change that waits in this flow for this proof. */
  function changeProvedBy(flow: Flow, { identityId, address }: MailedProof) {
    const change = changeOf(parts.cipher, flow)
    return change?.identityId === identityId && address && isSame(change.address, address)
      ? change
      : undefined
  }

  /**
   * Whose address it will be once the change of this flow is made; undefined when it waits for no
   * such address. Throws InvalidInput when the address belongs to another account by now.
   */
  async function ownerOf(flow: Flow, address: MailAddress): Promise<Account | undefined> {
    const change = changeOf(parts.cipher, flow)
    const found = change && isSame(change.address, address) && (await standing(flow, change))
    if (!found) return undefined
    if (await isTaken(parts.identities, found.wanted)) throw new InvalidInput([takenProblem])
    return found.account
  }

  /** Undefined where the change does not wait any more. Throws InvalidInput. */
  async function standing(flow: Flow, change: AddressChange): Promise<Standing | undefined> {
    const { identityId, sessionId, settingsFlowId } = change
    if ((await parts.addressChanges.waiting(identityId)) !== flow.id) return undefined
    const found = await parts.sessions.find(sessionId)
    const account = await parts.identities.find(identityId)
    const settingsFlow = await parts.flows.find('settings', settingsFlowId)
    const schema: IdentitySchema | undefined = parts.schemas().find(change.schemaId)
    const isStanding =
      found &&
      parts.sessions.isActive(found.session) &&
      account?.identity.state === 'active' &&
      basisOf(account.identity) === change.basis &&
      settingsFlow &&
      settingsFlow.expiresAt > parts.clock() &&
      schema
    if (!isStanding) return undefined
    const changed = parts.accounts.withTraits(account, schema, change.traits, 'owner')
    const wanted = withVerified(changed, change.address, parts.clock())
    return {
      account,
      wanted,
      session: found.session,
      settingsFlow: { ...settingsFlow, transientPayload: change.transientPayload },
    }
  }

  /**
   * Makes the change, ends the verification and runs the hooks of both flows that have not run yet.
   * Undefined when the change does not wait any more, or another request has used the proof. Throws
   * InvalidInput; where a link was `opened`, Refusal.
   */
  async function finish(
    flow: Flow,
    change: AddressChange,
    proof: MailedProof,
    caller: Caller,
    { own, store, opened }: { own: OwnHooks; store: StorePassed; opened: boolean },
  ): Promise<Flow | undefined> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(flow, change, proof, caller, own, store)
      } catch (error) {
        const problem =
          error instanceof Conflict ? new InvalidInput([takenProblem], { cause: error }) : error
        if (opened && problem instanceof InvalidInput)
          throw new Refusal('forbidden', {
            reason: 'The address cannot be changed any more. Please begin anew in the settings.',
            cause: problem,
          })
        if (!(problem instanceof StaleVersion) || tries === mostTries) throw problem
      }
    }
  }

  async function attempt(
    flow: Flow,
    change: AddressChange,
    proof: MailedProof,
    caller: Caller,
    own: OwnHooks,
    store: StorePassed,
  ): Promise<Flow | undefined> {
    const found = await standing(flow, change)
    if (!found) return undefined
    const { account: before, wanted, session, settingsFlow } = found
    const ownHooks = await own(wanted, before)
    const hooks = await parts.hooks.after({
      flow: settingsFlow,
      caller,
      configured: hooksAfter(parts.changedIn().after, change.method).filter(
        ({ hook }) => hook !== holdingHook,
      ),
      method: change.method,
      account: wanted,
      accountBefore: before,
      session,
      csrfSecret: caller.csrfSecret,
    })
    guardWayIn(parts, before, hooks.account)
    const done = await parts.transact(async () => {
      if (!(await proof.claim())) return undefined
      const current = await parts.flows.find('verification', flow.id)
      const waiting = await parts.addressChanges.waiting(change.identityId)
      if (!current || waiting !== flow.id) return undefined
      await parts.addressChanges.clear(change.identityId)
      const replaced = await parts.identities.replace(hooks.account)
      await parts.tellOwner(before, replaced, {
        by: 'owner',
        origin: caller.device,
        sessionId: session.id,
        transientPayload: change.transientPayload,
        toldOtherwise: hooks.tells,
      })
      const account =
        (await parts.addressStatuses.proved(change.identityId, change.address, {
          by: 'its-person',
          purpose: 'verification',
        })) ?? replaced
      await parts.flows.update({
        ...withoutPendingUpdate(settingsFlow),
        state: 'success',
        transientPayload: undefined,
        form: { ...noNotes, messages: [message('settings.saved')] },
        updatedAt: parts.clock(),
      })
      const passed = await store(current)
      await record(changeEntry(before, account))
      await hooks.persist({ account, session })
      await ownHooks?.persist({ account, session: undefined })
      return passed
    })
    if (!done) return undefined
    await hooks.notify()
    await ownHooks?.notify()
    parts.events({
      kind: 'identity.changed',
      identityId: change.identityId,
      what: 'updated',
      by: 'owner',
    })
    return done
  }
}

const isSame = (a: MailAddress, b: MailAddress): boolean => a.via === b.via && a.value === b.value
