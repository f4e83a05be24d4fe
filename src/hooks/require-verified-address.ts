import { InvalidInput } from '#errors/invalid-input.ts'
import type { FlowHook } from '#flow/hooks.ts'
import type { Transact } from '#flow/mailed-flow.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'
import { message } from '#messages/message.ts'

export type RequireParts = {
  readonly verification: VerificationBegin
  readonly transact: Transact
  /** The form says that an address has to be verified; no verification begins. */
  readonly onForm: () => boolean
}

/** Ends a login of somebody who has verified no address: its verification begins instead. */
export function requireVerifiedAddress({ verification, transact, onForm }: RequireParts): FlowHook {
  return {
    name: 'require_verified_address',
    flows: ['login'],
    runs: 'where-listed',
    async after({ flow, caller, account, csrfSecret }) {
      const addresses = account.identity.verifiableAddresses
      if (addresses.length === 0 || addresses.some(({ verified }) => verified)) return undefined
      const [followUp] = onForm()
        ? []
        : await transact(() =>
            verification.begin(account, flow, caller, csrfSecret, addresses.slice(0, 1)),
          )
      // NOTE there is none either where verification is switched off
      if (!followUp)
        throw new InvalidInput([{ message: message('validation.address-not-verified') }])
      return { followUp }
    },
  }
}
