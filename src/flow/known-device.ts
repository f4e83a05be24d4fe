import type { AddressProof } from '#identity/address-status.ts'
import type { Shield } from '#shield/shield.ts'
import type { Caller } from './caller.ts'
import type { FlowType } from './flow.ts'

export type KnownDeviceParts = {
  readonly shield: Shield
  readonly csrf: {
    /** A new anti-forgery secret, which carries the token of a device. */
    newSecret(device?: string): string
    /** The token of the device in a secret. */
    deviceOf(secret: string): string
  }
}

export type DeviceSignIn = {
  readonly identityId: string
  readonly type: FlowType
  /** The token of the session, by which an app is known later. */
  readonly sessionToken: string
  /** The browser keeps its anti-forgery secret, since its session goes on. */
  readonly keepsSecret: boolean
  /** Whether all that is asked of this person was given. */
  readonly complete: boolean
}

/**
 * Makes the device of the caller known for the account, and answers the new anti-forgery secret of
 * a browser. A token that the browser had before counts only when it was known for this account: it
 * may have been planted. Without a second factor that the account has, nothing becomes known.
 */
export async function rememberDevice(
  { shield, csrf }: KnownDeviceParts,
  { identityId, type, sessionToken, keepsSecret, complete }: DeviceSignIn,
  { client: { deviceToken: before } }: Pick<Caller, 'client'>,
): Promise<string> {
  if (type === 'api') {
    if (complete) await shield.remember(identityId, sessionToken, before, 'soon')
    return csrf.newSecret()
  }
  if (!complete) {
    const isKnown = before !== undefined && (await shield.isKnown(identityId, before))
    return csrf.newSecret(isKnown ? before : undefined)
  }
  const secret = csrf.newSecret(keepsSecret ? before : undefined)
  await shield.remember(identityId, csrf.deviceOf(secret), before, 'soon')
  return secret
}

/**
 * Whether the caller is known to be the person of an account: on a device that has signed up for it
 * or signed in to it.
 */
export async function proverOf(
  { shield }: { readonly shield: Pick<Shield, 'isKnown'> },
  identityId: string,
  { client: { deviceToken } }: Pick<Caller, 'client'>,
): Promise<AddressProof['by']> {
  return deviceToken !== undefined && (await shield.isKnown(identityId, deviceToken))
    ? 'its-person'
    : 'stranger'
}
