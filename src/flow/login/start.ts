// The start of a login: either the caller's session is enough, or a flow is opened.
import { Refusal } from '#errors/refusal.ts'
import { message } from '#messages/message.ts'
import { acceptSession, forChallenge, readChallenge } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { AlreadySignedIn, ShowForm } from '../outcome.ts'
import { readReturnTo, returnUrlWithoutFlow } from '../return-to.ts'
import { selectableSchema } from '../selectable-schema.ts'
import { newFlow } from '../start.ts'
import type { LoginParts, StartLogin } from './parts.ts'
import { firstFactorNeeded } from './second-step.ts'

/** `show`: the form of the opened flow. */
export function createStart(
  parts: LoginParts,
  show: (why: ShowForm['why'], flow: Flow) => ShowForm,
): (input: StartLogin, caller: Caller) => Promise<ShowForm | AlreadySignedIn> {
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
          ...(refresh ? [message('login.confirm')] : []),
          ...(requestedAal === 'aal2' && current?.session.aal !== 'aal2'
            ? [message('login.second-factor')]
            : []),
        ],
      },
      caller,
    )
    const flow = loginRequest ? forChallenge(fresh, loginRequest, again) : fresh
    await parts.hooks.before({ flow, caller, configured: parts.settings().before })
    const exchanged =
      input.exchange === true && flow.type === 'api' ? parts.exchange.open(flow) : { flow }
    await parts.flows.insert(exchanged.flow)
    parts.events({ kind: 'flow.opened', flow: 'login', type: flow.type })
    const shown = show('opened', exchanged.flow)
    return 'code' in exchanged ? { ...shown, exchangeCode: exchanged.code } : shown
  }
}

function readAal(aal: string | undefined): 'aal1' | 'aal2' {
  if (aal === undefined || aal === '' || aal === 'aal1') return 'aal1'
  if (aal === 'aal2') return 'aal2'
  throw new Refusal('bad-request', {
    reason: 'The assurance level asked for is not known; aal1 and aal2 are.',
  })
}
