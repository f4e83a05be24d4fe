// Signing in: start, show and submit.
import type { Events } from '#events/events.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Sessions } from '#session/sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { forChallenge, readChallenge, suffices } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import type { ProviderSignIn } from '../federation/provider-sign-in.ts'
import { redirectToProvider } from '../federation/redirect-to-provider.ts'
import type { Exchange } from '../federation/exchange.ts'
import type { Linking } from '../federation/linking.ts'
import type { Flow, FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import { withoutValues } from '../form.ts'
import { storeMessages } from '../mailed-flow.ts'
import { named, type LoginStep, type Method } from '../method.ts'
import type {
  AlreadySignedIn,
  AskAgain,
  ProviderRedirect,
  Expired,
  Registered,
  ShowForm,
  SignedIn,
  VerificationFirst,
} from '../outcome.ts'
import { returnUrlOf, returnUrlWithoutFlow, readReturnTo, returnToRefused } from '../return-to.ts'
import { selectableSchema } from '../selectable-schema.ts'
import { newFlow, replaceExpired } from '../start.ts'
import {
  findFlow,
  guardForgery,
  guardVisibility,
  onForm,
  readable,
  submittedFlow,
  type FlowParts,
  type Shown,
} from '../steps.ts'
import { objectField, stringField, type Submission } from '../submission.ts'
import { createLoginForm } from './form.ts'
import { createSignIn, type SignInParts } from './sign-in.ts'

export type LoginSettings = FlowSettings & { readonly style: 'unified' | 'identifier_first' }

export type LoginParts = FlowParts &
  Omit<SignInParts, 'settings'> & {
    readonly methods: () => readonly Method[]
    readonly schemas: () => IdentitySchemas
    readonly identities: IdentityStore
    readonly sessions: Sessions
    readonly settings: () => LoginSettings
    readonly providerSignIn: ProviderSignIn
    readonly linking: Linking
    readonly exchange: Exchange
    readonly returns: () => ReturnSettings
    readonly events: Events
  }

export type StartLogin = {
  readonly type: FlowType
  readonly refresh: boolean
  /** As it was asked for; not every text is a level. */
  readonly aal: string | undefined
  readonly returnTo: string | undefined
  readonly schemaId: string | undefined
  readonly organizationId: string | undefined
  /** By which another server knows for what somebody signs in here. */
  readonly loginChallenge?: string | undefined
  /** An app wants to fetch the session that a browser opens for it. */
  readonly exchange?: boolean
}

export type Login = ReturnType<typeof createLogin>

export function createLogin(parts: LoginParts) {
  const form = createLoginForm(parts)
  const signIn = createSignIn(parts)

  const show = async (
    why: ShowForm['why'],
    flow: Flow,
    retryAfterMs?: number,
  ): Promise<ShowForm> => ({
    kind: 'form',
    why,
    flow,
    form: await form.show(flow),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })

  const returnUrl = (flow: Pick<Flow, 'returnTo'>, method: string): string =>
    returnUrlOf(flow, parts.settings().after, method, parts.returns())

  return {
    async start(input: StartLogin, caller: Caller): Promise<ShowForm | AlreadySignedIn> {
      const returnTo = readReturnTo(input.returnTo, parts.returns(), parts.rules)
      const requestedAal = readAal(input.aal)
      const schema = selectableSchema(parts.schemas(), input.schemaId)
      const current = await parts.sessions.ofCaller(caller)
      const asked = await readChallenge(parts.authorization, input.loginChallenge)
      if (asked && suffices(asked, current))
        return {
          kind: 'already-signed-in',
          returnTo: returnUrlWithoutFlow(returnTo, parts.returns()),
          redirectTo: await parts.authorization.accept(asked.challenge, current.session),
        }
      // NOTE another server that asks wants a proof of now; the second factor is one
      const again = input.refresh || (asked !== undefined && requestedAal !== 'aal2')
      if (!current && requestedAal === 'aal2') {
        throw firstFactorNeeded()
      }
      if (current && !again && requestedAal === 'aal2' && current.session.aal === 'aal2') {
        throw new Refusal('unauthorized', {
          id: 'session_aal_already_fulfilled',
          reason: 'This session has a second factor already.',
        })
      }
      if (current && !again && requestedAal !== 'aal2')
        return {
          kind: 'already-signed-in',
          returnTo: returnUrlWithoutFlow(returnTo, parts.returns()),
        }
      const refresh = again && current !== undefined
      const fresh = newFlow(
        parts,
        {
          kind: 'login',
          type: input.type,
          lifespanMs: parts.settings().lifespanMs,
          returnTo,
          refresh,
          requestedAal,
          identityId: current?.identity.id,
          schemaId: schema?.id,
          organizationId: input.organizationId,
          messages: [
            ...(refresh ? [message('login.confirm')] : []),
            ...(requestedAal === 'aal2' && current?.session.aal !== 'aal2'
              ? [message('login.second-factor')]
              : []),
          ],
        },
        caller,
      )
      const flow = asked ? forChallenge(fresh, asked, again) : fresh
      await parts.hooks.before({ flow, caller, configured: parts.settings().before })
      const exchanged =
        input.exchange === true && flow.type === 'api' ? parts.exchange.open(flow) : { flow }
      await parts.flows.insert(exchanged.flow)
      parts.events({ kind: 'flow.opened', flow: 'login', type: flow.type })
      const shown = await show('opened', exchanged.flow)
      return 'code' in exchanged ? { ...shown, exchangeCode: exchanged.code } : shown
    },

    async show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm> {
      const flow = await findFlow(parts, 'login', input.id)
      guardVisibility(parts, flow, caller)
      return show('shown', flow)
    },

    async submit(
      submission: Submission,
      caller: Caller,
    ): Promise<
      | ShowForm
      | Expired
      | AlreadySignedIn
      | SignedIn
      | VerificationFirst
      | ProviderRedirect
      | Registered
      | AskAgain
    > {
      const flow = await submittedFlow(parts, 'login', submission)
      const current = await parts.sessions.ofCaller(caller)
      if (flow.requestedAal === 'aal2') guardSecondStep(flow, current)
      if (current && !flow.refresh && !higher(flow, current)) return alreadySignedIn(flow)
      const method = named(parts.methods(), submission)
      // NOTE without a method nobody has looked at what was typed, and the form stays as it was
      const shown: Shown = method?.login
        ? {
            identifier:
              stringField(submission, 'identifier') ??
              stringField(submission, 'password_identifier') ??
              '',
          }
        : {}
      const outcome = await onForm(parts, flow, shown, async () => {
        readable(submission)
        guardForgery(parts, flow, submission, caller)
        if (flow.expiresAt <= parts.clock()) return expired(flow, caller)
        if (!method?.login) throw new InvalidInput([{ message: message('login.no-method') }])
        const step = await method.login.submit(submission, flow, caller, parts)
        if (step.kind === 'next') return advance(step, caller)
        if (step.kind === 'provider-redirect') return redirectToProvider(parts, step)
        if (step.kind === 'provider-result')
          return parts.providerSignIn(flow, step.providerResult, current, caller)
        if (flow.requestedAal === 'aal2' && step.proof.aal !== 'aal2')
          throw new InvalidInput([{ message: message('login.no-method') }])
        const withRefusal = returnToRefused(flow, parts.returns(), parts.rules)
        const signedIn = await signIn(
          {
            ...(withRefusal ?? flow),
            transientPayload: objectField(submission, 'transient_payload') ?? {},
          },
          parts.linking.attach(flow, step),
          current,
          returnUrl(flow, method.name),
          caller,
        )
        return signedIn.kind === 'signed-in'
          ? { ...signedIn, returnToRefused: withRefusal !== undefined }
          : signedIn
      })
      if (outcome.kind !== 'invalid') return outcome
      const refused = outcome.problem.problems.some((one) => one.message.key === 'hook.said')
        ? await refusedByOthers(outcome.flow, method?.name)
        : outcome.flow
      return show('invalid', refused, outcome.problem.retryAfterMs)
    },
  }

  /**
   * Whoever has proved who they are, and is refused by another system all the same, begins anew on
   * the same form.
   */
  function refusedByOthers(flow: Flow, active: string | undefined): Promise<Flow> {
    return storeMessages(parts, { ...flow, active, form: withoutValues(flow.form) })
  }

  /**
   * Where somebody is known and there is one way to sign in, which can begin by itself, it begins.
   */
  async function advance(
    step: LoginStep & { readonly kind: 'next' },
    caller: Caller,
  ): Promise<ShowForm> {
    const { methods, identifier } = await form.ways(step.flow)
    const begun =
      step.store === undefined && identifier !== '' && methods.length === 1
        ? await methods[0]?.login?.begin?.(step.flow, identifier, caller)
        : undefined
    const next = begun?.kind === 'next' ? begun : step
    const stored = await parts.transact(async () => {
      const updated = await parts.flows.update({ ...next.flow, updatedAt: parts.clock() })
      await next.store?.()
      return updated
    })
    return show('next', stored)
  }

  async function expired(flow: Flow, caller: Caller): Promise<Expired> {
    const fresh = replaceExpired(
      parts,
      flow,
      parts.settings().lifespanMs,
      message('login.expired', { expiredAt: flow.expiresAt }),
      caller,
    )
    await parts.flows.insert(fresh)
    return { kind: 'expired', flow: fresh, expiredAt: flow.expiresAt }
  }

  async function alreadySignedIn(flow: Flow): Promise<AlreadySignedIn> {
    const withMessage = {
      ...flow,
      form: {
        ...flow.form,
        messages: [
          message('validation.generic', {
            reason:
              'You are signed in already. Sign out first, or ask for a flow that confirms the session.',
          }),
        ],
      },
    }
    return {
      kind: 'already-signed-in',
      returnTo: returnUrlWithoutFlow(flow.returnTo, parts.returns()),
      submitted: { flow: withMessage, form: await form.show(withMessage) },
    }
  }
}

const higher = (flow: Flow, current: SessionWithIdentity): boolean =>
  flow.requestedAal === 'aal2' && current.session.aal !== 'aal2'

const firstFactorNeeded = () =>
  new Refusal('unauthorized', {
    id: 'session_aal1_required',
    reason: 'A second factor can only be given by somebody who has signed in with the first.',
  })

/**
 * The second factor is asked of the person who opened the flow, and adds to a session of theirs.
 */
function guardSecondStep(flow: Flow, current: SessionWithIdentity | undefined): void {
  if (!current) throw firstFactorNeeded()
  if (flow.identityId !== current.identity.id)
    throw new Refusal('forbidden', {
      id: 'security_identity_mismatch',
      reason: 'This flow belongs to somebody else. Please start your own.',
    })
}

function readAal(aal: string | undefined): 'aal1' | 'aal2' {
  if (aal === undefined || aal === '' || aal === 'aal1') return 'aal1'
  if (aal === 'aal2') return 'aal2'
  throw new Refusal('bad-request', {
    reason: 'The assurance level asked for is not known; aal1 and aal2 are.',
  })
}
