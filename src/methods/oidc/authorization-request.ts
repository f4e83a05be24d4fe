import { hash } from 'node:crypto'
import { purposes } from '#crypto/purposes.ts'
import type { Caller } from '#flow/caller.ts'
import { UnknownProvider, type AuthorizationRequest } from '#flow/federation/federation.ts'
import type { Flow, FlowKind } from '#flow/flow.ts'
import type { MethodCall } from '#flow/method-call.ts'
import { originOf } from '#flow/replace.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Rules } from '#rules.ts'
import { reasonOf } from './errors.ts'
import type { Provider, ProviderRequest } from './provider.ts'
import type { AuthorizationRequests, OidcParts, RequestInput } from './parts.ts'

/**
 * What a flow stores of an authorization request. `secrets`: the nonce, the PKCE verifier and what
 * the provider gave, encrypted.
 */
export type StoredRequest = {
  readonly state: string
  readonly provider: string
  readonly redirectUrl: string
  /** Whether all providers share the callback address, which then names none. */
  readonly isShared: boolean
  readonly secrets: string
  readonly kept?: string
  readonly typed: JsonObject
  readonly payload?: JsonObject
}

/** How long a browser may be away at the provider. */
const maxAwayMs = 30 * 60_000

/** Parameters that a page may add to the address of the provider; all others are ignored. */
const allowedParameters = ['hd', 'prompt', 'auth_type', 'acr_values', 'ui_locales']

const kindLetters = { login: 'l', registration: 'r', settings: 's' } as const satisfies Partial<
  Record<FlowKind, string>
>

export function createAuthorizationRequests(parts: OidcParts): AuthorizationRequests {
  const { cipher, newSecret, hashSecret, clock } = parts

  /** Nonce and PKCE verifier, as far as the provider supports them. */
  async function protection(
    provider: Provider,
    { pkceByDefault }: Rules,
  ): Promise<{ readonly nonce: string | undefined; readonly verifier: string | undefined }> {
    const choice = provider.settings.pkce ?? (pkceByDefault ? 'auto' : 'never')
    if (choice === 'never') return { nonce: undefined, verifier: undefined }
    if (choice === 'force') return { nonce: undefined, verifier: newSecret() + newSecret() }
    const can = await provider.protections()
    return {
      nonce: can.nonce ? newSecret() : undefined,
      verifier: can.pkce ? newSecret() + newSecret() : undefined,
    }
  }

  async function address(
    provider: Provider,
    flow: Flow,
    request: Pick<ProviderRequest, 'redirectUrl' | 'state' | 'upstreamParameters'>,
    rules: Rules,
  ) {
    try {
      const { nonce, verifier } = await protection(provider, rules)
      const { url, kept } = await provider.authorizeUrl({
        ...request,
        nonce,
        reauthenticate: flow.refresh,
        challenge: verifier === undefined ? undefined : hash('sha256', verifier, 'base64url'),
      })
      return { url, secrets: { nonce, verifier, kept } }
    } catch (error) {
      parts.events({
        kind: 'provider.failed',
        provider: provider.settings.id,
        reason: reasonOf(error),
      })
      throw error
    }
  }

  return {
    find: (id: string): Provider | undefined =>
      parts.providers().find(({ settings }) => settings.id === id),

    async authorizationRequest(
      flow: Flow,
      id: string,
      { typed = {}, transientPayload, upstreamParameters }: RequestInput,
      caller: Caller,
      { rules, links }: MethodCall,
    ): Promise<AuthorizationRequest> {
      const provider = this.find(id)
      if (!provider) throw new UnknownProvider()
      const isShared = provider.settings.pkce === 'force'
      const redirectUrl = links.providerCallback(originOf(caller), isShared ? undefined : id)
      const secret = newSecret(),
        letter = kindLetters[flow.kind as keyof typeof kindLetters],
        state = `${letter}${flow.id.replaceAll('-', '')}${secret}`
      const { url, secrets } = await address(
        provider,
        flow,
        { redirectUrl, state, upstreamParameters: providerParameters(upstreamParameters, rules) },
        rules,
      )
      // NOTE a continuity token that the browser already has is kept: a settings update that waits
      // for this login is found by it afterwards. An app gets one as well, as published, and the
      // browser that comes back cannot have it
      const token = caller.continuities.find((one) => /^[\w-]{32}$/.test(one)) ?? newSecret()
      const payload = transientPayload ?? flow.transientPayload
      const stored: StoredRequest = {
        state: hashSecret(secret),
        provider: id,
        redirectUrl,
        isShared,
        typed,
        secrets: cipher.encrypt(JSON.stringify(secrets), purposes.providerRequest(flow.id)),
        ...(flow.type === 'api' ? {} : { kept: hashSecret(token) }),
        ...(payload === undefined ? {} : { payload }),
      }
      return {
        kind: 'provider-redirect',
        url,
        continuityToken: { token, expiresAt: clock() + maxAwayMs },
        flow: { ...flow, active: 'oidc', memory: { ...flow.memory, oidc: stored } },
      }
    },
  }
}

function providerParameters(
  upstreamParameters: JsonObject | undefined,
  { loginHintAtProvider }: Rules,
): Readonly<Record<string, string>> {
  if (!isObject(upstreamParameters)) return {}
  const names =
    loginHintAtProvider === 'is-passed-on'
      ? ['login_hint', ...allowedParameters]
      : allowedParameters
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = upstreamParameters[name]
      return typeof value === 'string' && value !== '' && value.length <= 512 ? [[name, value]] : []
    }),
  )
}
