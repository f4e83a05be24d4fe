/** How a call to another system says who is calling. */
export type HttpCredentials =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | {
      readonly kind: 'key'
      readonly name: string
      readonly value: string
      readonly in: 'header' | 'cookie'
    }

/** The headers of a call with these credentials, with names in lower case. */
export function credentialHeaders(
  credentials: HttpCredentials | undefined,
): Readonly<Record<string, string>> {
  if (!credentials) return {}
  if (credentials.kind === 'basic') {
    const { user, password } = credentials
    return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
  }
  const { name, value } = credentials
  return credentials.in === 'header'
    ? { [name.toLowerCase()]: value }
    : { cookie: `${name}=${value}` }
}

/** The same headers with names in lower case, so that one of them can replace another. */
export const lowerCaseNames = (
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
