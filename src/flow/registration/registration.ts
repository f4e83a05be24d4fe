// Registration: start, show and submit.
import type { Events } from '#events/events.ts'
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import type { Sessions } from '#session/sessions.ts'
import {
  challengeOf,
  forChallenge,
  goOnWith,
  readChallenge,
  type KnownToServerParts,
} from '../authorization.ts'
import type { Caller } from '../caller.ts'
import { endingFlow } from '../ending.ts'
import type { ProviderSignIn } from '../federation/provider-sign-in.ts'
import { redirectToProvider } from '../federation/redirect-to-provider.ts'
import type { Exchange } from '../federation/exchange.ts'
import type { Flow, FlowType } from '../flow.ts'
import type { FlowSettings, ReturnSettings } from '../flow-settings.ts'
import { traitValues } from '../form.ts'
import { named, type Method } from '../method.ts'
import type { AlreadySignedIn, Expired, ShowForm, EntryOutcome } from '../outcome.ts'
import {
  stillAllowed,
  returnUrlOf,
  returnUrlWithoutFlow,
  readReturnTo,
  returnToRefused,
} from '../return-to.ts'
import { selectableSchema } from '../selectable-schema.ts'
import { newFlow, replaceExpired } from '../start.ts'
import {
  findFlow,
  guardForgery,
  guardVisibility,
  onForm,
  guardReadable,
  notesOf,
  submittedWork,
  type FlowParts,
} from '../steps.ts'
import { guardFormTraits, sentTraits, objectField, type Submission } from '../submission.ts'
import { beginsSession, createEnrolment, type EnrolmentParts } from './enrolment.ts'
import { rememberedTraits, showRegistration } from './form.ts'

export type RegistrationSettings = FlowSettings & {
  readonly style: 'unified' | 'profile_first'
  /** The group of the traits in a registration of one step. */
  readonly traitsGroup: 'default' | 'password'
  /** Whether nobody learns by a sign-up that an address belongs to an account. */
  readonly hidesTaken: boolean
}

export type RegistrationParts = FlowParts &
  Omit<EnrolmentParts, 'settings'> &
  KnownToServerParts & {
    readonly methods: () => readonly Method[]
    readonly schemas: () => IdentitySchemas
    readonly sessions: Sessions
    readonly settings: () => RegistrationSettings
    readonly providerSignIn: ProviderSignIn
    readonly exchange: Exchange
    readonly returns: () => ReturnSettings
    readonly events: Events
  }

export type StartRegistration = {
  readonly type: FlowType
  readonly returnTo: string | undefined
  /** Where the verification that follows the registration ends. */
  readonly afterVerificationReturnTo: string | undefined
  readonly schemaId: string | undefined
  readonly organizationId: string | undefined
  /** The login challenge of an OAuth2 server. */
  readonly loginChallenge?: string | undefined
  /** An app will fetch the session that a browser opens for it. */
  readonly exchange?: boolean
}

export type Registration = {
  start(input: StartRegistration, caller: Caller): Promise<ShowForm | AlreadySignedIn>
  show(input: { readonly id: string | undefined }, caller: Caller): Promise<ShowForm>
  submit(submission: Submission, caller: Caller): Promise<EntryOutcome>
}

export function createRegistration(parts: RegistrationParts): Registration {
  const enrol = createEnrolment(parts)

  const show = (why: ShowForm['why'], flow: Flow): ShowForm => ({
    kind: 'form',
    why,
    flow,
    form: () => showRegistration(parts, flow, schemaOf(flow)),
  })

  const returnUrl = (flow: Pick<Flow, 'returnTo'>, method: string): string =>
    returnUrlOf(flow, parts.settings().after, method, parts.returns())

  const homeOf = (returnTo: string | undefined): string =>
    returnUrlWithoutFlow(
      parts.rules.signedInRegistration === 'goes-home' ? undefined : returnTo,
      parts.returns(),
    )

  return {
    async start(input, caller) {
      guardEnabled()
      const returnTo = readReturnTo(input.returnTo, parts.returns(), parts.rules)
      const loginRequest = await readChallenge(parts.authorization, input.loginChallenge)
      // NOTE as published, one that is not allowed is passed over
      const afterVerification = stillAllowed(input.afterVerificationReturnTo, parts.returns())
      const schema = selectableSchema(parts.schemas(), input.schemaId)
      const current = await parts.sessions.ofCaller(caller)
      if (current)
        return {
          kind: 'already-signed-in',
          returnTo: homeOf(returnTo),
          ...(await goOnWith(parts, loginRequest, current, caller.url)),
        }
      const fresh = newFlow(
        parts,
        {
          kind: 'registration',
          type: input.type,
          lifespanMs: parts.settings().lifespanMs,
          returnTo,
          schemaId: schema?.id,
          organizationId: input.organizationId,
        },
        caller,
      )
      const noted =
        afterVerification === undefined
          ? fresh
          : { ...fresh, memory: { verification: { returnTo: afterVerification } } }
      const flow = loginRequest ? forChallenge(noted, loginRequest, false) : noted
      await parts.hooks.before({ flow, caller, configured: parts.settings().before })
      const exchanged =
        input.exchange === true && flow.type === 'api' ? parts.exchange.open(flow) : { flow }
      await parts.flows.insert(exchanged.flow)
      parts.events({ kind: 'flow.opened', flow: 'registration', type: flow.type })
      const shown = show('opened', exchanged.flow)
      return 'code' in exchanged ? { ...shown, exchangeCode: exchanged.code } : shown
    },

    async show(input, caller) {
      const flow = await findFlow(parts, 'registration', input.id)
      guardVisibility(parts, flow, caller)
      return show('shown', flow)
    },

    async submit(submission, sender) {
      guardEnabled()
      const { flow, caller } = await submittedWork(parts, 'registration', submission, sender)
      const current = await parts.sessions.ofCaller(caller)
      const request =
        current && (await readChallenge(parts.authorization, challengeOf(flow)?.challenge))
      if (current)
        return {
          kind: 'already-signed-in',
          returnTo: homeOf(flow.returnTo),
          ...(await goOnWith(parts, request, current, flow.requestUrl)),
          submitted: { flow, form: () => showRegistration(parts, flow, schemaOf(flow)) },
        }
      const schema = schemaOf(flow)
      const traits = traitsOf(submission, flow, schema)
      const outcome = await onForm(
        parts,
        flow,
        traitValues(traits),
        async () => {
          guardReadable(submission)
          guardForgery(parts, flow, submission, caller)
          guardFormTraits(submission, schema)
          if (flow.expiresAt <= parts.clock()) return expired(flow, flow.expiresAt, caller)
          if (flow.completed)
            throw new InvalidInput([{ message: message('registration.completed') }])
          const { style } = parts.settings()
          const method = named(parts.methods(), submission, 'registration')
          if (!method?.registration)
            throw noMethodChosen(style === 'profile_first' ? schema.check(traits) : [])
          const transientPayload = objectField(submission, 'transient_payload')
          const payload = transientPayload === undefined ? flow : { ...flow, transientPayload }
          // NOTE a session that begins, or does not, tells in any case
          const hidesTaken =
            parts.settings().hidesTaken && !beginsSession(parts.settings(), method.name)
          const step = await method.registration.submit(
            { ...submission, schema, traits, style, hidesTaken },
            payload,
            caller,
            parts,
          )
          if (step.kind === 'next') {
            await parts.transact(async () => {
              await parts.flows.update({
                ...step.flow,
                transientPayload: undefined,
                updatedAt: parts.clock(),
              })
              await step.store?.()
            })
            return show('next', step.flow)
          }
          if (step.kind === 'expired') return expired(flow, step.expiredAt, caller)
          if (step.kind === 'provider-redirect') return redirectToProvider(parts, step)
          if (step.kind === 'provider-result')
            return parts.providerSignIn(payload, step.providerResult, undefined, caller)
          const withRefusal = returnToRefused(payload, parts.returns(), parts.rules)
          return {
            ...(await enrol(
              withRefusal ?? payload,
              schema,
              step,
              returnUrl(flow, method.name),
              caller,
              hidesTaken,
            )),
            returnToRefused: withRefusal !== undefined,
          }
        },
        (current, shown, problems) =>
          notesOf(parts.rules)(current, hidesValues(problems) ? {} : shown, problems),
      )
      if (outcome.kind !== 'invalid') return outcome
      parts.events({
        kind: 'registration.failed',
        reason: isTaken(outcome.problem.problems) ? 'taken' : 'invalid',
      })
      const shown = show('invalid', outcome.flow)
      // NOTE as published: what was to be proved is, where only a hook has something against it
      return outcome.problem.problems.some((one) => one.message.key === 'hook.said')
        ? { ...shown, flow: { ...shown.flow, state: endingFlow(shown.flow, '').state } }
        : shown
    },
  }

  function hidesValues(problems: readonly Problem[]): boolean {
    return parts.rules.takenRegistration === 'shows-none' && isTaken(problems)
  }

  function guardEnabled(): void {
    if (!parts.settings().enabled)
      throw new Refusal('bad-request', {
        id: 'self_service_flow_disabled',
        reason: 'Registration is switched off.',
      })
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

  async function expired(flow: Flow, expiredAt: number, caller: Caller): Promise<Expired> {
    const fresh = replaceExpired(
      parts,
      flow,
      parts.settings().lifespanMs,
      message('registration.expired', { expiredAt }),
      caller,
    )
    await parts.flows.insert(fresh)
    return { kind: 'expired', flow: fresh, expiredAt }
  }
}

const isTaken = (problems: readonly Problem[]): boolean =>
  problems.some(
    ({ message: { key } }) =>
      key === 'validation.identifier-taken' || key === 'validation.taken-with-hints',
  )

function noMethodChosen(problems: readonly Problem[]): InvalidInput {
  return new InvalidInput(
    problems.length > 0 ? problems : [{ message: message('registration.no-method') }],
  )
}

/** The sent traits, or those of an earlier step. */
function traitsOf(submission: Submission, flow: Flow, schema: IdentitySchema): JsonObject {
  const sent = objectField(submission, 'traits')
  if (!sent) return (rememberedTraits(flow) as JsonObject | undefined) ?? {}
  // NOTE as published; only the form of the settings has a field for each entry of a list
  return sentTraits(submission, schema, sent, 'repeated')
}
