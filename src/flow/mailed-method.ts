// Methods that prove an address by a code or a link that is sent to it. They recover accounts and
// verify addresses.
import type { Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { Flow, FlowState } from './flow.ts'
import type { MailCall } from './method-call.ts'
import type { Rules } from '#rules.ts'
import type { Submission } from './submission.ts'
import type { UiNode } from './ui-node.ts'

/** `value` in canonical form. */
export type MailAddress = { readonly value: string; readonly via: AddressChannel }

/**
 * To whom a message is sent. `account` is undefined for an address of no account: then the same
 * steps are done, so that the answer does not tell, but nothing that proves the address is sent.
 */
export type Recipient = {
  readonly address: MailAddress
  readonly account: Account | undefined
  /** False where only the steps are done: nothing is sent, and the secret is known to nobody. */
  readonly isSent?: boolean
}

/**
 * The flow in its next step. `store` stores codes and messages, in the transaction that stores the
 * flow.
 */
export type Sending = { readonly flow: Flow; readonly store: () => Promise<void> }

/** A right code or link. */
export type MailedProof = {
  readonly identityId: string
  /** Undefined when an administrator has handed it out: then it proves no address. */
  readonly address: MailAddress | undefined
  /**
   * Uses it up, in the transaction in which it takes effect. False when another request has used
   * it.
   */
  claim(): Promise<boolean>
  /** By what the link is known once it has been used; kept in the memory of the flow. */
  readonly trace?: JsonObject
}

export type MailedStep =
  | ({ readonly kind: 'sent' } & Sending)
  | { readonly kind: 'proved'; readonly proof: MailedProof }
  /** It was wrong; `flow` has the message. */
  | { readonly kind: 'wrong'; readonly flow: Flow }
  /** The flow has had the greatest number of wrong tries. */
  | { readonly kind: 'exhausted' }
  /** `expiredAt`: where it ended before the flow. */
  | { readonly kind: 'expired'; readonly expiredAt?: Timestamp }
  /** The link only fills in the code, for the person to submit. */
  | { readonly kind: 'prefilled'; readonly flow: Flow }
  /** It is the right link, and it was used before. */
  | { readonly kind: 'done' }

/** The secrets in the query of a mailed link. */
export type Opening = { readonly token: string | undefined; readonly code: string | undefined }

export type MailedMethod = {
  /**
   * The authentication method of a session that begins with this proof; left out where none begins.
   */
  readonly proves?: CredentialType
  /** The state of a new flow with this method; `choose_method` where it is left out. */
  opensIn?(): FlowState
  /** `use`: the method that a new flow of this kind offers. */
  offer(flow: Flow, use: string, rules?: Pick<Rules, 'verificationByText'>): readonly UiNode[]
  /** Throws InvalidInput. */
  submit(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep>
  /** Sends a message that nobody has asked for by a form. */
  send(flow: Flow, to: Recipient, call: MailCall): Promise<Sending>
  /** Opens a mailed link. Undefined when it is a link of another method. */
  open(flow: Flow, opening: Opening): Promise<MailedStep | undefined>
  /**
   * Makes a code or link for an identity, which an administrator gives to the person. It is valid
   * as long as the flow.
   */
  handOut?(flow: Flow, identityId: string): Sending & { readonly secret: string }
}
