import { InvalidInput } from '#errors/invalid-input.ts'
import type { LoginMethod } from '#flow/method.ts'
import { objectField, stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import { linksOf } from './credential.ts'
import { resultOfIdToken } from './id-token-login.ts'
import type { SignInParts } from './parts.ts'

export function oidcLogin(parts: SignInParts): LoginMethod {
  return {
    offer(flow, { account, linking }, { rules }) {
      if (flow.requestedAal === 'aal2' || (flow.type === 'api' && !rules.providersInNativeFlows))
        return []
      const known = account && linksOf(account).map(({ provider }) => provider)
      const shown = parts
        .providers()
        .filter(
          ({ settings: { id } }) =>
            (known === undefined || known.includes(id)) && id !== linking?.provider,
        )
      return shown.map(({ settings: { id, label } }) =>
        input('oidc', 'provider', 'submit', {
          value: id,
          label: linking
            ? message('login.confirm-with-provider', { provider: label })
            : message('login.with-provider', { provider: label, provider_id: id }),
        }),
      )
    },

    async submit(submission, flow, caller, call) {
      const { rules } = call
      const id = stringField(submission, 'provider') ?? ''
      if (
        id === '' ||
        flow.requestedAal === 'aal2' ||
        (flow.type === 'api' && !rules.providersInNativeFlows)
      )
        throw new InvalidInput([{ message: message('login.no-method') }])
      const typed = objectField(submission, 'traits') ?? {}
      const providerResult = await resultOfIdToken(parts, submission, id, typed)
      if (providerResult) return { kind: 'provider-result', providerResult }
      return parts.authorizationRequests.authorizationRequest(
        flow,
        id,
        {
          typed,
          transientPayload: objectField(submission, 'transient_payload'),
          upstreamParameters: objectField(submission, 'upstream_parameters'),
        },
        caller,
        call,
      )
    },
  }
}
