// Verification that begins by itself when an account gets an address.
import type { Account } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import { withAddressStates } from '#identity/address-states.ts'
import type { Requester } from '../caller.ts'
import type { Flow, FlowType } from '../flow.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Recipient } from '../mailed-method.ts'
import type { FollowUp } from '../outcome.ts'
import { mailCall } from '../replace.ts'
import { newFlow } from '../start.ts'
import type { FlowParts } from '../steps.ts'
import type { VerificationParts } from './parts.ts'

/** The flow that causes the verification. */
export type Cause = Pick<Flow, 'requestUrl' | 'returnTo' | 'transientPayload'> & {
  readonly type: FlowType
  readonly afterVerification?: string | undefined
  /** With what links in the message begin, where the caller does not reach the public listener. */
  readonly origin?: string
}

export type BeginParts = FlowParts & Pick<VerificationParts, 'methods' | 'settings'>

/**
 * Opens a flow for an address and queues its message, in the open transaction. `secret`: the
 * anti-forgery secret that the browser has when it shows the flow. `memory`: what the flow with this
 * id has to remember. Undefined where nothing can be verified.
 */
export type VerificationOpening = (
  to: Recipient,
  cause: Cause,
  caller: Requester,
  secret: string,
  memory?: (flowId: string) => JsonObject,
) => Promise<FollowUp | undefined>

export type VerificationBegin = {
  /**
   * The account with the status of these addresses set to sent, to be stored together with what
   * `begin` stores.
   */
  announce(account: Account, addresses?: readonly VerifiableAddress[]): Account
  /**
   * Opens a flow for each address and queues its message, in the open transaction. `secret`: the
   * anti-forgery secret that the browser has when it shows the flow.
   */
  begin(
    account: Account,
    cause: Cause,
    caller: Requester,
    secret: string,
    addresses?: readonly VerifiableAddress[],
  ): Promise<readonly FollowUp[]>
  /** As `begin`, for an account that is not stored: no message is queued, no code is ever right. */
  readonly pretend: VerificationBegin['begin']
}

export function createVerificationBegin(
  parts: BeginParts,
): VerificationBegin & { readonly open: VerificationOpening } {
  const unverified = (account: Account): readonly VerifiableAddress[] =>
    account.identity.verifiableAddresses.filter((one) => !one.verified)
  const method = () =>
    parts.settings().enabled
      ? parts.methods().find((one) => one.name === parts.settings().use)?.verification
      : undefined

  return {
    announce(
      account: Account,
      addresses: readonly VerifiableAddress[] = unverified(account),
    ): Account {
      if (!method()) return account
      return withAddressStates(
        account,
        addresses.map(({ via, value }) => ({ via, value, verified: false, sent: true })),
        parts.clock(),
      )
    },

    open,
    begin: beginning(true),
    pretend: beginning(false),
  }

  async function open(
    to: Recipient,
    cause: Cause,
    caller: Requester,
    secret: string,
    memory: (flowId: string) => JsonObject = () => ({}),
  ): Promise<FollowUp | undefined> {
    const using = method()
    if (!using) return undefined
    const fresh = newFlow(
      parts,
      {
        kind: 'verification',
        type: cause.type,
        lifespanMs: parts.settings().lifespanMs,
        returnTo: cause.afterVerification ?? cause.returnTo,
        identityId: to.account?.identity.id,
      },
      caller,
    )
    const flow: Flow = {
      ...fresh,
      active: parts.settings().use,
      requestUrl: requestUrlAfter(cause),
      transientPayload: cause.transientPayload,
      csrfHash: cause.type === 'browser' ? parts.csrf.hash(secret) : undefined,
      memory: memory(fresh.id),
    }
    const sending = await using.send(flow, to, {
      ...mailCall(parts, caller),
      ...(cause.origin === undefined ? {} : { origin: cause.origin }),
    })
    await parts.flows.insert({ ...sending.flow, transientPayload: undefined })
    await sending.store()
    return { kind: 'verify', flowId: flow.id, address: to.address.value }
  }

  function beginning(isSent: boolean): VerificationBegin['begin'] {
    return async (account, cause, caller, secret, addresses = unverified(account)) => {
      const followUps: FollowUp[] = []
      for (const { via, value } of addresses) {
        const to = { address: { via, value }, account, isSent }
        const followUp = await open(to, cause, caller, secret)
        if (followUp) followUps.push(followUp)
      }
      return followUps
    }
  }
}

/**
 * The requested URL of the first flow, as if it had asked to return where the verification ends.
 */
function requestUrlAfter({ requestUrl, afterVerification }: Cause): string {
  if (!URL.canParse(requestUrl)) return requestUrl
  const url = new URL(requestUrl)
  if (!url.searchParams.has('after_verification_return_to')) return requestUrl
  url.searchParams.delete('after_verification_return_to')
  if (afterVerification !== undefined) url.searchParams.set('return_to', afterVerification)
  return url.href
}
