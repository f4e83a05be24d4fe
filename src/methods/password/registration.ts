import { InvalidInput } from '#errors/invalid-input.ts'
import type { RegistrationMethod } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { identifiersFor } from '#identity/accounts.ts'
import { message } from '#messages/message.ts'
import { passwordConfig } from './credential.ts'
import type { PasswordParts } from './parts.ts'

export function passwordRegistration({ hasher, policy, clock }: PasswordParts): RegistrationMethod {
  return {
    givesCredential: true,

    offer(_flow, stage) {
      if (stage.kind === 'profile') return []
      return [
        input('password', 'password', 'password', {
          required: true,
          autocomplete: 'new-password',
          label: message('node.password'),
        }),
        input('password', 'method', 'submit', {
          value: 'password',
          label: message('registration.sign-up'),
        }),
      ]
    },

    async submit(submission, _flow, caller, { rules }) {
      const { schema, traits } = submission
      const sent = stringField(submission, 'password'),
        password = sent ?? ''
      const missing = password === '' ? [requiredField('password', sent)] : []
      const problems = [...schema.check(traits), ...missing]
      if (problems.length > 0) throw new InvalidInput(problems)
      const identifiers = identifiersFor('password', schema.read(traits))
      if (identifiers.length === 0)
        throw new InvalidInput([{ message: message('validation.no-identifier') }])
      const objections = await policy.check(password, identifiers, traits, rules.longestPassword)
      if (objections.length > 0) throw new InvalidInput(objections)
      return {
        kind: 'ready',
        traits,
        credentials: [
          {
            type: 'password',
            identifiers,
            config: passwordConfig(await hasher.hash(password, caller.client.network)),
          },
        ],
        proof: { method: 'password', aal: 'aal1', completedAt: clock() },
      }
    },
  }
}
