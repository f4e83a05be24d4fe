// What people may change about themselves: start, show and submit.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { typesInSettings } from '#identity/credential-types.ts'
import type { AalRule, Assurance } from '#session/assurance.ts'
import type { Session } from '#session/session.ts'
import type { Caller } from '../caller.ts'
import { redirectToProvider } from '../federation/redirect-to-provider.ts'
import type { Flow, FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import { named, pressed, type Method, type SettingsMethod, type SettingsScope } from '../method.ts'
import type { ProviderRedirect, Expired } from '../outcome.ts'
import { absoluteReturnTo, readReturnTo, stillAllowed } from '../return-to.ts'
import { newFlow, replaceExpired } from '../start.ts'
import {
  findFlow,
  guardForgery,
  guardVisibility,
  lacksToken,
  onForm,
  readable,
  submittedFlow,
  type FlowParts,
  type Shown,
  type TakeNotes,
} from '../steps.ts'
import { objectField, textField, type Submission } from '../submission.ts'
import { fieldNames, noteSettings, showSettings } from './form.ts'
import {
  createPendingUpdates,
  withoutPendingUpdate,
  type PendingUpdateParts,
} from './pending-update.ts'
import type { ProofNeeded, SettingsSaved, ShowSettings } from './outcome.ts'
import { createPrepare } from './prepare.ts'
import { createSave, type Saved, type SaveParts } from './save.ts'

export type SettingsSettings = FlowSettings & {
  readonly privilegedSessionMaxAgeMs: number
  readonly requiredAal: AalRule
}

export type SettingsParts = FlowParts &
  Omit<SaveParts, 'settings'> &
  PendingUpdateParts & {
    /** The methods that are offered here. */
    readonly methods: () => readonly Method[]
    readonly schemas: () => IdentitySchemas
    readonly assurance: Assurance
    readonly settings: () => SettingsSettings
    readonly returns: () => ReturnSettings
  }

export type StartSettings = { readonly type: FlowType; readonly returnTo: string | undefined }

export type Settings = ReturnType<typeof createSettings>

type Admitted = { readonly kind: 'admitted'; readonly scope: SettingsScope }
type Submitted = ShowSettings | ProofNeeded | Expired | SettingsSaved | ProviderRedirect

const secondFactorFirst = {
  kind: 'proof-needed',
  need: 'second-factor',
  returnTo: undefined,
} as const

function absent(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}

/** A change that meets another one is decided anew so often. */
const mostDecisions = 3

export function createSettings(parts: SettingsParts) {
  const save = createSave(parts)
  const keptUpdates = createPendingUpdates(parts)

  const preparation = createPrepare(parts)

  const form = (flow: Flow, scope: SettingsScope) => showSettings(parts.methods(), flow, scope)
  const show = async (
    why: ShowSettings['why'],
    flow: Flow,
    scope: SettingsScope,
  ): Promise<ShowSettings> => {
    const ready = await preparation.complete(flow, scope)
    return {
      kind: 'form',
      why,
      flow: ready,
      form: await form(ready, scope),
      identity: scope.account.identity,
    }
  }

  return {
    async start(input: StartSettings, caller: Caller): Promise<ShowSettings | ProofNeeded> {
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
      await parts.hooks.before({ flow, caller, configured: parts.settings().before })
      await parts.flows.insert(flow)
      parts.events({ kind: 'flow.opened', flow: 'settings', type: flow.type })
      return show('opened', flow, access.scope)
    },

    async show(
      input: { readonly id: string | undefined },
      caller: Caller,
    ): Promise<ShowSettings | ProofNeeded> {
      const access = await admit(caller, input.id)
      if (access.kind !== 'admitted') return access
      const flow = await findFlow(parts, 'settings', input.id)
      guardOwner(flow, access.scope)
      guardVisibility(parts, flow, caller)
      return show('shown', flow, access.scope)
    },

    /** As an administrator sees it, who needs no session of the owner. */
    async inspect(
      input: { readonly id: string | undefined },
      caller: Caller,
    ): Promise<ShowSettings> {
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
      return {
        kind: 'form',
        why: 'shown',
        flow,
        form: await form(flow, scope),
        identity: account.identity,
      }
    },

    async submit(submission: Submission, caller: Caller): Promise<Submitted> {
      const access = await admit(caller, submission.flowId)
      if (access.kind !== 'admitted') return access
      const flow = await submittedFlow(parts, 'settings', submission)
      guardOwner(flow, access.scope)
      return (
        (await toldOnly(flow, submission, access.scope, caller)) ??
        attempt(flow, submission, access.scope, caller, () => {
          readable(submission)
          guardForgery(parts, flow, submission, caller)
        })
      )
    },

    /**
     * Finishes the update that this caller has sent before its owner had to prove again who it is.
     * Without one, the form is shown.
     */
    async submitPending(input: Pick<Submission, 'flowId'>, caller: Caller): Promise<Submitted> {
      const access = await admit(caller, input.flowId)
      if (access.kind !== 'admitted') return access
      const flow = await submittedFlow(parts, 'settings', {
        ...input,
        fromForm: false,
        fields: {},
        unreadable: undefined,
      })
      guardOwner(flow, access.scope)
      const continuityToken = keptUpdates.open(flow, caller.continuity)
      if (continuityToken) {
        // NOTE the token has proved that it is the same browser, so the flow follows it to the
        // anti-forgery secret of its new sign-in
        const followed =
          flow.type === 'api'
            ? withoutPendingUpdate(flow)
            : { ...withoutPendingUpdate(flow), csrfHash: parts.csrf.hash(caller.csrfSecret) }
        const outcome = await attempt(followed, continuityToken, access.scope, caller, () => {
          if (flow.type === 'api') guardForgery(parts, flow, continuityToken, caller)
        })
        return outcome.kind === 'saved' ? { ...outcome, keptIsDone: true } : outcome
      }
      guardVisibility(parts, flow, caller)
      return show('opened', flow, access.scope)
    },

    /** Goes on with what another server has answered. `method` makes a change of it. */
    async fetchResult(flow: Flow, method: Method, caller: Caller): Promise<Submitted> {
      const access = await admit(caller, flow.id)
      if (access.kind !== 'admitted') return access
      guardOwner(flow, access.scope)
      return attempt(
        flow,
        { flowId: flow.id, fromForm: false, fields: {}, unreadable: undefined },
        access.scope,
        caller,
        () => undefined,
        method,
      )
    },
  }

  /**
   * Lets those in who are signed in, with their second factor if they have one and it is asked for.
   * `flowId`: where they want to go on.
   */
  async function admit(caller: Caller, flowId?: string): Promise<Admitted | ProofNeeded> {
    const current = await parts.sessions.ofCaller(caller)
    const account = current && (await parts.identities.find(current.identity.id))
    if (!current || !account) return { kind: 'proof-needed', need: 'session', returnTo: undefined }
    if (parts.assurance.lacks(current.session, account.credentials, parts.settings().requiredAal))
      return { ...secondFactorFirst, ...(await ownFlow(flowId, account.identity.id)) }
    const schema = parts.schemas().find(account.identity.schemaId)
    if (!schema)
      throw new Refusal('misconfigured', {
        reason: 'The identity schema of this account is not configured any more.',
      })
    return { kind: 'admitted', scope: { account, schema, session: current.session } }
  }

  function methodOf(submission: Submission): Method | undefined {
    return textField(submission, 'method') === undefined
      ? pressed(parts.methods(), submission)
      : named(parts.methods(), submission)
  }

  async function attempt(
    flow: Flow,
    submission: Submission,
    scope: SettingsScope,
    caller: Caller,
    guard: () => void,
    method = methodOf(submission),
  ): Promise<Submitted> {
    const outcome = await onForm(
      parts,
      flow,
      shownAgain(method, submission, scope),
      async () => {
        guard()
        if (flow.expiresAt <= parts.clock()) return expired(flow, caller)
        if (!method?.settings) throw notThere(submission)
        const transientPayload = objectField(submission, 'transient_payload')
        return change(
          transientPayload === undefined ? flow : { ...flow, transientPayload },
          submission,
          scope,
          { name: method.name, settings: method.settings },
          caller,
        )
      },
      await noting(method, flow, scope),
    )
    return outcome.kind === 'invalid' ? show('invalid', outcome.flow, scope) : outcome
  }

  /**
   * What is wrong by itself is told to the browser of the flow even when its token does not fit.
   * Nothing is stored, so it is told in the answer or not at all.
   */
  async function toldOnly(
    flow: Flow,
    submission: Submission,
    scope: SettingsScope,
    caller: Caller,
  ): Promise<ShowSettings | undefined> {
    const method = methodOf(submission)
    if (
      caller.accepts === 'html' ||
      flow.expiresAt <= parts.clock() ||
      !lacksToken(parts, flow, submission, caller)
    )
      return undefined
    const problems = method?.settings?.problems?.(submission, scope) ?? []
    if (problems.length === 0) return undefined
    const note = await noting(method, flow, scope)
    const withProblems = {
      ...flow,
      form: note(flow, shownAgain(method, submission, scope), problems),
    }
    return {
      kind: 'form',
      why: 'invalid',
      flow: withProblems,
      form: await form(withProblems, scope),
      identity: scope.account.identity,
    }
  }

  async function noting(
    method: Method | undefined,
    flow: Flow,
    scope: SettingsScope,
  ): Promise<TakeNotes> {
    const own = await fieldNames(method, flow, scope)
    return (current, values, problems) =>
      noteSettings(current, {
        method,
        own,
        values,
        problems,
        othersStay: parts.rules.messagesOfOtherForms === 'kept',
      })
  }

  async function change(
    flow: Flow,
    submission: Submission,
    first: SettingsScope,
    method: { readonly name: string; readonly settings: SettingsMethod },
    caller: Caller,
  ): Promise<Submitted> {
    let scope = first
    for (let decisions = 1; ; decisions++) {
      if (method.settings.needsRecentProof(submission, scope)) {
        // NOTE also where the settings open without it: who has only the first factor must not get
        // at the second
        if (parts.assurance.lacks(scope.session, scope.account.credentials, 'highest_available'))
          return { ...secondFactorFirst, flow }
        if (!isRecent(scope.session)) return askForProof(flow, submission, method.settings)
      }
      const step = await method.settings.submit(submission, scope, flow, caller, parts)
      if (step.kind === 'provider-redirect') return redirectToProvider(parts, step)
      if (step.kind === 'next') {
        const next = await parts.flows.update({
          ...step.flow,
          transientPayload: undefined,
          updatedAt: parts.clock(),
        })
        return show('next', { ...next, transientPayload: flow.transientPayload ?? {} }, scope)
      }
      const saved = await save(flow, step, scope, method.name, caller)
      if (saved)
        return finish(
          flow,
          saved,
          { ...scope, account: saved.account, session: saved.session },
          method.name,
        )
      if (decisions === mostDecisions)
        throw new StaleVersion('The account was changed at the same moment.')
      const account = await parts.identities.find(scope.account.identity.id)
      const schema = account && parts.schemas().find(account.identity.schemaId)
      if (!schema) throw new StaleVersion('The account was changed at the same moment.')
      scope = { ...scope, account, schema }
    }
  }

  async function finish(
    submitted: Flow,
    { flow: stored, account, session, followUps }: Saved,
    scope: SettingsScope,
    method: string,
  ): Promise<SettingsSaved> {
    const flow = await preparation.complete(stored, scope)
    return {
      kind: 'saved',
      flow,
      form: await form(flow, scope),
      identity: account.identity,
      session,
      followUps,
      returnTo: returnUrl(submitted, method),
    }
  }

  /** The flow with this id, if it is one of theirs. */
  async function ownFlow(
    id: string | undefined,
    identityId: string,
  ): Promise<{ readonly flow?: Flow }> {
    const flow = id === undefined ? undefined : await findFlow(parts, 'settings', id).catch(absent)
    return flow?.identityId === identityId ? { flow } : {}
  }

  function isRecent(session: Session): boolean {
    return session.authenticatedAt + parts.settings().privilegedSessionMaxAgeMs > parts.clock()
  }

  /** What a browser has sent is kept; an app sends it again, unless the method has it kept. */
  async function askForProof(
    flow: Flow,
    submission: Submission,
    { storedForApps }: SettingsMethod,
  ): Promise<ProofNeeded> {
    const needed = { kind: 'proof-needed', need: 'recent', returnTo: undefined } as const
    if (flow.type === 'api' && storedForApps !== true) return { ...needed, flow }
    const waiting = keptUpdates.keep(flow, submission)
    return {
      ...needed,
      flow: await parts.flows.update({
        ...waiting.flow,
        transientPayload: undefined,
        updatedAt: parts.clock(),
      }),
      continuityToken: waiting.continuityToken,
    }
  }

  function returnUrl(flow: Flow, method: string): string | undefined {
    const wanted = stillAllowed(flow.returnTo, parts.returns()),
      { after } = parts.settings()
    return wanted === undefined
      ? (after.methods[method]?.defaultReturnUrl ?? after.defaultReturnUrl)
      : absoluteReturnTo(wanted, parts.returns())
  }

  async function expired(flow: Flow, caller: Caller): Promise<Expired> {
    const fresh: Flow = {
      ...replaceExpired(
        parts,
        flow,
        parts.settings().lifespanMs,
        message('settings.expired', { expiredAt: flow.expiresAt }),
        caller,
      ),
      state: 'show_form',
    }
    await parts.flows.insert(fresh)
    return { kind: 'expired', flow: fresh, expiredAt: flow.expiresAt }
  }
}

const shownAgain = (
  method: Method | undefined,
  submission: Submission,
  scope: SettingsScope,
): Shown => method?.settings?.shown(submission, scope) ?? {}

function notThere(submission: Submission): Refusal | InvalidInput {
  const wanted = textField(submission, 'method')
  const isOff = typesInSettings.some((type) => type === wanted)
  return isOff
    ? new Refusal('not-found', { reason: 'This method is switched off.' })
    : new InvalidInput([{ message: message('settings.no-method') }])
}

/** A flow is good for the person who opened it only. */
function guardOwner(flow: Flow, { account }: SettingsScope): void {
  if (flow.identityId !== account.identity.id)
    throw new Refusal('forbidden', {
      id: 'security_identity_mismatch',
      reason: 'This flow belongs to somebody else. Please start your own.',
    })
}
