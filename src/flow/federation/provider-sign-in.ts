// What becomes of somebody whom another server has named: a login, a new account, or the question
// whose account it is.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { Conflict, type Account, type IdentityStore } from '#identity/identity-store.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import { traitValues } from '../form.ts'
import { createLoginForm, type LoginFormParts } from '../login/form.ts'
import { createSignIn, type SignInParts } from '../login/sign-in.ts'
import type { Method, RegistrationStep } from '../method.ts'
import type { AskAgain, Registered, ShowForm, SignedIn, VerificationFirst } from '../outcome.ts'
import { createEnrolment, type EnrolmentParts } from '../registration/enrolment.ts'
import { showRegistration, type RegistrationFormParts } from '../registration/form.ts'
import { homeOf, strayed } from '../return-to.ts'
import { onForm, type FlowParts } from '../steps.ts'
import type { Arrival } from './federation.ts'
import type { Linking, Proved } from './linking.ts'
import { movedTo } from './successor-flow.ts'

export type ArrivalParts = FlowParts & {
  readonly methods: () => readonly Method[]
  readonly schemas: () => IdentitySchemas
  readonly identities: IdentityStore
  readonly returns: () => ReturnSettings
  readonly login: SignInParts & LoginFormParts
  readonly registration: EnrolmentParts &
    RegistrationFormParts & { readonly settings: () => FlowSettings }
  readonly linking: Linking
}

/** Where a flow remembers the provider that is to be asked again. */
export const waiting = 'asks_again'

export type Arrived = SignedIn | VerificationFirst | Registered | ShowForm | AskAgain

export type Arrivals = (
  flow: Flow,
  arrival: Arrival,
  current: SessionWithIdentity | undefined,
  caller: Caller,
) => Promise<Arrived>

export function createArrivals(parts: ArrivalParts): Arrivals {
  const signIn = createSignIn(parts.login),
    enrol = createEnrolment(parts.registration),
    loginForm = createLoginForm(parts.login)

  const home = (flow: Pick<Flow, 'returnTo'>, { after }: FlowSettings, method: string): string =>
    homeOf(flow, after, method, parts.returns())

  async function enter(
    flow: Flow,
    step: Proved,
    current: SessionWithIdentity | undefined,
    caller: Caller,
  ): Promise<SignedIn | VerificationFirst> {
    const lost = strayed(flow, parts.returns(), parts.rules)
    const outcome = await signIn(
      lost ?? flow,
      step,
      current,
      home(flow, parts.login.settings(), step.proof.method),
      caller,
    )
    return outcome.kind === 'signed-in' ? { ...outcome, strayed: lost !== undefined } : outcome
  }

  async function stored(flow: Flow): Promise<Flow> {
    await parts.flows.insert({ ...flow, transientPayload: undefined })
    return flow
  }

  const asLogin = async (flow: Flow, caller: Caller): Promise<Flow> =>
    flow.kind === 'login'
      ? flow
      : stored(movedTo('login', parts, flow, parts.login.settings().lifespanMs, caller))

  async function register(
    flow: Flow,
    arrival: Arrival,
    schema: IdentitySchema,
    current: SessionWithIdentity | undefined,
    caller: Caller,
  ): Promise<Arrived> {
    const profile = await arrival.profile(schema)
    const traits = merged(profile.traits, arrival.typed)
    const told = {
      ...profile,
      traits:
        parts.rules.traitsFromProvider === 'are-completed'
          ? withEmptyObjects(schema, traits)
          : traits,
    }
    const asking: Flow = {
      ...flow,
      active: arrival.proof.method,
      memory: { ...flow.memory, [arrival.proof.method]: { asksFor: arrival.provider.id } },
    }
    const outcome = await onForm(
      parts,
      asking,
      traitValues(told.traits),
      async (): Promise<Arrived> => {
        const problems = schema.check(told.traits)
        if (problems.length > 0) throw new InvalidInput(problems)
        const lost = strayed(flow, parts.returns(), parts.rules)
        const ready: RegistrationStep & { readonly kind: 'ready' } = {
          kind: 'ready',
          ...told,
          credentials: [arrival.credential],
          proof: arrival.proof,
        }
        try {
          return {
            ...(await enrol(
              lost ?? flow,
              schema,
              ready,
              home(flow, parts.registration.settings(), arrival.proof.method),
              caller,
            )),
            strayed: lost !== undefined,
          }
        } catch (error) {
          const taken =
            error instanceof InvalidInput && error.cause instanceof Conflict
              ? await parts.linking.settle(flow, arrival, told, schema, caller)
              : undefined
          if (!taken) throw error
          if (taken.kind === 'linked')
            return enter(await asLogin(flow, caller), taken.step, current, caller)
          const login = await stored(taken.flow)
          return { kind: 'form', why: 'link', flow: login, form: await loginForm.show(login) }
        }
      },
    )
    return outcome.kind === 'invalid'
      ? {
          kind: 'form',
          why: 'invalid',
          flow: outcome.flow,
          form: showRegistration(parts.registration, outcome.flow, schema),
        }
      : outcome
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

  return async (flow, arrival, current, caller) => {
    const account: Account | undefined = await parts.identities.findByIdentifier(
      arrival.proof.method,
      arrival.identifier,
    )
    if (account) {
      const login = await asLogin(flow, caller)
      return enter(
        login,
        parts.linking.attach(login, { kind: 'proved', account, proof: arrival.proof }),
        current,
        caller,
      )
    }
    if (flow.refresh || flow.requestedAal === 'aal2')
      throw said(
        `${arrival.provider.label} knows you by an account that is not connected with the one you are signed in to.`,
      )
    if (!parts.registration.settings().enabled)
      throw said(
        `There is no account here that belongs to yours at ${arrival.provider.label}, and nobody can sign up at the moment.`,
      )
    if (flow.kind === 'registration')
      return register(flow, arrival, schemaOf(flow), current, caller)
    const moved = movedTo(
      'registration',
      parts,
      flow,
      parts.registration.settings().lifespanMs,
      caller,
    )
    const asksAgain = parts.rules.unknownAtProvider === 'is-asked-again'
    const registration = await stored(
      asksAgain ? { ...moved, memory: { ...moved.memory, [waiting]: arrival.provider.id } } : moved,
    )
    if (asksAgain) return { kind: 'ask-again', flow: registration, provider: arrival.provider.id }
    return register(registration, arrival, schemaOf(registration), current, caller)
  }
}

const said = (reason: string) =>
  new InvalidInput([{ message: message('validation.generic', { reason }) }])

/**
 * What was typed counts before what the other server says; a field that was left empty was not
 * typed.
 */
function merged(told: JsonObject, typed: JsonObject): JsonObject {
  const both: Record<string, Json> = { ...told }
  for (const [key, value] of Object.entries(typed)) {
    if (value === '' || value === null) continue
    const below = both[key]
    both[key] = isObject(value) && isObject(below) ? merged(below, value) : value
  }
  return both
}
