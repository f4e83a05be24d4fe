// What a method is given with every call by the flow that calls it.
import type { Account } from '#identity/identity-store.ts'
import type { Rules } from '#rules.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import type { Client } from '#shield/shield.ts'
import type { RequestFacts } from './caller.ts'

/** The addresses, below `origin`, at which flows of whoever calls the core go on. */
export type Links = {
  /**
   * The address in a message that leads to a flow. `query`: the id of the flow, and the code or
   * token that the message carries.
   */
  message(
    origin: string,
    kind: 'recovery' | 'verification',
    query: Readonly<Record<string, string>>,
  ): string
  /** Where a provider sends browsers back to; without an id where all providers share one address. */
  providerCallback(origin: string, providerId: string | undefined): string
  /** The script that asks browsers for passkeys and security keys. */
  keyScript(): string
}

/** The rules and the addresses of the caller of the core for whom the flow runs. */
export type MethodCall = { readonly rules: Rules; readonly links: Links }

/**
 * `origin`: the address below which the caller reaches this server; links in messages begin with
 * it. `client`, `request`: who asks for the message, and how.
 */
export type MailCall = MethodCall & {
  readonly origin: string
  readonly client: Client
  readonly request: Pick<RequestFacts, 'headers'>
  /** Whose address it will be, where this flow waits for its proof. Throws InvalidInput. */
  ownerOf?(address: {
    readonly value: string
    readonly via: AddressChannel
  }): Promise<Account | undefined>
}
