/**
 * What becomes of what was said about a form when it is sent again with something wrong in it: it
 * goes, or it stays and the rest is added. What was said about a field may stay only where the
 * field is sent, or only where it is filled in, and where a method is chosen.
 */
export type MessagesOnRetry = 'dropped' | 'kept' | 'kept-where-sent' | 'kept-where-filled-in'

/** Behaviours that are a matter of choice, each named for what it does. */
export type Rules = {
  /**
   * Who may read a flow of a browser: the browser that opened it, by its anti-forgery cookie, or
   * whoever knows the id, such as a page that is put together on another server. Submitting always
   * takes the browser that opened it.
   */
  readonly flowVisibility: 'its-browser' | 'whoever-knows-the-id'
  /**
   * When an address to return to must be an allowed one: at once, or only when somebody would be
   * sent there.
   */
  readonly returnToCheckedAt: 'start' | 'end'
  /**
   * How many steps login and registration take: as configured, or always one form with everything
   * on it.
   */
  readonly forms: 'as-configured' | 'one'
  /** Which address a flow names as its own that takes the place of an expired one. */
  readonly replacementUrl: 'of-the-expired' | 'its-own'
  /** Whether what was said about one small form of the settings stays when another is sent. */
  readonly notesOfOthers: 'stay' | 'go'
  /**
   * Whether a session whose owner proves again who it is goes on, or another one takes its place.
   */
  readonly confirmedSession: 'goes-on' | 'is-replaced'
  /**
   * What a form shows again after a mistake: all that was ever typed into it, or only what was sent
   * last.
   */
  readonly formValues: 'kept' | 'as-last-sent'
  readonly recoveryMessagesOnRetry: MessagesOnRetry
  readonly verificationMessagesOnRetry: MessagesOnRetry
  /**
   * How long a flow that verifies an address is good: for its time and as many messages as are
   * asked for, or for one message, however late.
   */
  readonly verificationFlow: 'for-its-time' | 'for-one-message'
  /**
   * Whether a flow that takes the place of another comes with a new anti-forgery secret for its
   * browser.
   */
  readonly replacementSecret: 'new' | 'as-it-was'
  /**
   * Whether an address by which somebody has recovered their account counts as verified by that.
   */
  readonly recoveryAddress: 'is-verified' | 'stays-as-it-was'
  /**
   * Whether somebody who has a second factor can be asked for it; otherwise the first does not let
   * them in.
   */
  readonly secondFactor: 'asked-for' | 'not-known'
  /**
   * What becomes of somebody who comes from a provider with an address that an account here has:
   * they may sign in to it and link it, or are told that it is taken.
   */
  readonly takenAtProvider: 'may-be-linked' | 'is-refused'
  /**
   * Whether the traits that a provider tells get an empty object for every object of the schema.
   */
  readonly traitsFromProvider: 'are-completed' | 'as-told'
  /**
   * What becomes of a login at a provider by somebody who has no account: they get one at once, or
   * the provider is asked again for a registration.
   */
  readonly unknownAtProvider: 'registers' | 'is-asked-again'
}

export const defaultRules: Rules = {
  flowVisibility: 'its-browser',
  returnToCheckedAt: 'start',
  forms: 'as-configured',
  replacementUrl: 'of-the-expired',
  notesOfOthers: 'stay',
  confirmedSession: 'goes-on',
  formValues: 'kept',
  recoveryMessagesOnRetry: 'dropped',
  verificationMessagesOnRetry: 'kept-where-filled-in',
  verificationFlow: 'for-its-time',
  replacementSecret: 'new',
  recoveryAddress: 'is-verified',
  secondFactor: 'asked-for',
  takenAtProvider: 'may-be-linked',
  unknownAtProvider: 'registers',
  traitsFromProvider: 'are-completed',
}
