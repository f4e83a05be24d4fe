import type { FlowHook } from '#flow/hooks.ts'
import type { VerificationBegin } from '#flow/verification/begin.ts'

export type VerifyAtLoginParts = { readonly verification: VerificationBegin }

/**
 * Begins the verification of the addresses that an account has not verified, at its login. With
 * `show_verification_ui` the answer names the verification to show.
 */
export function verifyAtLogin({ verification }: VerifyAtLoginParts): FlowHook {
  return {
    name: 'verification',
    flows: ['login'],
    runs: 'where-listed',
    async after({ flow, caller, configured, csrfSecret }) {
      const isShown = configured.some(({ hook }) => hook === 'show_verification_ui')
      return {
        async persist({ account }) {
          const followUps = await verification.begin(account, flow, caller, csrfSecret)
          return isShown ? followUps : []
        },
      }
    },
  }
}
