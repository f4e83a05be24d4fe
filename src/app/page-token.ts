import type { PageTokens } from '#editions/shared/offset-pages.ts'

/**
 * Page tokens signed by this installation, so that clients cannot forge them: the encoded value and
 * its signature.
 */
export function createPageTokens(signer: {
  sign(text: string): string
  verify(text: string, signature: string): boolean
}): PageTokens {
  return {
    encode: (value) =>
      `${Buffer.from(value).toString('base64url')}.${signer.sign(`page:${value}`)}`,
    decode(token) {
      const [encoded, signature] = token.split('.', 2)
      if (encoded === undefined || signature === undefined) return undefined
      const value = Buffer.from(encoded, 'base64url').toString('utf8')
      return signer.verify(`page:${value}`, signature) ? value : undefined
    },
  }
}
