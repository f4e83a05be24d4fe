import { equal } from '#crypto/equal.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import {
  UnknownProvider,
  type Answer,
  type Arrival,
  type Departed as Recognised,
} from '#flow/federation/federation.ts'
import type { Flow, FlowKind } from '#flow/flow.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { ArrivalOf } from './provider-result.ts'
import { purposeOf, type Departed } from './authorization-request.ts'
import { reasonOf } from './errors.ts'
import type { OidcParts } from './oidc.ts'
import type { Provider } from './provider.ts'

const kinds: Readonly<Record<string, FlowKind>> = { l: 'login', r: 'registration', s: 'settings' }
const form =
  /^([lrs])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{32})$/

const wrong = (reason: string) => new Refusal('bad-request', { reason })

/**
 * What a provider says when its person did not agree (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0,
 * 3.1.2.6).
 */
const refusedBy: readonly string[] = [
  'access_denied',
  'consent_required',
  'interaction_required',
  'login_required',
  'user_cancelled_login',
  'user_cancelled_authorize',
]

export function createReturns(parts: OidcParts & { readonly arrivalOf: ArrivalOf }) {
  const find = (id: string): Provider | undefined =>
    parts.providers().find(({ settings }) => settings.id === id)

  async function arrive(
    { parameters }: Answer,
    flow: Flow,
    departed: Departed,
    state: string,
  ): Promise<Arrival> {
    const provider = find(departed.provider)
    if (!provider) throw new UnknownProvider()
    const { label, id } = provider.settings
    const { error, denied } = parameters
    if (error !== undefined || denied !== undefined) {
      const isRefused = denied !== undefined || refusedBy.includes(error ?? '')
      throw new InvalidInput([
        {
          message: message('validation.generic', {
            reason: isRefused
              ? `You did not let ${label} tell us who you are.`
              : `${label} could not tell us who you are (${(error ?? '').replaceAll(/[^\w.-]/g, '').slice(0, 64)}).`,
          }),
        },
      ])
    }
    if (parameters['code'] === undefined && parameters['oauth_verifier'] === undefined)
      throw wrong('The provider sent no code.')
    const opened = parts.cipher.open(departed.secrets, purposeOf(flow))
    if (opened === undefined)
      throw wrong('This sign-in was begun with keys that are gone. Please begin again.')
    const { nonce, verifier } = JSON.parse(opened) as { nonce?: string; verifier?: string }
    try {
      return parts.arrivalOf(
        provider,
        await provider.identify({
          redirectUrl: departed.redirectUrl,
          parameters,
          state,
          nonce,
          verifier,
        }),
        departed.typed,
      )
    } catch (error) {
      parts.events({ kind: 'provider.failed', provider: id, reason: reasonOf(error) })
      parts.events({ kind: 'login.failed', method: 'oidc', identityId: undefined, resting: false })
      throw error
    }
  }

  return {
    /** Throws Refusal for what has no state of ours, and for a provider that is not there. */
    placeOf({ provider, parameters: { state } }: Answer): {
      readonly kind: FlowKind
      readonly flowId: string
    } {
      if (provider !== undefined && !find(provider)) throw new UnknownProvider()
      if (state === undefined || state === '') throw wrong('The provider sent no state.')
      const [, letter = '', ...id] = form.exec(state) ?? []
      const kind = kinds[letter]
      if (kind === undefined) throw wrong('The state is none of ours.')
      return { kind, flowId: id.slice(0, 5).join('-') }
    },

    recognise(answer: Answer, flow: Flow): Recognised {
      const memory = flow.memory['oidc'],
        state = answer.parameters['state'] ?? ''
      const departed =
        isObject(memory) && typeof memory['state'] === 'string'
          ? (memory as unknown as Departed)
          : undefined
      if (!departed || !equal(departed.state, parts.hashSecret(form.exec(state)?.[7] ?? '')))
        throw wrong(
          'This answer belongs to nothing that was asked from here, or was used already. Please begin again.',
        )
      const isRightPlace = departed.isShared
        ? answer.provider === undefined
        : answer.provider === departed.provider
      if (!isRightPlace) throw wrong('The answer of one provider came to the address of another.')
      const { oidc: _, ...memoryWithout } = flow.memory
      const back: Flow = { ...flow, memory: memoryWithout, transientPayload: departed.payload }
      return {
        flow: back,
        keptHash: departed.kept,
        arrive: () => arrive(answer, back, departed, state),
      }
    },
  }
}
