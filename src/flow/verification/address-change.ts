// A change of an address that waits until its owner has proved the new one. It is stored encrypted in
// the flow that verifies the address.
import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { sha256 } from '#crypto/tokens.ts'
import type { AddressChangeStore } from '#identity/address-change-store.ts'
import type { Identity } from '#identity/identity.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Session } from '#session/session.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import type { MailAddress } from '../mailed-method.ts'
import type { FollowUp } from '../outcome.ts'
import type { VerificationOpening } from './begin.ts'

/** What waits. */
export type AddressChange = {
  readonly address: MailAddress
  readonly schemaId: string
  readonly traits: JsonObject
  /** Of the account when the change was asked for, see `basisOf`. */
  readonly basis: string
  readonly identityId: string
  /** The session and the settings flow that asked for it: it ends with either of them. */
  readonly sessionId: string
  readonly settingsFlowId: string
  /** The method of the settings, whose hooks run in the end. */
  readonly method: string
  readonly transientPayload: JsonObject | undefined
}

export type AddressChangeWaiting = {
  /**
   * Opens the verification of the new address and queues its message, in the open transaction; the
   * change takes the place of an earlier one of the account. Undefined where nothing can be verified.
   */
  wait(wanted: Wanted, caller: Caller, secret: string): Promise<FollowUp | undefined>
}

/** The account as it will be, and who asked for it. */
export type Wanted = {
  readonly before: Account
  readonly account: Account
  readonly address: MailAddress
  readonly flow: Flow
  readonly session: Session
  readonly method: string
}

export type AddressChangeParts = {
  readonly cipher: Cipher
  readonly addressChanges: AddressChangeStore
  readonly open: VerificationOpening
}

const memoryKey = 'address_change'

export function createAddressChangeWaiting({
  cipher,
  addressChanges,
  open,
}: AddressChangeParts): AddressChangeWaiting {
  return {
    async wait({ before, account, address, flow, session, method }, caller, secret) {
      const { identity } = account
      const change: AddressChange = {
        address,
        schemaId: identity.schemaId,
        traits: identity.traits,
        basis: basisOf(before.identity),
        identityId: identity.id,
        sessionId: session.id,
        settingsFlowId: flow.id,
        method,
        transientPayload: flow.transientPayload,
      }
      const followUp = await open({ address, account: before }, flow, caller, secret, (flowId) => ({
        [memoryKey]: {
          sealed: cipher.encrypt(JSON.stringify(change), purposes.addressChange(flowId)),
        },
      }))
      if (followUp) await addressChanges.wait(identity.id, followUp.flowId)
      return followUp
    },
  }
}

/** The change that waits in this flow. */
export function changeOf(cipher: Cipher, { id, memory }: Flow): AddressChange | undefined {
  const stored = memory[memoryKey]
  if (!isObject(stored) || typeof stored['sealed'] !== 'string') return undefined
  const text = cipher.decrypt(stored['sealed'], purposes.addressChange(id))
  return text === undefined ? undefined : (JSON.parse(text) as AddressChange)
}

/** What the change was decided on: once it differs, the change is not made any more. */
export const basisOf = ({ schemaId, traits }: Identity): string =>
  sha256(JSON.stringify([schemaId, traits]))
