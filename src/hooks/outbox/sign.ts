import { createHmac } from 'node:crypto'

/**
 * Proves to a receiver who has sent a body, and that it is not an old one sent again: the headers
 * of Standard Webhooks (https://www.standardwebhooks.com), signed with every secret in force,
 * newest first. A secret may be written `whsec_` and base64, as receivers' libraries take it.
 * Without a secret there is no signature.
 */
export function signatureOf(
  secrets: readonly string[],
  { id, body, at }: { readonly id: string; readonly body: string; readonly at: number },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map(
    (secret) =>
      `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    ...(signatures.length > 0 ? { 'webhook-signature': signatures.join(' ') } : {}),
  }
}

const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret)
