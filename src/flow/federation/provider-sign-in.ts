// Signs in a person whom a provider has proved: by a login, by a registration, or by a login that
// links an account here.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { Conflict, type Account, type IdentityStore } from '#identity/identity-store.ts'
import type { Json } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import type { FlowStore } from '../flow-store.ts'
import { traitValues } from '../form.ts'
import { createLoginForm, type LoginFormParts } from '../login/form.ts'
import { createSignIn, type SignInParts } from '../login/sign-in.ts'
import type { Method, RegistrationStep } from '../method.ts'
import type { AskAgain, Registered, ShowForm, SignedIn, VerificationFirst } from '../outcome.ts'
import { createEnrolment, type EnrolmentParts } from '../registration/enrolment.ts'
import { showRegistration, type RegistrationFormParts } from '../registration/form.ts'
import { returnUrlOf, returnToRefused } from '../return-to.ts'
import { onForm, type FlowParts } from '../steps.ts'
import type { ProviderResult } from './federation.ts'
import type { Linking, Proved } from './linking.ts'
import type { LoginUpdate } from './login-update.ts'
import { mergeTraits } from './merge-traits.ts'
import { askedBy, asTold } from './provider-faults.ts'
import { successorFlow } from './successor-flow.ts'

export type ProviderSignInParts = FlowParts & {
  readonly methods: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly identities: IdentityStore
  readonly returns: () => ReturnSettings
  readonly login: SignInParts & LoginFormParts
  readonly registration: EnrolmentParts &
    RegistrationFormParts & { readonly settings: () => FlowSettings }
  readonly linking: Linking
  readonly updateOnLogin: LoginUpdate
}

/** The key in the memory of a flow that names the provider to ask again. */
export const repeatAtProvider = 'asks_again'
/** The key of the transient payload of the first request. */
export const repeatedPayload = 'asks_again_with'

export type ProviderSignInOutcome = SignedIn | VerificationFirst | Registered | ShowForm | AskAgain

export type ProviderSignIn = (
  flow: Flow,
  providerResult: ProviderResult,
  current: SessionWithIdentity | undefined,
  caller: Caller,
) => Promise<ProviderSignInOutcome>

export function createProviderSignIn(parts: ProviderSignInParts): ProviderSignIn {
  const signIn = createSignIn(parts.login),
    enrol = createEnrolment(parts.registration),
    loginForm = createLoginForm(parts.login)

  const returnUrl = (
    flow: Pick<Flow, 'returnTo'>,
    { after }: FlowSettings,
    method: string,
  ): string => returnUrlOf(flow, after, method, parts.returns())

  async function endLogin(
    flow: Flow,
    step: Proved,
    current: SessionWithIdentity | undefined,
    caller: Caller,
  ): Promise<SignedIn | VerificationFirst | ShowForm> {
    const withRefusal = returnToRefused(flow, parts.returns(), parts.rules)
    const outcome = await signIn(
      withRefusal ?? flow,
      step,
      current,
      returnUrl(flow, parts.login.settings(), step.proof.method),
      caller,
    )
    return outcome.kind === 'signed-in'
      ? {
          ...(await parts.linking.goOn(outcome, caller)),
          returnToRefused: withRefusal !== undefined,
        }
      : outcome
  }

  const insert = (flow: Flow): Promise<void> =>
    parts.flows.insert({ ...flow, transientPayload: undefined })

  /**
   * Ends the flow as a login. A flow that has to be made for that is stored with the session, or
   * not at all.
   */
  function endAsLogin(
    flow: Flow,
    proved: (login: Flow) => Proved,
    current: SessionWithIdentity | undefined,
    caller: Caller,
  ): Promise<SignedIn | VerificationFirst | ShowForm> {
    if (flow.kind === 'login') return endLogin(flow, proved(flow), current, caller)
    const { lifespanMs } = parts.login.settings()
    const login = successorFlow('login', parts, flow, lifespanMs, caller)
    const step = proved(login)
    const consume = async () => {
      await insert(login)
      return (await step.consume?.()) ?? step.account
    }
    return endLogin(login, { ...step, consume }, current, caller)
  }

  /** Stores a flow of the other kind, for which the provider is asked again. */
  async function askAgain(
    kind: 'login' | 'registration',
    flow: Flow,
    caller: Caller,
    { provider }: ProviderResult,
  ): Promise<AskAgain> {
    const next = successorFlow(kind, parts, flow, parts[kind].settings().lifespanMs, caller)
    const memory = {
      ...next.memory,
      [repeatAtProvider]: provider.id,
      [repeatedPayload]: flow.transientPayload ?? null,
    }
    const asked = { ...next, memory }
    await insert(asked)
    return { kind: 'ask-again', flow: asked, provider: provider.id }
  }

  async function register(
    flow: Flow,
    providerResult: ProviderResult,
    schema: IdentitySchema,
    current: SessionWithIdentity | undefined,
    caller: Caller,
    isNew = false,
  ): Promise<ProviderSignInOutcome> {
    const profile = await providerResult.profile(schema)
    const traits = mergeTraits(profile.traits, providerResult.typed, isFilledIn)
    const provided = {
      ...profile,
      traits:
        parts.rules.traitsFromProvider === 'are-completed'
          ? withEmptyObjects(schema, traits)
          : traits,
    }
    const asking: Flow = {
      ...flow,
      active: providerResult.proof.method,
      memory: {
        ...flow.memory,
        [providerResult.proof.method]: { asksFor: providerResult.provider.id },
        [askedBy]: providerResult.provider.id,
      },
    }
    // NOTE a new flow is stored with the account, or else with the problems on its form
    const flows: FlowStore = {
      ...parts.flows,
      async update(changed) {
        if (isNew) await insert(flow)
        return parts.flows.update(changed)
      },
    }
    const outcome = await onForm(
      { ...parts, flows },
      asking,
      traitValues(provided.traits),
      async (): Promise<ProviderSignInOutcome> => {
        const problems = schema.check(provided.traits)
        if (problems.length > 0) {
          throw new InvalidInput(asTold(problems, flow, providerResult, parts.rules))
        }
        const withRefusal = returnToRefused(flow, parts.returns(), parts.rules)
        const ready: RegistrationStep & { readonly kind: 'ready' } = {
          kind: 'ready',
          ...provided,
          typed: providerResult.typed,
          credentials: [providerResult.credential],
          proof: providerResult.proof,
          ...(isNew ? { consume: () => insert(flow) } : {}),
        }
        try {
          return {
            ...(await enrol(
              withRefusal ?? flow,
              schema,
              ready,
              returnUrl(flow, parts.registration.settings(), providerResult.proof.method),
              caller,
            )),
            returnToRefused: withRefusal !== undefined,
          }
        } catch (error) {
          const taken =
            error instanceof InvalidInput && error.cause instanceof Conflict
              ? await parts.linking.consume(flow, providerResult, provided, schema, caller)
              : undefined
          if (!taken) throw error
          return endAsLinked(taken, flow, current, caller)
        }
      },
    )
    return outcome.kind === 'invalid'
      ? {
          kind: 'form',
          why: 'invalid',
          flow: outcome.flow,
          form: () => showRegistration(parts.registration, outcome.flow, schema),
        }
      : outcome
  }

  async function endAsLinked(
    taken: NonNullable<Awaited<ReturnType<Linking['consume']>>>,
    flow: Flow,
    current: SessionWithIdentity | undefined,
    caller: Caller,
  ): Promise<ProviderSignInOutcome> {
    if (taken.kind === 'linked') return endAsLogin(flow, () => taken.step, current, caller)
    const { flow: login } = taken
    await insert(login)
    return { kind: 'form', why: 'link', flow: login, form: () => loginForm.show(login) }
  }

  /** While nobody can sign up, an account that has the address may still be linked. */
  async function linkOnly(
    flow: Flow,
    providerResult: ProviderResult,
    schema: IdentitySchema,
    current: SessionWithIdentity | undefined,
    caller: Caller,
  ): Promise<ProviderSignInOutcome> {
    const profile = await providerResult.profile(schema)
    const taken = await parts.linking.consume(flow, providerResult, profile, schema, caller)
    if (taken) return endAsLinked(taken, flow, current, caller)
    throw inputError(
      `There is no account here that belongs to yours at ${providerResult.provider.label}, ` +
        'and nobody can sign up at the moment.',
    )
  }

  function schemaOf(flow: Flow): IdentitySchema {
    const schemas = parts.schemas()
    const schema = schemas.find(flow.schemaId ?? schemas.defaultId)
    if (!schema)
      throw new Refusal('bad-request', {
        reason: 'The identity schema of this flow is not configured any more.',
      })
    return schema
  }

  return async (flow, providerResult, current, caller) => {
    const found: Account | undefined = await parts.identities.findByIdentifier(
      providerResult.proof.method,
      providerResult.identifier,
    )
    const asksAgain = parts.rules.unknownAtProvider === 'is-asked-again'
    if (found && asksAgain && flow.kind === 'registration')
      return askAgain('login', flow, caller, providerResult)
    if (found) {
      const account =
        providerResult.updatesAccount && found.identity.state === 'active'
          ? await parts.updateOnLogin(found, providerResult)
          : found
      return endAsLogin(
        flow,
        (login) =>
          parts.linking.attach(login, { kind: 'proved', account, proof: providerResult.proof }),
        current,
        caller,
      )
    }
    if (flow.refresh || flow.requestedAal === 'aal2')
      throw inputError(
        `${providerResult.provider.label} knows you by an account that is not connected with ` +
          'the one you are signed in to.',
      )
    if (!parts.registration.settings().enabled)
      return linkOnly(flow, providerResult, schemaOf(flow), current, caller)
    if (flow.kind === 'registration')
      return register(flow, providerResult, schemaOf(flow), current, caller)
    if (asksAgain) return askAgain('registration', flow, caller, providerResult)
    const successor = successorFlow(
      'registration',
      parts,
      flow,
      parts.registration.settings().lifespanMs,
      caller,
    )
    return register(successor, providerResult, schemaOf(successor), current, caller, true)
  }
}

const inputError = (reason: string) =>
  new InvalidInput([{ message: message('validation.generic', { reason }) }])

/** Whether a submitted value takes precedence over that of the provider. */
const isFilledIn = (value: Json): boolean => value !== '' && value !== null
