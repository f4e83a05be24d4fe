// The start of a login: either the caller's session is enough, or a flow is opened.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Json } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { canonical } from '#schema/canonical.ts'
import { at, step } from '#schema/pointer.ts'
import { acceptSession, forChallenge, readChallenge } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { noteProblems } from '../form.ts'
import type { AlreadySignedIn, ShowForm } from '../outcome.ts'
import { askForWork } from '../proof-of-work.ts'
import { readReturnTo, returnUrlWithoutFlow } from '../return-to.ts'
import { selectableSchema } from '../selectable-schema.ts'
import { newFlow } from '../start.ts'
import type { LoginParts, StartLogin } from './parts.ts'
import { createLoginForm } from './form.ts'
import { firstFactorNeeded, secondStep } from './second-step.ts'

/** `show`: the form of the opened flow. */
export function createStart(
  parts: LoginParts,
  show: (why: ShowForm['why'], flow: Flow) => ShowForm,
): (input: StartLogin, caller: Caller) => Promise<ShowForm | AlreadySignedIn> {
  const form = createLoginForm(parts)
  return async (input, caller) => {
    const returnTo = readReturnTo(input.returnTo, parts.returns(), parts.rules)
    const requestedAal = readAal(input.aal)
    const schema = selectableSchema(parts.schemas(), input.schemaId)
    const current = await parts.sessions.ofCaller(caller)
    const loginRequest = await readChallenge(parts.authorization, input.loginChallenge)
    const redirectTo = loginRequest && (await acceptSession(parts, loginRequest, current))
    if (redirectTo !== undefined)
      return {
        kind: 'already-signed-in',
        returnTo: returnUrlWithoutFlow(returnTo, parts.returns()),
        redirectTo,
      }
    // NOTE an OAuth2 server asks for a new proof; the second factor is one
    const again = input.refresh || (loginRequest !== undefined && requestedAal !== 'aal2')
    if (!current && requestedAal === 'aal2') {
      throw firstFactorNeeded()
    }
    if (current && !again && (requestedAal !== 'aal2' || current.session.aal === 'aal2'))
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
          ...(refresh || (loginRequest && current) ? [message('login.confirm')] : []),
          ...(requestedAal === 'aal2' && current?.session.aal !== 'aal2'
            ? [message('login.second-factor')]
            : []),
        ],
      },
      caller,
    )
    const challenged = loginRequest ? forChallenge(fresh, loginRequest, again) : fresh
    const flow =
      current && requestedAal === 'aal2'
        ? {
            ...challenged,
            memory: {
              ...challenged.memory,
              ...secondStep(current.session, addressIn(current.identity.traits, input.via)),
            },
          }
        : challenged
    await parts.hooks.before({ flow, caller, configured: parts.settings().before })
    const exchanged =
      input.exchange === true && flow.type === 'api' ? parts.exchange.open(flow) : { flow }
    const opened = await open(exchanged.flow, caller, input.sendsAtOnce)
    parts.events({ kind: 'flow.opened', flow: 'login', type: flow.type })
    const shown = show('opened', opened)
    return 'code' in exchanged ? { ...shown, exchangeCode: exchanged.code } : shown
  }

  /**
   * Stores the flow. Where the person has one second factor only, and it can begin by itself, it
   * begins.
   */
  async function open(
    flow: Flow,
    caller: Caller,
    mayBegin: () => boolean = () => true,
  ): Promise<Flow> {
    const { methods, identifier } =
      flow.requestedAal === 'aal2' && mayBegin()
        ? await form.ways(flow)
        : { methods: [], identifier: '' }
    const begun =
      methods.length === 1
        ? await methods[0]?.login?.begin?.(flow, identifier, caller, parts)
        : undefined
    if (begun?.kind !== 'next') {
      await parts.flows.insert(flow)
      return flow
    }
    const next = { ...begun.flow, transientPayload: undefined }
    try {
      await parts.transact(async () => {
        await parts.flows.insert(next)
        await begun.store?.()
      })
      return next
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      const refused = {
        ...flow,
        form: noteProblems(flow.form, {}, error.problems),
        memory: { ...flow.memory, ...(error.asksForWork ? await askForWork(parts, flow) : {}) },
      }
      await parts.flows.insert(refused)
      return refused
    }
  }
}

/** The address in a trait. Throws Refusal where there is none. */
function addressIn(traits: Json, trait: string | undefined): string | undefined {
  if (trait === undefined) return undefined
  const value = at(traits, trait.split('.').reduce(step, ''))
  if (typeof value !== 'string' || value === '')
    throw new Refusal('bad-request', {
      reason: 'The query parameter via must name a trait in which this person has an address.',
    })
  return canonical(value)
}

function readAal(aal: string | undefined): 'aal1' | 'aal2' {
  if (aal === undefined || aal === '' || aal === 'aal1') return 'aal1'
  if (aal === 'aal2') return 'aal2'
  throw new Refusal('bad-request', {
    reason: 'The assurance level asked for is not known; aal1 and aal2 are.',
  })
}
