import { equal } from '#crypto/equal.ts'
import { purposes } from '#crypto/purposes.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import {
  UnknownProvider,
  type Answer,
  type ProviderResult,
  type PendingRequest,
} from '#flow/federation/federation.ts'
import type { Flow, FlowKind } from '#flow/flow.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import type { StoredRequest } from './authorization-request.ts'
import { reasonOf } from './errors.ts'
import type { OidcParts, ReadProviderResult } from './parts.ts'
import type { Provider, ProviderResponse } from './provider.ts'

const kindsByLetter: Readonly<Record<string, FlowKind>> = {
  l: 'login',
  r: 'registration',
  s: 'settings',
}
const statePattern =
  /^([lrs])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{32})$/

const wrong = (reason: string) => new Refusal('bad-request', { reason })

/**
 * Error codes of a provider whose user has declined (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0,
 * 3.1.2.6).
 */
const declinedCodes: readonly string[] = [
  'access_denied',
  'consent_required',
  'interaction_required',
  'login_required',
  'user_cancelled_login',
  'user_cancelled_authorize',
]

const stateOf = ({ parameters }: Answer): string => parameters['state'] ?? ''

export function createCallbacks(parts: OidcParts & { readonly readResult: ReadProviderResult }) {
  const find = (id: string): Provider | undefined =>
    parts.providers().find(({ settings }) => settings.id === id)

  async function fetchResult(
    { parameters }: Answer,
    flow: Flow,
    stored: StoredRequest,
    state: string,
  ): Promise<ProviderResult> {
    const provider = find(stored.provider)
    if (!provider) throw new UnknownProvider()
    const { label, id } = provider.settings
    const { error, denied } = parameters
    if (error !== undefined || denied !== undefined) {
      const isRefused = denied !== undefined || declinedCodes.includes(error ?? '')
      throw new InvalidInput([
        {
          message: message(
            'validation.generic',
            isRefused
              ? because('provider-refused', { provider: label })
              : because('provider-failed', {
                  provider: label,
                  error: (error ?? '').replaceAll(/[^\w.-]/g, '').slice(0, 64),
                }),
          ),
        },
      ])
    }
    if (parameters['code'] === undefined && parameters['oauth_verifier'] === undefined)
      throw wrong('The provider sent no code.')
    const secrets = parts.cipher.decrypt(stored.secrets, purposes.providerRequest(flow.id))
    if (secrets === undefined)
      throw wrong('This sign-in was begun with keys that are gone. Please begin again.')
    const { nonce, verifier, kept } = JSON.parse(secrets) as Partial<
      Pick<ProviderResponse, 'nonce' | 'verifier' | 'kept'>
    >
    try {
      return parts.readResult(
        provider,
        await provider.identify({
          redirectUrl: stored.redirectUrl,
          parameters,
          state,
          nonce,
          verifier,
          kept,
        }),
        stored.typed,
      )
    } catch (error) {
      parts.events({ kind: 'provider.failed', provider: id, reason: reasonOf(error) })
      parts.events({
        kind: 'login.failed',
        method: 'oidc',
        identityId: undefined,
        throttled: false,
      })
      throw error
    }
  }

  /** The request of the flow that this answers; undefined where there is none. */
  function awaited(answer: Answer, flow: Flow): StoredRequest | undefined {
    const memory = flow.memory['oidc']
    const stored =
      isObject(memory) && typeof memory['state'] === 'string'
        ? (memory as unknown as StoredRequest)
        : undefined
    const secret = statePattern.exec(stateOf(answer))?.[7] ?? ''
    return stored && equal(stored.state, parts.hashSecret(secret)) ? stored : undefined
  }

  return {
    /** Throws Refusal for a state that was not made here, and for an unknown provider. */
    placeOf({ provider, parameters: { state } }: Answer): {
      readonly kind: FlowKind
      readonly flowId: string
    } {
      if (provider !== undefined && !find(provider)) throw new UnknownProvider()
      if (state === undefined || state === '') throw wrong('The provider sent no state.')
      const [, letter = '', ...id] = statePattern.exec(state) ?? []
      const kind = kindsByLetter[letter]
      if (kind === undefined) throw wrong('The state is none of ours.')
      return { kind, flowId: id.slice(0, 5).join('-') }
    },

    isAwaited: (answer: Answer, flow: Flow): boolean => awaited(answer, flow) !== undefined,

    pendingRequest(answer: Answer, flow: Flow): PendingRequest {
      const state = stateOf(answer),
        stored = awaited(answer, flow)
      if (!stored)
        throw wrong(
          'This answer belongs to nothing that was asked from here, or was used already. ' +
            'Please begin again.',
        )
      const isRightPlace = stored.isShared
        ? answer.provider === undefined
        : answer.provider === stored.provider
      if (!isRightPlace) throw wrong('The answer of one provider came to the address of another.')
      const { oidc: _, ...memoryWithout } = flow.memory
      const back: Flow = { ...flow, memory: memoryWithout, transientPayload: stored.payload }
      return {
        flow: back,
        continuityTokenHash: stored.kept,
        fetchResult: () => fetchResult(answer, back, stored, state),
      }
    },
  }
}
