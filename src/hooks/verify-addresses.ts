// The verification of addresses that an account has got, and of those that must be verified before
// somebody is signed in.
import { InvalidInput } from '#errors/invalid-input.ts'
import type { LoginGate } from '#flow/login/sign-in.ts'
import type { Transact } from '#flow/mailed-flow.ts'
import type { RegistrationHook } from '#flow/registration/enrolment.ts'
import type { SettingsHook } from '#flow/settings/save.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'
import type { Account } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import { isObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'

export type VerifyParts = {
  readonly begin: VerificationBegin
  /**
   * Whether everybody is told to show the verification, not only where the hook
   * `show_verification_ui` says so.
   */
  readonly alwaysShown: () => boolean
}

/** After a registration: a flow and a message for each address that was not proved on the way. */
export function verifyNewAddresses({ begin, alwaysShown }: VerifyParts): RegistrationHook {
  return {
    change: async (account) => begin.announce(account),
    async store(account, { flow, caller, hooks, secret }) {
      const remembered = flow.memory['verification']
      const afterVerification =
        isObject(remembered) && typeof remembered['returnTo'] === 'string'
          ? remembered['returnTo']
          : undefined
      const followUps = await begin.begin(account, { ...flow, afterVerification }, caller, secret)
      return alwaysShown() || hooks.includes('show_verification_ui') ? followUps : []
    },
  }
}

/**
 * After a change of settings: a flow and a message for each address that came with it, or has had
 * none yet.
 */
export function verifyChangedAddresses({ begin, alwaysShown }: VerifyParts): SettingsHook {
  return async ({ flow, account, before, caller, hooks }) => {
    const followUps = await begin.begin(
      account,
      flow,
      caller,
      caller.csrfSecret,
      newAddresses(account, before),
    )
    return alwaysShown() || hooks.includes('show_verification_ui') ? followUps : []
  }
}

/** The unverified addresses of an account to which no message had gone before. */
export function newAddresses(account: Account, before: Account): readonly VerifiableAddress[] {
  const known = new Set(
    before.identity.verifiableAddresses
      .filter(({ status }) => status !== 'pending')
      .map(({ id }) => id),
  )
  return account.identity.verifiableAddresses.filter((one) => !one.verified && !known.has(one.id))
}

/**
 * Refuses to sign in somebody none of whose addresses is verified, and begins the verification
 * instead. `onForm`: it is only said on the form, and nothing begins.
 */
export function requireVerifiedAddress({
  begin,
  transact,
  onForm,
}: {
  readonly begin: VerificationBegin
  readonly transact: Transact
  readonly onForm: () => boolean
}): LoginGate {
  return async ({ flow, account, caller }) => {
    const addresses = account.identity.verifiableAddresses
    if (addresses.length === 0 || addresses.some(({ verified }) => verified)) return undefined
    if (onForm()) throw new InvalidInput([{ message: message('validation.address-not-verified') }])
    const [first] = await transact(() =>
      begin.begin(account, flow, caller, caller.csrfSecret, addresses.slice(0, 1)),
    )
    if (!first) throw new InvalidInput([{ message: message('validation.address-not-verified') }])
    return first
  }
}
