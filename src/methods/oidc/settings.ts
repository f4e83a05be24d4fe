import { InvalidInput } from '#errors/invalid-input.ts'
import type { SettingsMethod } from '#flow/method.ts'
import { objectField, stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import type { Account } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import { because, type Because } from '#messages/reasons.ts'
import { linksOf, withoutLinks } from './credential.ts'
import type { AuthorizationRequests, OidcParts } from './parts.ts'

const generic = (why: Because) =>
  new InvalidInput([{ message: message('validation.generic', why) }])

export function oidcSettings(
  parts: OidcParts & { readonly authorizationRequests: AuthorizationRequests },
): SettingsMethod {
  const isLinked = (account: Account, id: string) =>
    linksOf(account).some(({ provider }) => provider === id)
  const isLastWay = (account: Account, id: string) =>
    !parts.canSignIn(withoutLinks(parts.accounts, account, id))

  return {
    buttons: ['link', 'unlink'],

    offer(flow, { account }) {
      if (flow.type !== 'browser') return []
      return parts.providers().flatMap(({ settings: { id, label: provider } }) => {
        if (!isLinked(account, id))
          return [
            input('oidc', 'link', 'submit', {
              value: id,
              label: message('settings.link-provider', { provider }),
            }),
          ]
        return isLastWay(account, id)
          ? []
          : [
              input('oidc', 'unlink', 'submit', {
                value: id,
                label: message('settings.unlink-provider', { provider }),
              }),
            ]
      })
    },

    needsRecentProof: () => true,
    shown: () => ({}),

    async submit(submission, { account }, flow, caller, call) {
      const link = stringField(submission, 'link') ?? '',
        unlink = stringField(submission, 'unlink') ?? ''
      if ((link === '') === (unlink === '')) throw generic(because('provider-unnamed'))
      if (unlink !== '') {
        if (!isLinked(account, unlink))
          throw generic({ reason: 'You are not connected with this provider.' })
        if (isLastWay(account, unlink)) throw generic(because('last-way-provider'))
        return {
          kind: 'change',
          touches: 'oidc',
          apply: (latest) => withoutLinks(parts.accounts, latest, unlink),
        }
      }
      if (flow.type !== 'browser')
        throw generic({ reason: 'An account at a provider can be connected in a browser only.' })
      if (!parts.authorizationRequests.find(link))
        throw generic({ reason: 'There is no such provider.' })
      if (isLinked(account, link))
        throw generic({ reason: 'You are connected with this provider already.' })
      return parts.authorizationRequests.authorizationRequest(
        flow,
        link,
        {
          transientPayload: objectField(submission, 'transient_payload'),
          upstreamParameters: objectField(submission, 'upstream_parameters'),
        },
        caller,
        call,
      )
    },
  }
}
