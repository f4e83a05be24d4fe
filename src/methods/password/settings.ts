import { InvalidInput } from '#errors/invalid-input.ts'
import type { SettingsMethod } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField, type Submission } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { credentialOf, identifiersFor } from '#identity/accounts.ts'
import { message } from '#messages/message.ts'
import { passwordConfig, readPasswordCredential } from './credential.ts'
import type { PasswordParts } from './parts.ts'

const endOthers = 'end_other_sessions'

export function passwordSettings({ accounts, hasher, policy }: PasswordParts): SettingsMethod {
  return {
    offer: () => [
      input('password', 'password', 'password', {
        required: true,
        autocomplete: 'new-password',
        label: message('node.password'),
      }),
      input('password', 'method', 'submit', { value: 'password', label: message('node.save') }),
    ],

    needsRecentProof: () => true,
    // NOTE only the built-in pages have this box, and no other form shows its value
    shown(submission) {
      const ends = endsOthers(submission)
      return ends === undefined ? {} : { [endOthers]: ends }
    },

    async submit(submission, { account, schema }, _flow, caller, { rules }) {
      const { network } = caller.client
      const sent = stringField(submission, 'password'),
        password = sent ?? ''
      if (password === '') throw new InvalidInput([requiredField('password', sent)])
      const identifiers = identifiersFor('password', schema.read(account.identity.traits))
      if (identifiers.length === 0)
        throw new InvalidInput([{ message: message('validation.no-identifier') }])
      const objections = await policy.check(
        password,
        identifiers,
        account.identity.traits,
        rules.longestPassword,
      )
      if (objections.length > 0) throw new InvalidInput(objections)
      const stored = readPasswordCredential(
        credentialOf(account, 'password')?.config,
      )?.hashedPassword
      if (stored !== undefined && (await hasher.matches(password, stored, { network })))
        throw new InvalidInput([
          { field: 'password', message: message('validation.password-unchanged') },
        ])
      const config = passwordConfig(await hasher.hash(password, network))
      return {
        kind: 'change',
        touches: 'password',
        endsOtherSessions: endsOthers(submission) === true,
        apply: (latest) =>
          accounts.withCredential(latest, {
            type: 'password',
            identifiers: identifiersFor('password', schema.read(latest.identity.traits)),
            config,
          }),
      }
    },
  }
}

/** Whether all other sessions are to end; undefined when nothing was sent. */
function endsOthers({ fields }: Submission): boolean | undefined {
  const sent = fields[endOthers]
  // NOTE a form sends `false` before what a ticked box sends, since an empty box sends nothing
  const value = Array.isArray(sent) ? sent.at(-1) : sent
  return value === undefined ? undefined : value === true || value === 'true' || value === 'on'
}
