import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { RegistrationMethod } from '#flow/method.ts'
import { stringField } from '#flow/submission.ts'
import { identifiersFor } from '#identity/accounts.ts'
import { message } from '#messages/message.ts'
import { readCreation } from '#methods/shared/webauthn/answer.ts'
import { checkCreation } from '#methods/shared/webauthn/ceremony.ts'
import { challengeOf, isChallengeOf, newHandle } from '#methods/shared/webauthn/challenges.ts'
import { withKey } from '#methods/shared/webauthn/keys.ts'
import { notAdded } from '#methods/shared/webauthn/key-settings.ts'
import { scriptNodes } from '#methods/shared/webauthn/nodes.ts'
import { creationOptions } from '#methods/shared/webauthn/options.ts'
import { enrolmentNodes, nameProblems, sentName } from './enrolment.ts'
import { selection, timeoutMs, verification, type WebauthnParts } from './parts.ts'

const handleOf = (flow: Flow): string =>
  Buffer.from(newHandle(flow, 'webauthn'), 'hex').subarray(0, 16).toString('base64url')

export function webauthnRegistration({
  settings,
  signer,
  newId,
  clock,
}: WebauthnParts): RegistrationMethod {
  return {
    givesCredential: true,

    offer(flow, stage, call) {
      const { passwordless, party } = settings()
      if (!passwordless || stage.kind === 'profile' || flow.type !== 'browser') return []
      const options = creationOptions({
        party,
        challenge: challengeOf(flow, signer),
        user: { handle: handleOf(flow), name: party.name },
        selection,
        timeoutMs,
      })
      return [
        ...enrolmentNodes(flow, options, message('registration.use-key')),
        ...scriptNodes(flow, call, newId),
      ]
    },

    async submit(submission, flow) {
      const { schema, traits } = submission
      const { passwordless, party } = settings()
      const text = stringField(submission, 'webauthn_register') ?? ''
      if (!passwordless || flow.type !== 'browser' || text === '')
        throw new InvalidInput([{ message: message('registration.no-method') }])
      const problems = [...schema.check(traits), ...nameProblems(submission)]
      if (problems.length > 0) throw new InvalidInput(problems)
      const identifiers = identifiersFor('webauthn', schema.read(traits))
      if (identifiers.length === 0)
        throw new InvalidInput([{ message: message('validation.no-identifier') }])
      const isChallenge = isChallengeOf(flow, signer)
      const key = await checkCreation(readCreation(text), { party, isChallenge, verification })
      if (!key) throw notAdded()
      const naming = {
        displayName: sentName(submission),
        isPasswordless: true,
        addedAt: clock(),
      }
      return {
        kind: 'ready',
        traits,
        credentials: [
          {
            type: 'webauthn',
            identifiers,
            config: withKey({}, key, handleOf(flow), naming),
            version: 1,
          },
        ],
        proof: { method: 'webauthn', aal: 'aal1', completedAt: clock() },
      }
    },
  }
}
