import { InvalidInput } from '#errors/invalid-input.ts'
import type { RegistrationMethod } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import { readCreation } from '#methods/shared/webauthn/answer.ts'
import { checkCreation } from '#methods/shared/webauthn/ceremony.ts'
import { challengeOf, isChallengeOf, newHandle } from '#methods/shared/webauthn/challenges.ts'
import { withKey } from '#methods/shared/webauthn/keys.ts'
import { notAdded } from '#methods/shared/webauthn/key-settings.ts'
import { buttonNode, scriptNodes } from '#methods/shared/webauthn/nodes.ts'
import { creationOptions } from '#methods/shared/webauthn/options.ts'
import { creationOf, handleBytes, type PasskeyParts } from './parts.ts'

export function passkeyRegistration({
  party,
  options,
  signer,
  newId,
  clock,
}: PasskeyParts): RegistrationMethod {
  return {
    givesCredential: true,

    offer(flow, stage, call) {
      const displayNameFieldName = stage.schema.displayNameField
      // NOTE without a name nobody could tell the passkeys on a device apart
      if (stage.kind === 'profile' || displayNameFieldName === undefined) return []
      const credentialOptions = creationOptions({
        party: party(),
        challenge: challengeOf(flow, signer),
        user: { handle: handleBytes(newHandle(flow, 'passkey')), name: party().name },
        ...creationOf(options()),
      })
      const trigger = buttonNode(flow, {
        group: 'passkey',
        name: 'passkey_register_trigger',
        calls: 'oryPasskeyRegistration',
        label: message('registration.use-passkey'),
      })
      const answer = input('passkey', 'passkey_register', 'hidden')
      return [
        ...scriptNodes(flow, call, newId),
        ...(flow.type === 'browser' ? [trigger, answer] : [answer, trigger]),
        input('passkey', 'passkey_create_data', 'hidden', {
          value: JSON.stringify({ credentialOptions, displayNameFieldName }),
        }),
      ]
    },

    async submit(submission, flow) {
      const { schema, traits } = submission
      const text = stringField(submission, 'passkey_register') ?? ''
      if (text === '' || schema.displayNameField === undefined)
        throw new InvalidInput([{ message: message('registration.no-method') }])
      const problems = schema.check(traits)
      if (problems.length > 0) throw new InvalidInput(problems)
      const key = await checkCreation(readCreation(text), {
        party: party(),
        isChallenge: isChallengeOf(flow, signer),
        verification: options().verification,
      })
      if (!key) throw notAdded()
      const handle = newHandle(flow, 'passkey')
      const naming = { displayName: '', isPasswordless: true, addedAt: clock() }
      return {
        kind: 'ready',
        traits,
        credentials: [
          {
            type: 'passkey',
            identifiers: [handle],
            config: withKey({}, key, handleBytes(handle), naming),
            version: 1,
          },
        ],
        proof: { method: 'passkey', aal: 'aal1', completedAt: clock() },
      }
    },
  }
}
