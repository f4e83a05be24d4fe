// Proving that an address is one's own: start, show, submit, and open a mailed link.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import type { AddressStatuses } from '#identity/address-status.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { message, type Message } from '#messages/message.ts'
import type { Caller } from '../caller.ts'
import type { Flow, FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import {
  guardEnabled,
  guardOrigin,
  persistently,
  storeMessages,
  storeSending,
  type Transact,
} from '../mailed-flow.ts'
import type { FlowHooks } from '../hooks.ts'
import { unknownLink } from '../unknown-link.ts'
import type { MailedProof, MailedStep, Opening } from '../mailed-method.ts'
import { named, type Method } from '../method.ts'
import type { LinkOpened, Replaced, ShowForm } from '../outcome.ts'
import { runProofHooks } from '../proof-hooks.ts'
import { mailCall, replaceFlow } from '../replace.ts'
import { absoluteReturnTo, readReturnTo, stillAllowed } from '../return-to.ts'
import { takesNotes } from '../messages-on-retry.ts'
import { newFlow } from '../start.ts'
import {
  findFlow,
  guardVisibility,
  onForm,
  readable,
  submittedFlow,
  type FlowParts,
} from '../steps.ts'
import { objectField, stringField, type Submission } from '../submission.ts'
import { showVerification } from './form.ts'

export type VerificationSettings = FlowSettings & { readonly use: 'link' | 'code' }

export type VerificationParts = FlowParts & {
  readonly hooks: FlowHooks
  readonly methods: () => readonly Method[]
  readonly addressStatuses: AddressStatuses
  readonly identities: Pick<IdentityStore, 'find'>
  readonly returns: () => ReturnSettings
  readonly settings: () => VerificationSettings
  readonly transact: Transact
  readonly events: Events
}

export type StartVerification = { readonly type: FlowType; readonly returnTo: string | undefined }

export type Verification = ReturnType<typeof createVerification>

export function createVerification(parts: VerificationParts) {
  const { settings } = parts
  const onlyOnce = parts.rules.verificationFlow === 'for-one-message'

  const show = (why: ShowForm['why'], flow: Flow): ShowForm => ({
    kind: 'form',
    why,
    flow,
    form: showVerification(parts.methods(), flow, {
      use: settings().use,
      leadsTo: returnUrl(flow),
      onlyOnce,
    }),
  })

  return {
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
      const flow = await findFlow(parts, 'verification', input.id)
      guardVisibility(parts, onlyOnce ? { ...flow, expiresAt: Infinity } : flow, caller)
      return show('shown', flow)
    },

    async submit(submission: Submission, caller: Caller): Promise<ShowForm | Replaced> {
      guardEnabled('verification', settings())
      const flow = await submittedFlow(parts, 'verification', submission)
      const outcome = await onForm(
        parts,
        flow,
        { email: stringField(submission, 'email') ?? '' },
        async () => {
          readable(submission)
          guardOrigin(parts, flow, submission, caller)
          if (onlyOnce && flow.state !== 'choose_method')
            throw new InvalidInput([
              {
                message: message('validation.generic', {
                  reason:
                    'This form has sent its message already. Please begin anew if you need another.',
                }),
              },
            ])
          if (!onlyOnce && flow.expiresAt <= parts.clock())
            return replace(
              flow,
              'expired',
              message('verification.expired', { expiredAt: flow.expiresAt }),
              caller,
            )
          if (!onlyOnce && flow.completed)
            return replace(flow, 'finished', message('verification.completed'), caller)
          const method = named(parts.methods(), submission)
          if (!method?.verification)
            throw new InvalidInput([{ message: message('verification.no-method') }])
          const payload = {
            ...flow,
            transientPayload: objectField(submission, 'transient_payload'),
          }
          return take(
            flow,
            method.name,
            await method.verification.submit(submission, payload, mailCall(parts, caller)),
            caller,
          )
        },
        takesNotes(parts.rules.verificationMessagesOnRetry),
      )
      return outcome.kind === 'invalid' ? show('invalid', outcome.flow) : outcome
    },

    /** For a link that leads to no flow any more. */
    async unknownLink(_input: unknown, caller: Caller): Promise<Replaced> {
      guardEnabled('verification', settings())
      return unknownLink(parts, 'verification', settings(), caller)
    },

    /** The link of a message, opened in any browser. */
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
    if (step.kind === 'wrong')
      return show('next', { ...(await storeMessages(parts, step.flow)), transientPayload: {} })
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

  async function openedLink(
    flow: Flow,
    name: string,
    step: MailedStep,
    caller: Caller,
  ): Promise<Replaced | LinkOpened> {
    if ((!onlyOnce && flow.expiresAt <= parts.clock()) || step.kind === 'expired') {
      parts.events({ kind: 'verification.failed', method: name, reason: 'expired' })
      return replace(
        { ...flow, type: 'browser' },
        'expired',
        message('verification.expired', { expiredAt: flow.expiresAt }),
        caller,
      )
    }
    const done =
      step.kind === 'proved'
        ? await finish(flow, name, step.proof, caller, 'opened')
        : step.kind === 'prefilled'
          ? await parts.flows.update(ofBrowser(step.flow, caller))
          : undefined
    if (done)
      return {
        kind: 'link-opened',
        flow: done,
        ...(done.completed ? { leadsTo: returnUrl(done), ...asked(done) } : {}),
        secret: flow.type === 'browser' ? caller.csrfSecret : undefined,
      }
    parts.events({ kind: 'verification.failed', method: name, reason: 'wrong' })
    return replace(flow, 'link', message('verification.link-wrong'), caller)
  }

  /**
   * Undefined when the secret was used by another request, or its identity is gone. `opened`: by
   * the link of a message, so that this browser goes on with the flow.
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
    const done = await persistently(() =>
      parts.transact(async () => {
        if (!(await claim())) return undefined
        const flow = await parts.flows.find('verification', submitted.id)
        const account =
          flow && address && (await parts.addressStatuses.verified(identityId, address))
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
          by === 'opened' ? ofBrowser(passed, caller) : passed,
        )
        await hooks?.persist({ account, session: undefined })
        return stored
      }),
    )
    if (done) await hooks?.notify()
    if (done) parts.events({ kind: 'verification.succeeded', identityId, method })
    return done
  }

  /**
   * Who opens the link of a message may do so in another browser than the one that asked for it.
   */
  function ofBrowser(flow: Flow, caller: Caller): Flow {
    return flow.type === 'browser'
      ? { ...flow, csrfHash: parts.csrf.hash(caller.csrfSecret) }
      : flow
  }

  function replace(
    flow: Flow,
    why: Replaced['why'],
    notice: Message,
    caller: Caller,
  ): Promise<Replaced> {
    return replaceFlow(
      parts,
      flow,
      {
        why,
        notice,
        lifespanMs: settings().lifespanMs,
        active: why === 'link' ? 'link' : settings().use,
        type: why === 'link' ? 'browser' : flow.type,
        secret: parts.csrf.newSecret(),
      },
      caller,
    )
  }

  /** Where it was asked, or is configured, to lead; nothing where it leads home. */
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
