// Login: start, show and submit.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Method } from '../method.ts'
import { providerTestOf } from '../federation/provider-test.ts'
import { challengeOf, goOnWith, readChallenge } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import { redirectToProvider } from '../federation/redirect-to-provider.ts'
import type { Flow, FormNotes } from '../flow.ts'
import { withoutValues } from '../form.ts'
import { storeMessages } from '../mailed-flow.ts'
import { methodMissing, named, type LoginStep } from '../method.ts'
import type { AlreadySignedIn, Expired, ShowForm, EntryOutcome } from '../outcome.ts'
import { returnUrlOf, returnUrlWithoutFlow, returnToRefused } from '../return-to.ts'
import { replaceExpired } from '../start.ts'
import {
  findFlow,
  guardForgery,
  guardVisibility,
  notesOf,
  onForm,
  guardReadable,
  submittedWork,
  type Shown,
} from '../steps.ts'
import { objectField, stringField, type Submission } from '../submission.ts'
import { createLoginForm } from './form.ts'
import type { LoginParts, StartLogin } from './parts.ts'
import { addressBox, noteAddress, wantsAddressKept } from './kept-address.ts'
import { rememberBox, wantsRemembering } from './remember-box.ts'
import { firstFactorNeeded, guardSeparate } from './second-step.ts'
import { createSignIn } from './sign-in.ts'
import { createStart } from './start.ts'
import { termsStepOf } from './terms-step.ts'

export type Login = {
  start(input: StartLogin, caller: Caller): Promise<ShowForm | AlreadySignedIn>
  show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm>
  submit(submission: Submission, caller: Caller): Promise<EntryOutcome>
}

export function createLogin(parts: LoginParts): Login {
  const form = createLoginForm(parts)
  const signIn = createSignIn(parts)

  const show = (why: ShowForm['why'], flow: Flow, retryAfterMs?: number): ShowForm => ({
    kind: 'form',
    why,
    flow,
    form: () => form.show(flow),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })

  const returnUrl = (flow: Pick<Flow, 'returnTo'>, method: string): string =>
    returnUrlOf(flow, parts.settings().after, method, parts.returns())

  return {
    start: createStart(parts, show),

    async show(input, caller) {
      const flow = await findFlow(parts, 'login', input.id)
      guardVisibility(parts, flow, caller)
      return show('shown', flow)
    },

    async submit(submission, sender) {
      const { flow, caller } = await submittedWork(parts, 'login', submission, sender)
      const current = await parts.sessions.ofCaller(caller)
      if (flow.requestedAal === 'aal2') guardSecondStep(flow, current)
      if (current && !flow.refresh && !higher(flow, current)) return alreadySignedIn(flow, current)
      const method = named(parts.methods(), submission, 'login')
      // NOTE without a method nothing was read from the fields, and the form stays as it was; whoever
      // gives a second factor is known
      const shown: Shown =
        method?.login && flow.requestedAal !== 'aal2'
          ? firstShown(submission)
          : wantsRemembering(submission)
            ? { [rememberBox]: true }
            : {}
      const outcome = await onForm(
        parts,
        flow,
        shown,
        async () => {
          guardReadable(submission)
          guardForgery(parts, flow, submission, caller)
          if (flow.expiresAt <= parts.clock()) return expired(flow, flow.expiresAt, caller)
          if (!method?.login)
            throw methodMissing(submission, parts.rules.notFoundWhenOff.login, 'login.no-method')
          guardTest(flow, method, submission)
          const noted = noteAddress(flow, submission)
          const step = await method.login.submit(submission, noted, caller, parts)
          if (step.kind === 'next') return advance(step, caller)
          if (step.kind === 'expired') return expired(flow, step.expiredAt, caller)
          if (providerTestOf(flow) && step.kind !== 'provider-redirect')
            throw new InvalidInput([{ message: message('login.no-method') }])
          if (step.kind === 'provider-redirect') return redirectToProvider(parts, step)
          if (step.kind === 'provider-result')
            return parts.providerSignIn(flow, step.providerResult, current, caller)
          if (flow.requestedAal === 'aal2' && step.proof.aal !== 'aal2')
            throw new InvalidInput([{ message: message('login.no-method') }])
          if (current && flow.requestedAal === 'aal2') guardSeparate(current.session, step.proof)
          const withRefusal = returnToRefused(flow, parts.returns(), parts.rules)
          const signedIn = await signIn(
            {
              ...(withRefusal ?? flow),
              memory: noted.memory,
              transientPayload: objectField(submission, 'transient_payload') ?? {},
            },
            parts.linking.attach(flow, step),
            current,
            returnUrl(flow, method.name),
            caller,
            termsStepOf(flow)?.remembers ??
              (flow.type === 'browser' &&
                flow.requestedAal === 'aal2' &&
                wantsRemembering(submission)),
          )
          return signedIn.kind === 'signed-in'
            ? {
                ...(await parts.linking.goOn(signedIn, caller)),
                returnToRefused: withRefusal !== undefined,
              }
            : signedIn
        },
        (current, values, problems) => noteLogin(parts, current, values, problems),
      )
      if (outcome.kind !== 'invalid') return outcome
      const refused = outcome.problem.problems.some((one) => one.message.key === 'hook.said')
        ? await refusedByHook(outcome.flow, method?.name)
        : outcome.flow
      return show('invalid', refused, outcome.problem.retryAfterMs)
    },
  }

  /**
   * A form that a hook has refused after the right proof starts again without what was filled in.
   */
  function refusedByHook(flow: Flow, active: string | undefined): Promise<Flow> {
    return storeMessages(parts, { ...flow, active, form: withoutValues(flow.form) })
  }

  /**
   * Stores the next step. Where the person is known and only one method is left, which can begin by
   * itself, it begins.
   */
  async function advance(
    step: LoginStep & { readonly kind: 'next' },
    caller: Caller,
  ): Promise<ShowForm> {
    const { methods, identifier } = await form.ways(step.flow)
    const begun =
      step.store === undefined && identifier !== '' && methods.length === 1
        ? await methods[0]?.login?.begin?.(step.flow, identifier, caller, parts)
        : undefined
    const next = begun?.kind === 'next' ? begun : step
    const stored = await parts.transact(async () => {
      const updated = await parts.flows.update({ ...next.flow, updatedAt: parts.clock() })
      await next.store?.()
      return updated
    })
    return show(next.onPage === true ? 'next-on-page' : 'next', stored)
  }

  async function expired(flow: Flow, expiredAt: number, caller: Caller): Promise<Expired> {
    const fresh = replaceExpired(
      parts,
      flow,
      parts.settings().lifespanMs,
      message('login.expired', { expiredAt }),
      caller,
    )
    await parts.flows.insert(fresh)
    return { kind: 'expired', flow: fresh, expiredAt }
  }

  async function alreadySignedIn(
    flow: Flow,
    current: SessionWithIdentity,
  ): Promise<AlreadySignedIn> {
    const request = await readChallenge(parts.authorization, challengeOf(flow)?.challenge)
    const withMessage = {
      ...flow,
      form: {
        ...flow.form,
        messages: [message('validation.generic', because('signed-in-already'))],
      },
    }
    return {
      kind: 'already-signed-in',
      returnTo: returnUrlWithoutFlow(flow.returnTo, parts.returns()),
      ...(await goOnWith(parts, request, current, flow.requestUrl)),
      submitted: { flow: withMessage, form: () => form.show(withMessage) },
    }
  }
}

/** What a form of the first step shows again. */
function firstShown(submission: Submission): Shown {
  const identifier =
    stringField(submission, 'identifier') ?? stringField(submission, 'password_identifier') ?? ''
  const keeps = wantsAddressKept(submission)
  return { identifier, ...(keeps === undefined ? {} : { [addressBox]: keeps }) }
}

/** Where no way was chosen, nothing was read from the fields, and nothing is shown again. */
function noteLogin(
  { rules }: Pick<LoginParts, 'rules'>,
  flow: Flow,
  shown: Shown,
  problems: readonly Problem[],
): FormNotes {
  const nothingRead = problems.every((one) => one.message.key === 'login.no-method')
  return notesOf(rules)(flow, nothingRead ? {} : shown, problems)
}

const higher = (flow: Flow, current: SessionWithIdentity): boolean =>
  flow.requestedAal === 'aal2' && current.session.aal !== 'aal2'

/** Throws Refusal unless the caller is signed in as the person who opened the flow. */
function guardSecondStep(flow: Flow, current: SessionWithIdentity | undefined): void {
  if (!current) throw firstFactorNeeded()
  if (flow.identityId !== current.identity.id)
    throw new Refusal('forbidden', {
      id: 'security_identity_mismatch',
      reason: 'This flow belongs to somebody else. Please start your own.',
    })
}

/** Throws InvalidInput where a trial at a provider would be used for anything else. */
function guardTest(flow: Flow, method: Method, submission: Submission): void {
  const test = providerTestOf(flow)
  if (!test) return
  const isIts = method.federation && stringField(submission, 'provider') === test.provider
  if (!isIts || test.result || (stringField(submission, 'id_token') ?? '') !== '')
    throw new InvalidInput([{ message: message('login.no-method') }])
}
