// Recovery of an account by proving one of its addresses: start, show, submit, open a mailed link.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import { message, type Message } from '#messages/message.ts'
import type { Sessions } from '#session/sessions.ts'
import type { Caller } from '../caller.ts'
import type { Flow, FlowState, FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import { unknownLink } from '../unknown-link.ts'
import type { MailedMethod, MailedStep, Opening } from '../mailed-method.ts'
import {
  guardEnabled,
  guardOrigin,
  guardRecoverable,
  storeMessages,
  storeSending,
} from '../mailed-flow.ts'
import { named, type Method } from '../method.ts'
import type { AlreadySignedIn, Recovered, Replaced, ShowForm } from '../outcome.ts'
import { mailCall, replaceFlow } from '../replace.ts'
import { absoluteReturnTo, readReturnTo, stillAllowed } from '../return-to.ts'
import { takesNotes } from '../messages-on-retry.ts'
import { newFlow } from '../start.ts'
import { findFlow, guardVisibility, guardReadable, onForm, submittedWork } from '../steps.ts'
import { objectField, type Submission } from '../submission.ts'
import { createFinish, type FinishParts } from './finish.ts'
import { showRecovery, shownAgain } from './form.ts'

export type RecoverySettings = FlowSettings & { readonly use: 'link' | 'code' }

export type RecoveryParts = Omit<FinishParts, 'settings'> & {
  readonly methods: () => readonly Method[]
  readonly sessions: Sessions
  readonly returns: () => ReturnSettings
  readonly settings: () => RecoverySettings
  readonly events: Events
}

export type StartRecovery = { readonly type: FlowType; readonly returnTo: string | undefined }

export type Recovery = {
  /** Throws Refusal when it is switched off. */
  guardEnabled(): void
  start(input: StartRecovery, caller: Caller): Promise<ShowForm | AlreadySignedIn>
  show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm>
  submit(submission: Submission, caller: Caller): Promise<ShowForm | Replaced | Recovered>
  /** For a mailed link whose flow is gone. */
  unknownLink(input: unknown, caller: Caller): Promise<Replaced>
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
      const flow = {
        ...newFlow(
          parts,
          { kind: 'recovery', type: input.type, lifespanMs: settings().lifespanMs, returnTo },
          caller,
        ),
        active: settings().use,
        state: stateFor(settings().use),
      }
      await parts.hooks.before({ flow, caller, configured: settings().before })
      await parts.flows.insert(flow)
      parts.events({ kind: 'flow.opened', flow: 'recovery', type: flow.type })
      return show('opened', flow)
    },

    async show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm> {
      const flow = await findFlow(parts, 'recovery', input.id)
      guardVisibility(parts, flow, caller)
      return show('shown', flow)
    },

    async submit(submission: Submission, sender: Caller): Promise<ShowForm | Replaced | Recovered> {
      await guardRecoverable(parts, settings(), submission.flowId)
      const { flow, caller } = await submittedWork(parts, 'recovery', submission, sender)
      const outcome = await onForm(
        parts,
        flow,
        shownAgain(submission),
        async () => {
          guardReadable(submission)
          guardBrowser(flow, submission, caller)
          if (flow.expiresAt <= parts.clock())
            return replace(
              flow,
              'expired',
              message('recovery.expired', { expiredAt: flow.expiresAt }),
              caller,
            )
          if (flow.completed)
            return replace(flow, 'finished', message('recovery.completed'), caller)
          const method = named(parts.methods(), submission, 'recovery')
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

    async open(
      input: { readonly flowId: string | undefined } & Opening,
      caller: Caller,
    ): Promise<Replaced | Recovered> {
      await guardRecoverable(parts, settings(), input.flowId)
      if (input.token === undefined || input.token === '')
        throw new Refusal('bad-request', {
          reason: 'The address lacks the token of the recovery link.',
        })
      if (input.flowId === undefined)
        throw new Refusal('bad-request', { reason: 'The address lacks the id of the flow.' })
      const flow = await findFlow(parts, 'recovery', input.flowId)
      for (const { name, recovery } of parts.methods()) {
        const opened = await recovery?.open(flow, input)
        // NOTE a link lasts no longer than its flow
        const step: MailedStep | undefined =
          opened?.kind === 'proved' && flow.expiresAt <= parts.clock()
            ? { kind: 'expired' }
            : opened
        if (recovery && step) {
          const outcome = await take(flow, recovery, name, step, caller, true)
          if (outcome.kind !== 'form') return outcome
        }
      }
      throw new Refusal('not-found', { reason: 'Recovery by link is switched off.' })
    },
  }

  /**
   * A browser that submits a flow that has ended, with an old token, gets a new anti-forgery secret
   * to start again with; where the rules say so, that of any other flow as well.
   */
  function guardBrowser(flow: Flow, submission: Submission, caller: Caller): void {
    try {
      guardOrigin(parts, flow, submission, caller)
    } catch (error) {
      const renews = flow.completed || parts.rules.recoveryWithoutToken === 'renews-secret'
      if (!(error instanceof Refusal) || !renews) throw error
      const { kind, id, reason, details } = error
      throw new Refusal(kind, {
        ...(id === undefined ? {} : { id }),
        ...(reason === undefined ? {} : { reason }),
        ...(details ? { details } : {}),
        remedy: { secret: parts.csrf.newSecret() },
      })
    }
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
        const recovered = await finish(
          {
            flow,
            proof: step.proof,
            proves: method.proves ?? 'code_recovery',
            method: name,
            opened,
            returnTo: settingsReturnUrl(flow),
          },
          caller,
        )
        if (recovered)
          return {
            ...recovered,
            form: () => formOf(recovered.flow),
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
      case 'prefilled': {
        parts.events({ kind: 'recovery.failed', method: name, reason: 'exhausted' })
        await storeMessages(parts, { ...flow, completed: true })
        return replace(
          flow,
          'exhausted',
          message('validation.generic', {
            reason: 'There were too many wrong codes. Please ask for a new one.',
          }),
          caller,
        )
      }
    }
  }

  function replace(
    flow: Flow,
    why: Replaced['why'],
    notice: Message,
    caller: Caller,
  ): Promise<Replaced> {
    const active = why === 'link' ? 'link' : settings().use
    return replaceFlow(
      parts,
      flow,
      {
        why,
        notice,
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
