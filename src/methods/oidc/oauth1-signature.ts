// Signed requests of OAuth 1.0 (RFC 5849), with the method HMAC-SHA1.
import { createHmac } from 'node:crypto'

export type SignedRequest = {
  readonly method: 'GET' | 'POST'
  /** With its query, whose parameters are signed, too. */
  readonly url: string
  /** Parameters of the protocol, without the signature; those of a form body belong here as well. */
  readonly parameters: Readonly<Record<string, string>>
  readonly clientSecret: string
  /** Empty as long as there is no token. */
  readonly tokenSecret: string
}

/** Percent encoding of RFC 5849, 3.6: all but letters, digits and `-._~`, in capitals. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`,
  )

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What is signed (RFC 5849, 3.4.1). */
export function signatureBase({
  method,
  url,
  parameters,
}: Pick<SignedRequest, 'method' | 'url' | 'parameters'>): string {
  const { protocol, host, pathname, searchParams } = new URL(url)
  const normalized = [...searchParams, ...Object.entries(parameters)]
    .map(([name, value]) => [encoded(name), encoded(value)] as const)
    .toSorted((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return [method, `${protocol}//${host}${pathname}`, normalized].map(encoded).join('&')
}

/** The signature (RFC 5849, 3.4.2), in base64. */
export const signatureOf = (request: SignedRequest): string =>
  createHmac('sha1', `${encoded(request.clientSecret)}&${encoded(request.tokenSecret)}`)
    .update(signatureBase(request))
    .digest('base64')

/** The value of the header `Authorization` (RFC 5849, 3.5.1). */
export const authorizationHeader = (parameters: Readonly<Record<string, string>>): string =>
  `OAuth ${Object.entries(parameters)
    .map(([name, value]) => `${encoded(name)}="${encoded(value)}"`)
    .join(', ')}`
