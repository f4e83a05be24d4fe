// What a submit of the settings does: decides the change, asks for a proof, stores it, or shows the
// form with its problems.
import { StaleVersion } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import { guardOwn } from '#session/impersonation.ts'
import type { Session } from '#session/session.ts'
import type { Caller } from '../caller.ts'
import { redirectToProvider } from '../federation/redirect-to-provider.ts'
import type { Flow } from '../flow.ts'
import {
  methodMissing,
  named,
  pressed,
  type Method,
  type SettingsMethod,
  type SettingsScope,
} from '../method.ts'
import type { Expired, ProviderRedirect } from '../outcome.ts'
import { absoluteReturnTo, stillAllowed } from '../return-to.ts'
import { replaceExpired } from '../start.ts'
import { lacksToken, onForm, type Shown, type TakeNotes } from '../steps.ts'
import { objectField, textField, type Submission } from '../submission.ts'
import { secondFactorFirst } from './admission.ts'
import { fieldNames, noteSettings } from './form.ts'
import { withMistake } from './mistakes.ts'
import type { ProofNeeded, SettingsSaved, ShowSettings } from './outcome.ts'
import type { PendingUpdates } from './pending-update.ts'
import type { SettingsParts } from './parts.ts'
import { createSave, type Saved } from './save.ts'

export type Submitted = ShowSettings | ProofNeeded | Expired | SettingsSaved | ProviderRedirect

export type UpdateParts = SettingsParts & {
  readonly pending: PendingUpdates
  readonly show: (why: ShowSettings['why'], flow: Flow, scope: SettingsScope) => ShowSettings
  /** The same, without storing in the flow what methods may need first. */
  readonly showAsIs: (why: ShowSettings['why'], flow: Flow, scope: SettingsScope) => ShowSettings
  /** Runs the hooks before the settings, which may refuse the change. */
  readonly beforeChange: (flow: Flow, scope: SettingsScope, caller: Caller) => Promise<void>
}

/** How often a change is decided again because the account was changed at the same moment. */
const mostDecisions = 3

export function createUpdate(parts: UpdateParts) {
  const save = createSave(parts, (flow, scope) => parts.showAsIs('invalid', flow, scope).form())
  const { pending, show } = parts
  return { attempt, reportOnly }

  function methodOf(submission: Submission): Method | undefined {
    const button =
      textField(submission, 'method') === undefined
        ? pressed(parts.methods(), submission)
        : undefined
    return button ?? named(parts.methods(), submission, 'settings')
  }

  async function attempt(
    flow: Flow,
    submission: Submission,
    scope: SettingsScope,
    caller: Caller,
    guard: () => void,
    method = methodOf(submission),
  ): Promise<Submitted> {
    const shown = shownAgain(method, submission, scope)
    const remembers = parts.rules.earlierMistakes === 'its-form-and-texts'
    const mistaken: Flow =
      parts.rules.savedAfterMistake === 'not-told' ? { ...flow, state: 'show_form' } : flow
    const outcome = await onForm(
      parts,
      remembers && method ? withMistake(mistaken, method.name, shown) : mistaken,
      shown,
      async () => {
        guard()
        if (flow.expiresAt <= parts.clock()) return expired(flow, caller)
        if (!method?.settings)
          throw methodMissing(
            submission,
            parts.rules.notFoundWhenOff.settings,
            'settings.no-method',
          )
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
   * Answers the problems that the fields alone have, also when the token of the browser of the flow
   * does not match. They are not stored.
   */
  async function reportOnly(
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
    return parts.showAsIs('invalid', withProblems, scope)
  }

  async function noting(
    method: Method | undefined,
    flow: Flow,
    scope: SettingsScope,
  ): Promise<TakeNotes> {
    const own = await fieldNames(method, flow, scope, parts)
    return (current, values, problems) =>
      noteSettings(current, {
        method,
        own,
        values,
        problems,
        rule: parts.rules.messagesOfOtherForms,
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
        guardOwn(scope.session, 'change credentials or addresses')
        // NOTE also where the settings open without it: with the first factor alone nobody may
        // change the second
        if (parts.assurance.lacks(scope.session, scope.account.credentials, 'highest_available'))
          return { ...secondFactorFirst, flow }
        if (!isRecent(scope.session)) return askForProof(flow, submission, method.settings)
      }
      const step = await method.settings.submit(submission, scope, flow, caller, parts)
      if (step.kind === 'provider-redirect') return redirectToProvider(parts, step)
      if (step.kind === 'next') {
        const next = await parts.flows.update({
          ...step.flow,
          form: noteSettings(step.flow, {
            method,
            own: [],
            values: {},
            problems: [],
            rule: parts.rules.messagesOfOtherForms,
          }),
          transientPayload: undefined,
          updatedAt: parts.clock(),
        })
        return show('next', { ...next, transientPayload: flow.transientPayload ?? {} }, scope)
      }
      if (decisions === 1) await parts.beforeChange(flow, scope, caller)
      const saved = await save(flow, step, scope, method.name, caller)
      if (saved?.kind === 'held') {
        const shown = { ...saved.flow, transientPayload: flow.transientPayload ?? {} }
        return { ...show('next', shown, scope), followUps: saved.followUps }
      }
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
    return {
      kind: 'saved',
      flow: stored,
      form: show('shown', stored, scope).form,
      identity: account.identity,
      session,
      followUps,
      returnTo: returnUrl(submitted, method),
    }
  }

  function isRecent(session: Session): boolean {
    return session.authenticatedAt + parts.settings().privilegedSessionMaxAgeMs > parts.clock()
  }

  /** Stores the update of a browser; an app sends it again, unless the method has it stored. */
  async function askForProof(
    flow: Flow,
    submission: Submission,
    { storedForApps }: SettingsMethod,
  ): Promise<ProofNeeded> {
    const needed = { kind: 'proof-needed', need: 'recent', returnTo: undefined } as const
    if (flow.type === 'api' && storedForApps !== true) return { ...needed, flow }
    const waiting = pending.store(flow, submission)
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
