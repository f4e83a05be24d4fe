// Ways to prove that an address is one's own: by what was sent to it. They recover accounts and
// verify addresses.
import type { Account } from '#identity/identity-store.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { Flow, FlowState } from './flow.ts'
import type { MailCall } from './method-call.ts'
import type { Submission } from './submission.ts'
import type { UiNode } from './ui-node.ts'

/** `value` in canonical form. */
export type MailAddress = { readonly value: string; readonly via: AddressChannel }

/**
 * Whom a message is for. `account` is undefined where the address is nobody's: the same is done
 * then, but for a message that proves anything.
 */
export type Recipient = { readonly address: MailAddress; readonly account: Account | undefined }

/**
 * The flow a step further; `store` is done in the transaction that stores it: codes and messages.
 */
export type Sending = { readonly flow: Flow; readonly store: () => Promise<void> }

/** What came back from an address. */
export type MailedProof = {
  readonly identityId: string
  /** Undefined when it was handed out by an administrator: then it proves no address. */
  readonly address: MailAddress | undefined
  /**
   * Uses it up, inside the transaction in which it takes effect; false when another request was
   * faster.
   */
  claim(): Promise<boolean>
}

export type MailedStep =
  | ({ readonly kind: 'sent' } & Sending)
  | { readonly kind: 'proved'; readonly proof: MailedProof }
  /** It was wrong; `flow` says so. */
  | { readonly kind: 'wrong'; readonly flow: Flow }
  /** The flow has had as many wrong tries as it may. */
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'expired' }
  /** A link only brings a code along, for its person to send. */
  | { readonly kind: 'prefilled'; readonly flow: Flow }

/** What a link of a message brings, besides its flow. */
export type Opening = { readonly token: string | undefined; readonly code: string | undefined }

export type MailedMethod = {
  /** How a session says that it began with such a proof; left out where none begins. */
  readonly proves?: CredentialType
  /**
   * The state in which a flow opens that offers this method; `choose_method` unless it says
   * otherwise.
   */
  opensIn?(): FlowState
  /** `use`: the method that a fresh flow of this kind offers. */
  offer(flow: Flow, use: string): readonly UiNode[]
  /** Throws InvalidInput. */
  submit(submission: Submission, flow: Flow, call: MailCall): Promise<MailedStep>
  /** Sends to an address without being asked by a form. */
  send(flow: Flow, to: Recipient, call: MailCall): Promise<Sending>
  /** Opens a link of a message. Undefined for one that is not of this method. */
  open(flow: Flow, opening: Opening): Promise<MailedStep | undefined>
  /**
   * Makes a secret for an identity, which an administrator gives to its person; it is good until
   * the flow ends.
   */
  handOut?(flow: Flow, identityId: string): Sending & { readonly secret: string }
}
