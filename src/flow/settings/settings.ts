// Settings, in which people change their own account: start, show and submit.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { Method, SettingsScope } from '../method.ts'
import { readReturnTo } from '../return-to.ts'
import { newFlow } from '../start.ts'
import { findFlow, guardForgery, guardReadable, guardVisibility, submittedFlow } from '../steps.ts'
import type { Submission } from '../submission.ts'
import { createAdmission, guardOwner } from './admission.ts'
import { showSettings } from './form.ts'
import type { ProofNeeded, ShowSettings } from './outcome.ts'
import type { SettingsParts, StartSettings } from './parts.ts'
import { createPendingUpdates, withoutPendingUpdate } from './pending-update.ts'
import { createPrepare } from './prepare.ts'
import { createUpdate, type Submitted } from './update.ts'

export type Settings = {
  start(input: StartSettings, caller: Caller): Promise<ShowSettings | ProofNeeded>
  show(
    input: { readonly id: string | undefined },
    caller: Caller,
  ): Promise<ShowSettings | ProofNeeded>
  /** The flow as administrators see it, without a session of its owner. */
  inspect(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowSettings>
  submit(submission: Submission, caller: Caller): Promise<Submitted>
  /**
   * Finishes the update that this caller sent before they had to prove again who they are. Without
   * one, the form is shown.
   */
  submitPending(input: Pick<Submission, 'flowId'>, caller: Caller): Promise<Submitted>
  /** Stores the change that `method` makes of the answer of a provider. */
  fetchResult(flow: Flow, method: Method, caller: Caller): Promise<Submitted>
}

export function createSettings(parts: SettingsParts): Settings {
  const preparation = createPrepare(parts)
  const pending = createPendingUpdates(parts)
  const admit = createAdmission(parts)

  const show = (why: ShowSettings['why'], flow: Flow, scope: SettingsScope): ShowSettings => ({
    kind: 'form',
    why,
    flow,
    form: async () =>
      showSettings(parts.methods(), await preparation.complete(flow, scope), scope, parts),
    identity: scope.account.identity,
  })
  const showAsIs = (why: ShowSettings['why'], flow: Flow, scope: SettingsScope): ShowSettings => ({
    ...show(why, flow, scope),
    form: () => showSettings(parts.methods(), flow, scope, parts),
  })
  const runBefore = (flow: Flow, scope: SettingsScope, caller: Caller, isChange?: true) =>
    parts.hooks.before({
      flow,
      caller,
      configured: parts.settings().before,
      signedIn: { session: scope.session, identity: scope.account.identity },
      ...(isChange === true ? { isChange } : {}),
    })
  const update = createUpdate({
    ...parts,
    pending,
    show,
    showAsIs,
    beforeChange: (flow, scope, caller) => runBefore(flow, scope, caller, true),
  })

  return {
    async start(input, caller) {
      const returnTo = readReturnTo(input.returnTo, parts.returns(), parts.rules)
      const access = await admit(caller)
      if (access.kind !== 'admitted') return { ...access, returnTo }
      const opened = newFlow(
        parts,
        {
          kind: 'settings',
          type: input.type,
          lifespanMs: parts.settings().lifespanMs,
          returnTo,
          state: 'show_form',
          identityId: access.scope.account.identity.id,
        },
        caller,
      )
      const flow = await preparation.prepare(opened, access.scope)
      await runBefore(flow, access.scope, caller)
      await parts.flows.insert(flow)
      parts.events({ kind: 'flow.opened', flow: 'settings', type: flow.type })
      return show('opened', flow, access.scope)
    },

    async show(input, caller) {
      const access = await admit(caller, input.id)
      if (access.kind !== 'admitted') return access
      const flow = await findFlow(parts, 'settings', input.id)
      guardOwner(flow, access.scope)
      guardVisibility(parts, flow, caller)
      return show('shown', flow, access.scope)
    },

    async inspect(input, caller) {
      const flow = await findFlow(parts, 'settings', input.id)
      guardVisibility(parts, flow, caller)
      const account =
        flow.identityId === undefined ? undefined : await parts.identities.find(flow.identityId)
      const schema = account && parts.schemas().find(account.identity.schemaId)
      if (!schema)
        throw new Refusal('not-found', {
          reason: 'The account of this flow is not there any more.',
        })
      const scope = {
        account,
        schema,
        session: parts.sessions.begin(account.identity.id, [], caller.device).session,
      }
      return showAsIs('shown', flow, scope)
    },

    async submit(submission, caller) {
      const access = await admit(caller, submission.flowId)
      if (access.kind !== 'admitted') return access
      const flow = await submittedFlow(parts, 'settings', submission)
      guardOwner(flow, access.scope)
      return (
        (await update.reportOnly(flow, submission, access.scope, caller)) ??
        update.attempt(flow, submission, access.scope, caller, () => {
          guardReadable(submission)
          guardForgery(parts, flow, submission, caller)
        })
      )
    },

    async submitPending(input, caller) {
      const access = await admit(caller, input.flowId)
      if (access.kind !== 'admitted') return access
      const flow = await submittedFlow(parts, 'settings', {
        ...input,
        fromForm: false,
        fields: {},
        unreadable: undefined,
      })
      guardOwner(flow, access.scope)
      const pendingUpdate = pending.open(flow, caller.continuities)
      if (pendingUpdate) {
        // NOTE the token has proved that it is the same browser, so the flow gets the anti-forgery
        // secret of its new login
        const followed =
          flow.type === 'api'
            ? withoutPendingUpdate(flow)
            : { ...withoutPendingUpdate(flow), csrfHash: parts.csrf.hash(caller.csrfSecret) }
        const outcome = await update.attempt(followed, pendingUpdate, access.scope, caller, () => {
          if (flow.type === 'api') guardForgery(parts, flow, pendingUpdate, caller)
        })
        return outcome.kind === 'saved' ? { ...outcome, pendingUpdateDone: true } : outcome
      }
      guardVisibility(parts, flow, caller)
      return show('opened', flow, access.scope)
    },

    async fetchResult(flow, method, caller) {
      const access = await admit(caller, flow.id)
      if (access.kind !== 'admitted') return access
      guardOwner(flow, access.scope)
      return update.attempt(
        flow,
        { flowId: flow.id, fromForm: false, fields: {}, unreadable: undefined },
        access.scope,
        caller,
        () => undefined,
        method,
      )
    },
  }
}
