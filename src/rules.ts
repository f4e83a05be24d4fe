/**
 * What happens to the messages of a form when it is submitted again and something is wrong again:
 * they are dropped, or they are kept and the new ones are added. A field may keep its messages only
 * where the field was sent, or only where it was filled in and a method was chosen.
 */
export type MessagesOnRetry = 'dropped' | 'kept' | 'kept-where-sent' | 'kept-where-filled-in'

/**
 * Behaviours that differ between callers of the core, each named for what it does. A caller picks
 * one value for each; nothing else tells the core for whom it works.
 */
export type Rules = {
  /**
   * Who may read a browser's flow: the browser that opened it (known by its anti-forgery cookie), or
   * anybody who knows the id, such as a page that is rendered on another server. Submitting always
   * takes the browser that opened it.
   */
  readonly flowVisibility: 'its-browser' | 'whoever-knows-the-id'
  /** When `return_to` must be an allowed address: at the start, or when somebody is sent there. */
  readonly returnToCheckedAt: 'start' | 'end'
  /** Steps of login and registration: as configured, or always one form with everything on it. */
  readonly forms: 'as-configured' | 'one'
  /** The `request_url` of a flow that replaces an expired one: that of the expired, or its own. */
  readonly replacementUrl: 'of-the-expired' | 'its-own'
  /** Whether messages of one form of the settings stay when another form is submitted. */
  readonly messagesOfOtherForms: 'kept' | 'dropped'
  /** Signing in again with a session: the session goes on, or is replaced by a new one. */
  readonly confirmedSession: 'goes-on' | 'is-replaced'
  /** Values that a form shows after a mistake: all that were ever sent, or those sent last. */
  readonly formValues: 'kept' | 'as-last-sent'
  readonly recoveryMessagesOnRetry: MessagesOnRetry
  /** Whether a browser whose recovery lacks the anti-forgery token gets a new secret. */
  readonly recoveryWithoutToken: 'renews-secret' | 'keeps-secret'
  readonly verificationMessagesOnRetry: MessagesOnRetry
  /** A verification flow lasts until it expires, or until its one message has been used. */
  readonly verificationFlow: 'for-its-time' | 'for-one-message'
  /** Whether a flow that replaces another gives its browser a new anti-forgery secret. */
  readonly replacementSecret: 'new' | 'as-it-was'
  /** Whether the address by which an account was recovered is verified by that. */
  readonly recoveryAddress: 'is-verified' | 'stays-as-it-was'
  /** Second factors can be asked for, or people who have one cannot sign in here. */
  readonly secondFactor: 'asked-for' | 'not-known'
  /**
   * Somebody comes from a provider with an address that belongs to an account here: they may sign
   * in to that account and link the two, or are told that the address is taken.
   */
  readonly takenAtProvider: 'may-be-linked' | 'is-refused'
  /** Traits made from a provider's claims: with an empty object for each object of the schema, or as is. */
  readonly traitsFromProvider: 'are-completed' | 'as-told'
  /**
   * Somebody without an account signs in at a provider: they are registered at once, or the provider
   * is asked again for a registration.
   */
  readonly unknownAtProvider: 'registers' | 'is-asked-again'
  /** Whether native apps are offered providers. */
  readonly providersInNativeFlows: boolean
  /** Whether PKCE and a nonce are used with a provider whose configuration does not say. */
  readonly pkceByDefault: boolean
  /** The node group of traits that a provider did not supply: the provider's, or as configured. */
  readonly traitsGroupOfProviders: 'own' | 'as-configured'
  /**
   * Whether an address without an account gets a message when a link is requested for it, where the
   * configuration says nothing.
   */
  readonly notifyUnknownRecipients: 'never' | 'always'
}

export const defaultRules: Rules = {
  flowVisibility: 'its-browser',
  returnToCheckedAt: 'start',
  forms: 'as-configured',
  replacementUrl: 'of-the-expired',
  messagesOfOtherForms: 'kept',
  confirmedSession: 'goes-on',
  formValues: 'kept',
  recoveryMessagesOnRetry: 'dropped',
  recoveryWithoutToken: 'renews-secret',
  verificationMessagesOnRetry: 'kept-where-filled-in',
  verificationFlow: 'for-its-time',
  replacementSecret: 'new',
  recoveryAddress: 'is-verified',
  secondFactor: 'asked-for',
  takenAtProvider: 'may-be-linked',
  unknownAtProvider: 'registers',
  traitsFromProvider: 'are-completed',
  providersInNativeFlows: true,
  pkceByDefault: true,
  traitsGroupOfProviders: 'as-configured',
  notifyUnknownRecipients: 'never',
}
