import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { RegistrationMethod } from '#flow/method.ts'
import { objectField, stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import type { SignInParts } from './parts.ts'
import { resultOfIdToken } from './id-token-login.ts'

export function oidcRegistration(parts: SignInParts): RegistrationMethod {
  /** The provider that did not tell all required traits. */
  function askedBy(flow: Flow): { readonly id: string; readonly label: string } | undefined {
    const memory = flow.memory['oidc']
    return isObject(memory) && typeof memory['asksFor'] === 'string'
      ? parts.authorizationRequests.find(memory['asksFor'])?.settings
      : undefined
  }

  const groupsTraits = ({ traitsGroupOfProviders }: Rules): boolean =>
    traitsGroupOfProviders === 'own' || parts.groupsTraits()

  return {
    givesCredential: true,

    offer(flow, _stage, { rules }) {
      if (flow.type === 'api' && !rules.providersInNativeFlows) return []
      return parts.providers().map(({ settings: { id, label } }) =>
        input('oidc', 'provider', 'submit', {
          value: id,
          label: message('registration.with-provider', { provider: label, provider_id: id }),
        }),
      )
    },

    continued(flow, _stage, { rules }) {
      const provider = askedBy(flow)
      if (!provider || rules.traitsAskedFor === 'beside-other-methods') return undefined
      const label = groupsTraits(rules)
        ? message('registration.with-provider', {
            provider: provider.label,
            provider_id: provider.id,
          })
        : message('registration.continue')
      return [input('oidc', 'provider', 'submit', { value: provider.id, label })]
    },

    asksFor: (flow, { rules }) =>
      askedBy(flow) ? (groupsTraits(rules) ? 'oidc' : 'default') : undefined,

    async submit(submission, flow, caller, call) {
      const { rules } = call
      const id = stringField(submission, 'provider') ?? ''
      if (id === '' || (flow.type === 'api' && !rules.providersInNativeFlows))
        throw new InvalidInput([{ message: message('registration.no-method') }])
      const typed = objectField(submission, 'traits') ? submission.traits : {}
      const providerResult = await resultOfIdToken(parts, submission, id, typed)
      if (providerResult) return { kind: 'provider-result', providerResult }
      return parts.authorizationRequests.authorizationRequest(
        flow,
        id,
        { typed, upstreamParameters: objectField(submission, 'upstream_parameters') },
        caller,
        call,
      )
    },
  }
}
