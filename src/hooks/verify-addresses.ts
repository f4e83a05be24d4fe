import type { FlowHook } from '#flow/hooks.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'
import type { Account } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import { isObject } from '#lib/json.ts'

export type VerifyParts = {
  readonly verification: VerificationBegin
  /**
   * Whether answers always name the verification to show, not only where the configuration lists
   * `show_verification_ui`.
   */
  readonly alwaysShown: () => boolean
}

/**
 * Begins the verification of the addresses that an account gets by a registration or a change of
 * settings, unless they are verified already: a flow and a message for each.
 */
export function verifyAddresses({ verification, alwaysShown }: VerifyParts): FlowHook {
  return {
    name: 'verify_addresses',
    flows: ['registration', 'settings'],
    runs: 'always',
    async after({ flow, caller, configured, account, accountBefore, csrfSecret }) {
      const isShown =
        alwaysShown() || configured.some(({ hook }) => hook === 'show_verification_ui')
      const begin = (by: VerificationBegin['begin'], of: Account) =>
        by(
          of,
          { ...flow, afterVerification: returnAfterVerification(flow.memory) },
          caller,
          csrfSecret,
          newAddresses(of, accountBefore),
        ).then((followUps) => (isShown ? followUps : []))
      return {
        account: verification.announce(account, newAddresses(account, accountBefore)),
        persist: ({ account: stored }) => begin(verification.begin, stored),
        pretend: (seeming) => begin(verification.pretend, seeming),
      }
    },
  }
}

/** Unverified addresses to which no message was sent before. `before`: undefined for a new account. */
function newAddresses(account: Account, before: Account | undefined): readonly VerifiableAddress[] {
  const known = new Set(
    before?.identity.verifiableAddresses
      .filter(({ status }) => status !== 'pending')
      .map(({ id }) => id),
  )
  return account.identity.verifiableAddresses.filter((one) => !one.verified && !known.has(one.id))
}

/** Where the verification that follows a registration ends, as it was asked for at its start. */
function returnAfterVerification(memory: Readonly<Record<string, unknown>>): string | undefined {
  const remembered = memory['verification']
  return isObject(remembered) && typeof remembered['returnTo'] === 'string'
    ? remembered['returnTo']
    : undefined
}
