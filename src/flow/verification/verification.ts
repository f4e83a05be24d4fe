// Verification of an address: start, show, submit, and open a mailed link.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { message, type Message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import {
  findShown,
  guardEnabled,
  guardGoingOn,
  guardOrigin,
  storeMessages,
  storeSending,
} from '../mailed-flow.ts'
import { unknownLink } from '../unknown-link.ts'
import type { MailedStep, Opening } from '../mailed-method.ts'
import { named } from '../method.ts'
import type { LinkOpened, Replaced, ShowForm } from '../outcome.ts'
import type { Form } from '../ui-node.ts'
import { mailCall, replaceFlow } from '../replace.ts'
import { absoluteReturnTo, readReturnTo, stillAllowed } from '../return-to.ts'
import { takesNotes } from '../messages-on-retry.ts'
import { newFlow } from '../start.ts'
import { findFlow, guardReadable, guardVisibility, onForm, submittedWork } from '../steps.ts'
import { objectField, stringField, type Submission } from '../submission.ts'
import { createFinish } from './finish.ts'
import { createFinishChange } from './finish-change.ts'
import { showVerification } from './form.ts'
import type { StartVerification, VerificationParts } from './parts.ts'

export type Verification = {
  /** Throws Refusal when it is switched off. */
  guardEnabled(): void
  start(input: StartVerification, caller: Caller): Promise<ShowForm>
  show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm>
  submit(submission: Submission, caller: Caller): Promise<ShowForm | Replaced>
  /** For a mailed link whose flow is gone. */
  unknownLink(input: unknown, caller: Caller): Promise<Replaced>
  /** Opens a mailed link, in any browser. */
  open(
    input: { readonly flowId: string | undefined } & Opening,
    caller: Caller,
  ): Promise<Replaced | LinkOpened>
}

export function createVerification(parts: VerificationParts): Verification {
  const { settings } = parts
  const finish = createFinish(parts, formOf)
  const changes = createFinishChange(parts)
  const onlyOnce = parts.rules.verificationFlow === 'for-one-message'

  const show = (why: ShowForm['why'], flow: Flow): ShowForm => ({
    kind: 'form',
    why,
    flow,
    form: () => formOf(flow),
  })

  function formOf(flow: Flow): Form {
    return showVerification(parts.methods(), flow, {
      use: settings().use,
      leadsTo: returnUrl(flow),
      onlyOnce,
      rules: parts.rules,
    })
  }

  return {
    guardEnabled: () => guardEnabled('verification', settings()),

    async start(input: StartVerification, caller: Caller): Promise<ShowForm> {
      guardEnabled('verification', settings())
      const returnTo = readReturnTo(input.returnTo, parts.returns(), parts.rules)
      const flow = {
        ...newFlow(
          parts,
          { kind: 'verification', type: input.type, lifespanMs: settings().lifespanMs, returnTo },
          caller,
        ),
        active: settings().use,
      }
      await parts.hooks.before({ flow, caller, configured: settings().before })
      await parts.flows.insert(flow)
      parts.events({ kind: 'flow.opened', flow: 'verification', type: flow.type })
      return show('opened', flow)
    },

    async show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm> {
      const flow = await findShown('verification', parts, settings(), input.id)
      guardVisibility(parts, onlyOnce ? { ...flow, expiresAt: Infinity } : flow, caller)
      return show('shown', flow)
    },

    async submit(submission: Submission, sender: Caller): Promise<ShowForm | Replaced> {
      await guardGoingOn('verification', parts, settings(), submission.flowId)
      const { flow, caller } = await submittedWork(parts, 'verification', submission, sender)
      const outcome = await onForm(
        parts,
        flow,
        { email: stringField(submission, 'email') ?? '' },
        async () => {
          guardReadable(submission)
          // NOTE a code was read in the message by whoever sends it, in a browser as well, and it
          // begins no session
          if (flow.type !== 'api' || !bringsCode(flow, submission))
            guardOrigin(parts, flow, submission, caller)
          if (flow.expiresAt <= parts.clock()) return replaceExpired(flow, flow.expiresAt, caller)
          if (onlyOnce && flow.state !== 'choose_method')
            throw new InvalidInput([
              {
                message: message('validation.generic', because('message-sent-already')),
              },
            ])
          if (!onlyOnce && flow.completed)
            return replace(flow, 'finished', message('verification.completed'), caller)
          const method = named(parts.methods(), submission, 'verification')
          if (!method?.verification)
            throw new InvalidInput([{ message: message('verification.no-method') }])
          const payload = {
            ...flow,
            transientPayload: objectField(submission, 'transient_payload'),
          }
          return take(
            flow,
            method.name,
            await method.verification.submit(submission, payload, {
              ...mailCall(parts, caller),
              ownerOf: (address) => changes.ownerOf(flow, address),
            }),
            caller,
          )
        },
        takesNotes(parts.rules.verificationMessagesOnRetry),
      )
      return outcome.kind === 'invalid' ? show('invalid', outcome.flow) : outcome
    },

    async unknownLink(_input: unknown, caller: Caller): Promise<Replaced> {
      guardEnabled('verification', settings())
      return unknownLink(parts, 'verification', settings(), caller)
    },

    async open(
      input: { readonly flowId: string | undefined } & Opening,
      caller: Caller,
    ): Promise<Replaced | LinkOpened> {
      guardEnabled('verification', settings())
      if (!input.token && !input.code)
        throw new Refusal('bad-request', {
          reason: 'The address lacks the token or the code of the message.',
        })
      if (input.flowId === undefined)
        throw new Refusal('bad-request', { reason: 'The address lacks the id of the flow.' })
      const flow = await findFlow(parts, 'verification', input.flowId)
      for (const { name, verification } of parts.methods()) {
        const step = await verification?.open(flow, input)
        if (step) return openedLink(flow, name, step, caller)
      }
      return replace(flow, 'link', message('verification.link-wrong'), caller)
    },
  }

  async function take(
    flow: Flow,
    name: string,
    step: MailedStep,
    caller: Caller,
  ): Promise<ShowForm | Replaced> {
    if (step.kind === 'sent') {
      await storeSending(parts, step)
      return show('next', { ...step.flow, transientPayload: step.flow.transientPayload ?? {} })
    }
    if (step.kind === 'proved') {
      const done = await finish(flow, name, step.proof, caller)
      return show(
        'next',
        done ?? { ...flow, form: { messages: [message('verification.code-wrong')], fields: {} } },
      )
    }
    const reason =
      step.kind === 'wrong' ? 'wrong' : step.kind === 'expired' ? 'expired' : 'exhausted'
    parts.events({ kind: 'verification.failed', method: name, reason })
    if (step.kind === 'expired')
      return replaceExpired(flow, step.expiredAt ?? flow.expiresAt, caller)
    if (step.kind === 'wrong')
      return show('next', { ...(await storeMessages(parts, step.flow)), transientPayload: {} })
    await storeMessages(parts, { ...flow, completed: true })
    return replace(
      flow,
      'exhausted',
      message('validation.generic', because('wrong-codes-ask')),
      caller,
    )
  }

  async function openedLink(
    flow: Flow,
    name: string,
    step: MailedStep,
    caller: Caller,
  ): Promise<Replaced | LinkOpened> {
    const isOver = !onlyOnce && step.kind !== 'done' && flow.expiresAt <= parts.clock()
    if (isOver || step.kind === 'expired') {
      parts.events({ kind: 'verification.failed', method: name, reason: 'expired' })
      return replaceExpired(
        parts.rules.expiredLinkOfApps === 'goes-on-in-app' ? flow : { ...flow, type: 'browser' },
        flow.expiresAt,
        caller,
      )
    }
    if (step.kind === 'done')
      return replace(
        { ...flow, type: 'browser' },
        'finished',
        message('verification.completed'),
        caller,
      )
    const done =
      step.kind === 'proved'
        ? await finish(flow, name, step.proof, caller, 'opened')
        : step.kind === 'prefilled'
          ? // NOTE also the flow of an app, which goes on in the browser that has opened the link
            await parts.flows.update({
              ...step.flow,
              csrfHash: parts.csrf.hash(caller.csrfSecret),
            })
          : undefined
    if (done)
      return {
        kind: 'link-opened',
        flow: done,
        ...(done.completed ? { leadsTo: returnUrl(done), ...asked(done) } : {}),
        secret:
          flow.type === 'browser' || done.csrfHash !== undefined ? caller.csrfSecret : undefined,
      }
    parts.events({ kind: 'verification.failed', method: name, reason: 'wrong' })
    return replace(flow, 'link', message('verification.link-wrong'), caller)
  }

  function replaceExpired(flow: Flow, expiredAt: number, caller: Caller): Promise<Replaced> {
    const notice = message('verification.expired', { expiredAt })
    return replace(flow, 'expired', notice, caller, expiredAt)
  }

  function replace(
    flow: Flow,
    why: Replaced['why'],
    notice: Message,
    caller: Caller,
    expiredAt?: number,
  ): Promise<Replaced> {
    return replaceFlow(
      parts,
      flow,
      {
        why,
        ...(expiredAt === undefined ? {} : { expiredAt }),
        notice,
        lifespanMs: settings().lifespanMs,
        active: why === 'link' ? 'link' : settings().use,
        type: why === 'link' ? 'browser' : flow.type,
        secret: parts.csrf.newSecret(),
      },
      caller,
    )
  }

  /** Where the browser goes on, if that was requested or is configured. */
  function asked(flow: Flow): { readonly asked?: string } {
    return stillAllowed(flow.returnTo, parts.returns()) === undefined &&
      settings().after.defaultReturnUrl === undefined
      ? {}
      : { asked: returnUrl(flow) }
  }

  function returnUrl(flow: Flow): string {
    const returns = parts.returns()
    const wanted = stillAllowed(flow.returnTo, returns)
    return wanted === undefined
      ? (settings().after.defaultReturnUrl ?? returns.defaultReturnUrl)
      : absoluteReturnTo(wanted, returns)
  }
}

/** Whether a code is sent for the message of this flow. */
const bringsCode = (flow: Flow, submission: Submission): boolean =>
  flow.state === 'sent_email' && (stringField(submission, 'code') ?? '') !== ''
