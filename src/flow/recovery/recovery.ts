// Recovery of an account by proving one of its addresses: start, show, submit, open a mailed link.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { message, type Message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { Caller } from '../caller.ts'
import type { Flow, FlowState } from '../flow.ts'
import { unknownLink } from '../unknown-link.ts'
import type { MailedMethod, MailedStep, Opening } from '../mailed-method.ts'
import {
  findShown,
  guardEnabled,
  guardGoingOn,
  storeMessages,
  storeSending,
} from '../mailed-flow.ts'
import { named } from '../method.ts'
import type { AlreadySignedIn, Recovered, Replaced, ShowForm } from '../outcome.ts'
import { mailCall, replaceFlow } from '../replace.ts'
import { absoluteReturnTo, readReturnTo, stillAllowed } from '../return-to.ts'
import { takesNotes } from '../messages-on-retry.ts'
import { newFlow } from '../start.ts'
import { findFlow, guardVisibility, guardReadable, onForm, submittedWork } from '../steps.ts'
import { objectField, textField, type Submission } from '../submission.ts'
import { createFinish, skipsSettings } from './finish.ts'
import { showRecovery, shownAgain, withAddress } from './form.ts'
import { guardBrowser, openedBy } from './submit.ts'
import type { RecoveryParts, StartRecovery } from './parts.ts'

export type Recovery = {
  /** Throws Refusal when it is switched off. */
  guardEnabled(): void
  start(input: StartRecovery, caller: Caller): Promise<ShowForm | AlreadySignedIn>
  show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm>
  submit(submission: Submission, caller: Caller): Promise<ShowForm | Replaced | Recovered>
  /** For a mailed link whose flow is gone. */
  unknownLink(input: unknown, caller: Caller): Promise<Replaced>
  /** For an address like that of a mailed link, without its token: nothing is stored. */
  withoutToken(input: { readonly flowId: string | undefined }, caller: Caller): Promise<ShowForm>
  /** Opens a mailed link, in any browser. */
  open(
    input: { readonly flowId: string | undefined } & Opening,
    caller: Caller,
  ): Promise<Replaced | Recovered>
}

export function createRecovery(parts: RecoveryParts): Recovery {
  const { settings } = parts
  const formOf = (flow: Flow) => showRecovery(parts.methods(), flow, settings().use)
  const finish = createFinish(parts, formOf)

  const show = (why: ShowForm['why'], flow: Flow): ShowForm => ({
    kind: 'form',
    why,
    flow,
    form: () => formOf(flow),
  })

  return {
    guardEnabled: () => guardEnabled('recovery', settings()),

    async start(input: StartRecovery, caller: Caller): Promise<ShowForm | AlreadySignedIn> {
      guardEnabled('recovery', settings())
      const returnTo = readReturnTo(input.returnTo, parts.returns(), parts.rules)
      if (await parts.sessions.ofCaller(caller))
        return { kind: 'already-signed-in', returnTo: returnUrl(returnTo) }
      const opened = newFlow(
        parts,
        { kind: 'recovery', type: input.type, lifespanMs: settings().lifespanMs, returnTo },
        caller,
      )
      const flow = {
        ...withAddress(opened, input.address),
        active: settings().use,
        state: stateFor(settings().use),
      }
      await parts.hooks.before({ flow, caller, configured: settings().before })
      await parts.flows.insert(flow)
      parts.events({ kind: 'flow.opened', flow: 'recovery', type: flow.type })
      return show('opened', flow)
    },

    async show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm> {
      const flow = await findShown('recovery', parts, settings(), input.id)
      guardVisibility(parts, flow, caller)
      return show('shown', flow)
    },

    async submit(submission: Submission, sender: Caller): Promise<ShowForm | Replaced | Recovered> {
      await guardGoingOn('recovery', parts, settings(), submission.flowId)
      const { flow, caller } = await submittedWork(parts, 'recovery', submission, sender)
      const outcome = await onForm(
        parts,
        flow,
        shownAgain(submission),
        async () => {
          guardReadable(submission)
          guardBrowser(parts, flow, submission, caller)
          const method = named(parts.methods(), submission, 'recovery')
          const token = textField(submission, 'token') || undefined
          const opened =
            method?.recovery &&
            (await openedBy(parts, method.recovery, flow, { token, code: undefined }))
          if (opened) return take(flow, method.recovery, method.name, opened, caller, true)
          if (flow.expiresAt <= parts.clock())
            return replace(
              flow,
              'expired',
              message('recovery.expired', { expiredAt: flow.expiresAt }),
              caller,
            )
          if (flow.completed)
            return replace(flow, 'finished', message('recovery.completed'), caller)
          if (!method?.recovery)
            throw new InvalidInput([{ message: message('recovery.no-method') }])
          const payload = {
            ...flow,
            transientPayload: objectField(submission, 'transient_payload'),
          }
          return take(
            flow,
            method.recovery,
            method.name,
            await method.recovery.submit(submission, payload, mailCall(parts, caller)),
            caller,
          )
        },
        takesNotes(parts.rules.recoveryMessagesOnRetry),
      )
      return outcome.kind === 'invalid' ? show('invalid', outcome.flow) : outcome
    },

    async unknownLink(_input: unknown, caller: Caller): Promise<Replaced> {
      guardEnabled('recovery', settings())
      return unknownLink(parts, 'recovery', settings(), caller)
    },

    async withoutToken(input: { readonly flowId: string | undefined }): Promise<ShowForm> {
      if (input.flowId === undefined)
        throw new Refusal('bad-request', { reason: 'The address lacks the id of the flow.' })
      const flow = await findShown('recovery', parts, settings(), input.flowId)
      const none = {
        ...flow,
        form: { ...flow.form, messages: [message('recovery.no-method')] },
      }
      // NOTE as published, the flow then names no method of its own
      return { ...show('invalid', { ...none, active: 'default' }), form: () => formOf(none) }
    },

    async open(
      input: { readonly flowId: string | undefined } & Opening,
      caller: Caller,
    ): Promise<Replaced | Recovered> {
      await guardGoingOn('recovery', parts, settings(), input.flowId)
      if (input.token === undefined || input.token === '')
        throw new Refusal('bad-request', {
          reason: 'The address lacks the token of the recovery link.',
        })
      if (input.flowId === undefined)
        throw new Refusal('bad-request', { reason: 'The address lacks the id of the flow.' })
      const flow = await findFlow(parts, 'recovery', input.flowId)
      for (const { name, recovery } of parts.methods()) {
        const step = recovery && (await openedBy(parts, recovery, flow, input))
        if (recovery && step) {
          const outcome = await take(flow, recovery, name, step, caller, true)
          if (outcome.kind !== 'form') return outcome
        }
      }
      throw new Refusal('not-found', { reason: 'Recovery by link is switched off.' })
    },
  }

  async function take(
    flow: Flow,
    method: MailedMethod,
    name: string,
    step: MailedStep,
    caller: Caller,
    opened = false,
  ): Promise<ShowForm | Replaced | Recovered> {
    switch (step.kind) {
      case 'sent': {
        await storeSending(parts, step)
        return show('next', { ...step.flow, transientPayload: step.flow.transientPayload ?? {} })
      }
      case 'proved': {
        const proved = {
          flow,
          proof: step.proof,
          proves: method.proves ?? 'code_recovery',
          method: name,
          opened,
          returnTo: settingsReturnUrl(flow),
        } as const
        const recovered = await finish(proved, caller).catch((error: unknown) => {
          if (error instanceof InvalidInput) return error
          throw error
        })
        if (recovered instanceof InvalidInput) return replaceRefused(flow, recovered, caller)
        if (recovered)
          return {
            ...recovered,
            flow: { ...recovered.flow, transientPayload: flow.transientPayload ?? {} },
            form: () => formOf(recovered.flow),
            ...(skipsSettings(flow) ? { skipsTo: returnUrl(settingsReturnUrl(flow)) } : {}),
          }
        return opened
          ? replace(flow, 'link', message('recovery.link-wrong'), caller)
          : show('next', {
              ...flow,
              form: { messages: [message('recovery.code-wrong')], fields: {} },
            })
      }
      case 'wrong': {
        parts.events({ kind: 'recovery.failed', method: name, reason: 'wrong' })
        if (opened) return replace(flow, 'link', message('recovery.link-wrong'), caller)
        return show('next', { ...(await storeMessages(parts, step.flow)), transientPayload: {} })
      }
      case 'expired': {
        parts.events({ kind: 'recovery.failed', method: name, reason: 'expired' })
        return replace(
          parts.rules.expiredLinkOfApps === 'goes-on-in-app' ? flow : { ...flow, type: 'browser' },
          'expired',
          message('recovery.expired', { expiredAt: flow.expiresAt }),
          caller,
        )
      }
      case 'exhausted':
      case 'prefilled':
      case 'done': {
        parts.events({ kind: 'recovery.failed', method: name, reason: 'exhausted' })
        await storeMessages(parts, { ...flow, completed: true })
        return replace(
          flow,
          'exhausted',
          message('validation.generic', because('wrong-codes-ask')),
          caller,
        )
      }
    }
  }

  /**
   * A recovery that a hook refuses begins anew, in a flow that says why. NOTE as published; here the
   * code stays good for the old flow, since nothing was stored
   */
  async function replaceRefused(
    flow: Flow,
    { problems, cause }: InvalidInput,
    caller: Caller,
  ): Promise<Replaced> {
    const notices = problems.map((one) => one.message)
    const [notice] = notices
    if (!notice) throw new Refusal('forbidden', { cause })
    return replace(flow, 'refused', notice, caller, notices)
  }

  function replace(
    flow: Flow,
    why: Replaced['why'],
    notice: Message,
    caller: Caller,
    notices: readonly Message[] = [notice],
  ): Promise<Replaced> {
    const active = why === 'link' ? 'link' : settings().use
    return replaceFlow(
      parts,
      flow,
      {
        why,
        notice,
        notices,
        lifespanMs: settings().lifespanMs,
        active,
        state: stateFor(active),
        type: why === 'link' ? 'browser' : flow.type,
        secret: why === 'expired' ? undefined : parts.csrf.newSecret(),
      },
      caller,
    )
  }

  function stateFor(use: string): FlowState {
    const method = parts.methods().find(({ name }) => name === use)
    return method?.recovery?.opensIn?.() ?? 'choose_method'
  }

  function returnUrl(returnTo: string | undefined): string {
    const returns = parts.returns()
    const wanted = stillAllowed(returnTo, returns)
    return wanted === undefined ? returns.defaultReturnUrl : absoluteReturnTo(wanted, returns)
  }

  /**
   * Where the browser goes after the settings flow that follows; undefined where it stays there.
   */
  function settingsReturnUrl(flow: Flow): string | undefined {
    return stillAllowed(flow.returnTo, parts.returns()) ?? settings().after.defaultReturnUrl
  }
}
