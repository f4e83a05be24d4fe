// The callback of a provider: a browser comes back with its answer.
import { equal } from '#crypto/equal.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import { asSafeguard } from '#lib/deadline.ts'
import { withQuery } from '#lib/url.ts'
import { message } from '#messages/message.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { ReturnSettings } from '../flow-settings.ts'
import type { Method } from '../method.ts'
import type {
  AlreadySignedIn,
  ProviderRedirect,
  Expired,
  HandedOver,
  ShowForm,
} from '../outcome.ts'
import { absoluteReturnTo, returnUrlWithoutFlow, stillAllowed } from '../return-to.ts'
import { createLoginForm, type LoginFormParts } from '../login/form.ts'
import { showRegistration, type RegistrationFormParts } from '../registration/form.ts'
import type { Settings } from '../settings/settings.ts'
import { replaceExpired } from '../start.ts'
import { onForm, type FlowParts } from '../steps.ts'
import {
  repeatAtProvider,
  repeatedPayload,
  type ProviderSignIn,
  type ProviderSignInOutcome,
} from './provider-sign-in.ts'
import { withFaultsOnForm } from './provider-faults.ts'
import { redirectToProvider } from './redirect-to-provider.ts'
import type { Answer, ProviderResult, PendingRequest, FederationMethod } from './federation.ts'
import type { Exchange } from './exchange.ts'
import { providerTestOf, type ProviderTests } from './provider-test.ts'

export type CallbackParts = FlowParts & {
  readonly methods: () => readonly Method[]
  readonly sessions: { ofCaller(caller: Caller): Promise<SessionWithIdentity | undefined> }
  readonly returns: () => ReturnSettings
  readonly login: LoginFormParts
  readonly registration: RegistrationFormParts & Pick<LoginFormParts, 'schemas'>
  readonly lifespanMs: (kind: 'login' | 'registration') => number
  readonly settings: Settings
  readonly providerSignIn: ProviderSignIn
  readonly exchange: Exchange
  readonly providerTests: Pick<ProviderTests, 'finish'>
  readonly hashSecret: (secret: string) => string
}

export type CalledBack =
  | ProviderSignInOutcome
  | Expired
  | AlreadySignedIn
  | HandedOver
  | Awaited<ReturnType<Settings['fetchResult']>>

export type Callback = {
  /** The kind of a login or registration flow; undefined for all others. */
  kindOf(id: string): Promise<'login' | 'registration' | undefined>
  /**
   * Sends the browser to the provider again, for a flow that asks so (`repeatAtProvider`). Throws
   * Refusal for any other flow.
   */
  again(
    input: { readonly flowId: string; readonly provider: string },
    caller: Caller,
  ): Promise<ProviderRedirect>
  /**
   * Ends a request to a provider. Throws Refusal for an answer to no request, for one that was
   * used, and in another browser.
   */
  finish(answer: Answer, caller: Caller): Promise<CalledBack>
}

export function createCallback(parts: CallbackParts): Callback {
  const loginForm = createLoginForm(parts.login)

  async function show(why: ShowForm['why'], flow: Flow): Promise<ShowForm> {
    if (flow.kind === 'login') return { kind: 'form', why, flow, form: () => loginForm.show(flow) }
    const schemas = parts.registration.schemas()
    const schema = schemas.find(flow.schemaId ?? schemas.defaultId)
    if (!schema)
      throw new Refusal('bad-request', {
        reason: 'The identity schema of this flow is not configured any more.',
      })
    return {
      kind: 'form',
      why,
      flow,
      form: () => showRegistration(parts.registration, flow, schema),
    }
  }

  /**
   * NOTE used up before the provider is asked: of many requests with the same answer one goes on
   */
  async function consume(flow: Flow): Promise<Flow> {
    try {
      return {
        ...(await asSafeguard(() =>
          parts.flows.update({ ...flow, transientPayload: undefined, updatedAt: parts.clock() }),
        )),
        transientPayload: flow.transientPayload,
      }
    } catch (error) {
      if (error instanceof StaleVersion) throw noSuchRequest()
      throw error
    }
  }

  /** Throws Refusal unless it is the browser that was sent to the provider. */
  function guardBrowser(flow: Flow, { continuityTokenHash }: PendingRequest, caller: Caller): void {
    if (flow.type === 'api') {
      if (parts.exchange.isExpected(flow)) return
      throw new Refusal('bad-request', {
        reason:
          'The app that began this has not asked to be given the session. It has to open its ' +
          'flow with return_session_token_exchange_code.',
      })
    }
    const keeps =
      continuityTokenHash !== undefined &&
      caller.continuities.some((one) => equal(parts.hashSecret(one), continuityTokenHash))
    const { csrfHash } = flow
    const isOpener =
      csrfHash !== undefined &&
      caller.knowsSecret((secret) => equal(parts.csrf.hash(secret), csrfHash))
    if (isOpener || (keeps && caller.csrfKnown)) return
    throw new Refusal('forbidden', {
      id: 'security_csrf_violation',
      reason:
        'This sign-in was begun in another browser, or its cookies are gone. Please begin again.',
    })
  }

  async function expired(flow: Flow, caller: Caller): Promise<Expired> {
    const kind = flow.kind === 'login' ? 'login' : 'registration'
    const fresh = replaceExpired(
      parts,
      flow,
      parts.lifespanMs(kind),
      message(`${kind}.expired`, { expiredAt: flow.expiresAt }),
      caller,
    )
    await parts.flows.insert(fresh)
    return { kind: 'expired', flow: fresh, expiredAt: flow.expiresAt }
  }

  async function signIn(
    flow: Flow,
    fetchResult: () => Promise<ProviderResult>,
    caller: Caller,
  ): Promise<CalledBack> {
    const current = flow.type === 'browser' ? await parts.sessions.ofCaller(caller) : undefined
    if (current && beginsAnew(flow)) return alreadySignedIn(flow.returnTo)
    if (flow.expiresAt <= parts.clock()) return expired(flow, caller)
    const outcome = await onForm(parts, flow, {}, async () => {
      if (flow.kind === 'registration' && flow.completed)
        throw new InvalidInput([{ message: message('registration.completed') }])
      return parts.providerSignIn(flow, await fetchResult(), current, caller)
    })
    return handOver(outcome.kind === 'invalid' ? await show('invalid', outcome.flow) : outcome)
  }

  const alreadySignedIn = (returnTo: string | undefined): AlreadySignedIn => ({
    kind: 'already-signed-in',
    returnTo: returnUrlWithoutFlow(returnTo, parts.returns()),
  })

  /**
   * For a flow of an app, sends the browser to the app, with the code of the session or the id of
   * the flow that it has to show.
   */
  async function handOver(outcome: ProviderSignInOutcome): Promise<CalledBack> {
    if (outcome.kind === 'ask-again' || outcome.flow.type === 'browser') return outcome
    const { flow } = outcome
    const query = new URLSearchParams()
    if (outcome.kind === 'form') query.set('flow', flow.id)
    const opened =
      outcome.kind === 'signed-in' || outcome.kind === 'registered' ? outcome.opened : undefined
    const left = opened
      ? { sessionId: opened.session.id }
      : outcome.kind === 'form'
        ? { unfinished: flow }
        : undefined
    const code = left && (await parts.exchange.handOver(flow, left))
    if (code !== undefined) query.set('code', code)
    return {
      kind: 'handed-over',
      flow,
      returnTo: withQuery('returnTo' in outcome ? outcome.returnTo : returnUrl(flow), query),
    }
  }

  function returnUrl({ returnTo }: Flow): string {
    const returns = parts.returns(),
      wanted = stillAllowed(returnTo, returns)
    return wanted === undefined ? returns.defaultReturnUrl : absoluteReturnTo(wanted, returns)
  }

  return {
    async kindOf(id: string): Promise<'login' | 'registration' | undefined> {
      for (const kind of ['login', 'registration'] as const)
        if ((await parts.flows.find(kind, id))?.edition === parts.edition) return kind
      return undefined
    },

    async again(
      { flowId, provider }: { readonly flowId: string; readonly provider: string },
      caller: Caller,
    ): Promise<ProviderRedirect> {
      const flow =
        (await parts.flows.find('registration', flowId)) ??
        (await parts.flows.find('login', flowId))
      const method = parts.methods().find((one) => one.federation)
      if (
        !flow ||
        flow.edition !== parts.edition ||
        !method?.federation ||
        flow.memory[repeatAtProvider] !== provider
      )
        throw noSuchRequest()
      guardBrowser(flow, { flow, continuityTokenHash: undefined, fetchResult: never }, caller)
      const { [repeatAtProvider]: _, [repeatedPayload]: payload, ...memory } = flow.memory
      const transientPayload = isObject(payload) ? payload : undefined
      return redirectToProvider(
        parts,
        await method.federation.authorizationRequest(
          { ...flow, memory, transientPayload },
          provider,
          caller,
          parts,
        ),
      )
    },

    async finish(answer: Answer, caller: Caller): Promise<CalledBack> {
      const method = parts.methods().find((one) => one.federation)
      if (!method?.federation)
        throw new Refusal('not-found', { reason: 'Signing in at providers is switched off.' })
      const { kind, flowId } = method.federation.placeOf(answer)
      const found = await parts.flows.find(kind, flowId)
      if (!found || found.edition !== parts.edition) throw noSuchRequest()
      // NOTE as published: an answer that is opened once more leads home whoever is signed in
      if (
        parts.rules.answerOpenedAgain === 'leads-home' &&
        !method.federation.isAwaited(answer, found) &&
        beginsAnew(found) &&
        (await parts.sessions.ofCaller(caller))
      )
        return alreadySignedIn(undefined)
      const pending = withFaultsOnForm(method.federation.pendingRequest(answer, found), parts.rules)
      guardBrowser(found, pending, caller)
      const flow = await consume(pending.flow)
      return flow.kind === 'settings'
        ? parts.settings.fetchResult(flow, changing(method, method.federation, pending), caller)
        : providerTestOf(flow)
          ? parts.providerTests.finish(flow, pending.fetchResult, caller)
          : signIn(flow, pending.fetchResult, caller)
    },
  }
}

/** Whether a flow of a browser is for somebody who is not signed in. */
const beginsAnew = ({ kind, type, refresh, requestedAal }: Flow): boolean =>
  kind !== 'settings' && type === 'browser' && !refresh && requestedAal !== 'aal2'

const never = (): Promise<never> => Promise.reject(noSuchRequest())

const noSuchRequest = () =>
  new Refusal('bad-request', {
    reason:
      'This answer belongs to nothing that was asked from here, or was used already. Please begin again.',
  })

/** The method, with the answer of the provider as the change to store. */
function changing(method: Method, federation: FederationMethod, pending: PendingRequest): Method {
  if (!method.settings) return method
  let result: Promise<ProviderResult> | undefined
  return {
    ...method,
    settings: {
      ...method.settings,
      needsRecentProof: () => true,
      async submit() {
        const { link } = await (result ??= pending.fetchResult())
        return {
          kind: 'change',
          touches: 'oidc',
          apply: (latest) => federation.withLink(latest, link),
        }
      },
    },
  }
}
