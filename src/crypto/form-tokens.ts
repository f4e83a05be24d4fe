import type { Csrf } from './csrf.ts'
import type { Signer } from './signer.ts'

/**
 * Anti-forgery tokens for forms that are fetched by others than the browser. They are made of the
 * flow and of the hash of the browser's secret, which is stored with the flow, and are valid only
 * together with the cookie.
 */
export type FormTokens = {
  /** A token, different with every call. */
  formToken(flowId: string, secretHash: string): string
  /** Whether a token was made for this flow and secret. */
  matchesForm(flowId: string, secretHash: string, token: string): boolean
}

export function createFormTokens(csrf: Pick<Csrf, 'mask' | 'unmask'>, signer: Signer): FormTokens {
  const text = (flowId: string, secretHash: string) => `form:${flowId}:${secretHash}`
  return {
    formToken: (flowId, secretHash) =>
      csrf.mask(Buffer.from(signer.sign(text(flowId, secretHash)), 'base64url').toString('base64')),
    matchesForm(flowId, secretHash, token) {
      const signature = csrf.unmask(token)
      return (
        signature !== undefined &&
        signer.verify(
          text(flowId, secretHash),
          Buffer.from(signature, 'base64').toString('base64url'),
        )
      )
    },
  }
}
