import { equal } from '#crypto/equal.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { guessSecondFactor, ownerOf } from '#flow/login/second-step.ts'
import type { LoginMethod } from '#flow/method.ts'
import { requiredField } from '#flow/required-field.ts'
import { stringField } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import type { Account } from '#identity/identity-store.ts'
import { typedCode } from '#lib/typed-code.ts'
import { message } from '#messages/message.ts'
import { hasCodes, type LookupCode } from './credential.ts'
import type { LookupParts } from './parts.ts'

const used = () => new InvalidInput([{ message: message('validation.lookup-used') }])

export function lookupLogin({
  identities,
  accounts,
  encryption,
  shield,
  events,
  clock,
}: LookupParts): LoginMethod {
  return {
    offer(flow, { account }) {
      if (flow.requestedAal !== 'aal2' || !hasCodes(account)) return []
      return [
        input('lookup_secret', 'lookup_secret', 'text', {
          required: true,
          value: '',
          label: message('login.lookup-code'),
        }),
        input('lookup_secret', 'method', 'submit', {
          value: 'lookup_secret',
          label: message('login.use-lookup'),
        }),
      ]
    },

    async submit(submission, flow, { client }) {
      const account = await ownerOf(flow, identities)
      const text = typedCode(stringField(submission, 'lookup_secret') ?? '')
      if (text === '') throw new InvalidInput([requiredField('lookup_secret')])
      const { id } = account.identity,
        codes = encryption.decrypt(account)
      if (!codes) throw new InvalidInput([{ message: message('validation.no-lookup') }])
      const typed = find(codes, text)
      const unused = typed?.usedAt === null ? typed : undefined
      await guessSecondFactor(
        { shield, events },
        { method: 'lookup_secret', identityId: id, client },
        unused,
        () =>
          typed ? used() : new InvalidInput([{ message: message('validation.lookup-wrong') }]),
      )
      return {
        kind: 'proved',
        account,
        proof: { method: 'lookup_secret', aal: 'aal2', completedAt: clock() },
        consume: () => markUsed(id, text),
      }
    },
  }

  /** Marks the code as used. Of several requests with the same code only one succeeds. */
  async function markUsed(id: string, text: string): Promise<Account> {
    const account = await identities.find(id)
    const codes = account && encryption.decrypt(account)
    const typed = codes && find(codes, text)
    if (!account || !codes || typed?.usedAt !== null) throw used()
    const usedAt = clock()
    return identities.replace(
      accounts.withCredential(
        account,
        encryption.credential(
          codes.map((one) => (one === typed ? { ...one, usedAt } : one)),
          id,
        ),
      ),
    )
  }
}

/** Compares with every code, so that the time does not depend on which one matches. */
function find(codes: readonly LookupCode[], text: string): LookupCode | undefined {
  return codes.filter(({ code }) => equal(typedCode(code), text))[0]
}
