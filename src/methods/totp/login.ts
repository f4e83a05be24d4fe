import { InvalidInput } from '#errors/invalid-input.ts'
import { guessSecondFactor, ownerOf } from '#flow/login/second-step.ts'
import type { LoginMethod } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import { credentialOf } from '#identity/accounts.ts'
import type { Account } from '#identity/identity-store.ts'
import { typedCode } from '#lib/typed-code.ts'
import { message } from '#messages/message.ts'
import { stepOf } from './authenticator.ts'
import { readTotpCredential } from './credential.ts'
import type { TotpParts } from './parts.ts'

const minLength = 6

const wrong = () => new InvalidInput([{ message: message('validation.totp-wrong') }])
const credentialIn = (account: Account | undefined) =>
  readTotpCredential(credentialOf(account, 'totp')?.config)

export function totpLogin({
  identities,
  accounts,
  encryption,
  shield,
  events,
  clock,
}: TotpParts): LoginMethod {
  return {
    offer(flow, { account }) {
      if (flow.requestedAal !== 'aal2' || !credentialIn(account)) return []
      return [
        input('totp', 'totp_code', 'text', {
          required: true,
          value: '',
          label: message('login.totp-code'),
        }),
        input('totp', 'method', 'submit', { value: 'totp', label: message('login.use-totp') }),
      ]
    },

    async submit(submission, flow, { client }) {
      const account = await ownerOf(flow, identities)
      const code = typedCode(stringField(submission, 'totp_code') ?? '')
      if (code === '') throw new InvalidInput([requiredField('totp_code')])
      if (code.length < minLength)
        throw new InvalidInput([
          {
            field: 'totp_code',
            message: message('validation.too-short', {
              min_length: minLength,
              actual_length: code.length,
            }),
          },
        ])
      const credential = credentialIn(account),
        { id } = account.identity
      if (!credential) throw new InvalidInput([{ message: message('validation.no-totp') }])
      const step = await stepOf(encryption.decrypt(credential, id), code, clock())
      const unused = step !== undefined && step > credential.lastStep ? step : undefined
      const matched = await guessSecondFactor(
        { shield, events },
        { method: 'totp', identityId: id, client },
        unused,
        wrong,
      )
      return {
        kind: 'proved',
        account,
        proof: { method: 'totp', aal: 'aal2', completedAt: clock() },
        consume: () => useUp(id, matched),
      }
    },
  }

  /**
   * Stores the time step of the code: this code and earlier ones are not accepted again (RFC 6238,
   * section 5.2). Of several requests with the same code only one succeeds.
   */
  async function useUp(id: string, step: number): Promise<Account> {
    const account = await identities.find(id)
    const credential = credentialIn(account)
    if (!account || !credential || step <= credential.lastStep) throw wrong()
    return identities.replace(
      accounts.withCredential(
        account,
        encryption.credential(encryption.decrypt(credential, id), id, step),
      ),
    )
  }
}
