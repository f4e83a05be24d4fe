// Verification that an administrator begins: the message is sent to an address again.
import { record } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { sentVerificationEntry } from '#identity/audit-entries.ts'
import { unknownIdentity } from '#identity/change.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { VerifiableAddress } from '#identity/identity.ts'
import { canonical } from '#schema/canonical.ts'
import { withoutRequest, type Requester } from '../caller.ts'
import { guardEnabled, type Transact } from '../mailed-flow.ts'
import type { VerificationBegin } from './begin.ts'
import type { VerificationSettings } from './parts.ts'

export type SendVerification = {
  readonly id: string
  /** Undefined: all addresses that are not verified. */
  readonly address: string | undefined
  /** The URL of the public listener, with which links in the messages begin. */
  readonly publicUrl: string
}

export type VerificationAdministration = {
  /**
   * Opens a verification for each address and queues its message; answers the addresses. Throws
   * Refusal where verification is switched off, for an unknown identity or address, and where
   * nothing is left to verify.
   */
  send(
    input: SendVerification,
    caller: Requester,
  ): Promise<{ readonly id: string; readonly addresses: readonly string[] }>
  /**
   * Does it without a request, for all addresses of an account that are not verified, if there are
   * any. Joins the open transaction. Throws Refusal where verification is switched off.
   */
  sendAll(account: Account, publicUrl: string): Promise<void>
}

export function createVerificationAdministration({
  identities,
  verification,
  settings,
  transact,
  newSecret,
}: {
  readonly identities: Pick<IdentityStore, 'find' | 'replace'>
  readonly verification: Pick<VerificationBegin, 'announce' | 'begin'>
  readonly settings: () => VerificationSettings
  readonly transact: Transact
  readonly newSecret: () => string
}): VerificationAdministration {
  /** Joins the open transaction. */
  async function sendTo(
    account: Account,
    addresses: readonly VerifiableAddress[],
    publicUrl: string,
    caller: Requester,
  ): Promise<readonly string[]> {
    const cause = {
      type: 'browser',
      requestUrl: `${publicUrl}/self-service/verification/browser`,
      returnTo: undefined,
      transientPayload: undefined,
      origin: publicUrl,
    } as const
    const announced = verification.announce(account, addresses)
    const stored = announced === account ? account : await identities.replace(announced)
    const begun = await verification.begin(stored, cause, caller, newSecret(), addresses)
    await record(sentVerificationEntry(stored))
    return begun.map((one) => (one.kind === 'verify' ? one.address : ''))
  }

  return {
    async send({ id, address, publicUrl }, caller) {
      guardEnabled('verification', settings())
      const account = await identities.find(id)
      if (!account) throw unknownIdentity()
      const named = account.identity.verifiableAddresses.filter(
        ({ value }) => address === undefined || value === canonical(address),
      )
      if (address !== undefined && named.length === 0)
        throw new Refusal('not-found', { reason: 'The identity has no such address to verify.' })
      const unverified = named.filter(({ verified }) => !verified)
      if (unverified.length === 0)
        throw new Refusal('bad-request', { reason: 'There is no address left to verify.' })
      const addresses = await transact(() => sendTo(account, unverified, publicUrl, caller))
      return { id, addresses }
    },

    async sendAll(account, publicUrl) {
      guardEnabled('verification', settings())
      const unverified = account.identity.verifiableAddresses.filter(({ verified }) => !verified)
      if (unverified.length === 0) return
      await sendTo(account, unverified, publicUrl, withoutRequest(publicUrl, newSecret()))
    },
  }
}
