/**
 * What happens to the messages of a form when it is submitted again and something is wrong again:
 * they are dropped, or those of the fields are, or all are kept and the new ones are added. A field
 * may keep its messages only where the field was sent, or only where it was filled in and a method
 * was chosen.
 */
export type MessagesOnRetry =
  | 'dropped'
  | 'dropped-from-fields'
  | 'kept'
  | 'kept-where-sent'
  | 'kept-where-filled-in'

/** Names of fields, by method. */
export type FieldsOfMethods = Readonly<Record<string, readonly string[]>>

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
  /**
   * Whether messages of one form of the settings stay when another form is submitted, or only when
   * that is the form of the traits.
   */
  readonly messagesOfOtherForms: 'kept' | 'kept-by-traits' | 'dropped'
  /** What a settings flow tells of an earlier submit with mistakes, once another one has followed. */
  readonly earlierMistakes: 'nothing' | 'its-form-and-texts'
  /** Whether a settings flow still tells of what was saved in it after a submit with mistakes. */
  readonly savedAfterMistake: 'told' | 'not-told'
  /** An address to which a recovery is sent has to be one, or may be any text, which nobody has. */
  readonly recoveryTo: 'addresses' | 'any-text'
  /** How the form shows the address to which a link was sent. */
  readonly sentTo: 'canonical' | 'as-typed'
  /** Whoever gives the right proof for an account that is switched off is refused, or told on the form. */
  readonly inactiveAccounts: 'are-refused' | 'are-told-on-the-form'
  /** Whether somebody who is known and gets a code is told that it is for their own address. */
  readonly codeForKnownPerson: 'as-for-anybody' | 'told-as-own'
  /** Signing in again with a session: the session goes on, or is replaced by a new one. */
  readonly confirmedSession: 'goes-on' | 'is-replaced'
  /** Values that a form shows after a mistake: all that were ever sent, or those sent last. */
  readonly formValues: 'kept' | 'as-last-sent'
  /** Values that the form of a registration shows when the identifier is taken: those sent, or none. */
  readonly takenRegistration: 'shows-values' | 'shows-none'
  /** Where somebody with a session goes who begins a registration: where they asked to, or home. */
  readonly signedInRegistration: 'goes-where-asked' | 'goes-home'
  /** The longest new password in bytes, where the hash would take a longer one. */
  readonly longestPassword: number | undefined
  /**
   * Methods that a submit does not find where they are switched off, and the fields one of which it
   * has to have for that; without any, whatever it has. Otherwise they count as no method.
   */
  readonly notFoundWhenOff: {
    readonly login: FieldsOfMethods
    readonly settings: FieldsOfMethods
  }
  readonly recoveryMessagesOnRetry: MessagesOnRetry
  /** Whether a browser whose recovery lacks the anti-forgery token gets a new secret. */
  readonly recoveryWithoutToken: 'renews-secret' | 'keeps-secret'
  readonly verificationMessagesOnRetry: MessagesOnRetry
  /**
   * A verification by text message is one by mail in its forms and words, or has its own; then it
   * can begin with a number where text messages can be sent.
   */
  readonly verificationByText: 'as-by-mail' | 'has-its-own'
  /** A verification flow lasts until it expires, or until its one message has been used. */
  readonly verificationFlow: 'for-its-time' | 'for-one-message'
  /** What a link does to the links that were sent in the same flow before. */
  readonly newerLink: 'voids-the-older' | 'joins-the-older'
  /**
   * For whom a flow is that replaces an expired one of an app, when its mailed link is opened: for
   * the browser that has opened it, or for the app.
   */
  readonly expiredLinkOfApps: 'goes-on-in-browser' | 'goes-on-in-app'
  /** Whether a flow that replaces another gives its browser a new anti-forgery secret. */
  readonly replacementSecret: 'new' | 'as-it-was'
  /** Whether the address by which an account was recovered is verified by that. */
  readonly recoveryAddress: 'is-verified' | 'stays-as-it-was'
  /** Second factors can be asked for, or people who have one cannot sign in here. */
  readonly secondFactor: 'asked-for' | 'not-known'
  /** Whether the form of a login asks for terms that have a newer version than was accepted. */
  readonly terms: 'asked-for' | 'not-known'
  /**
   * Somebody comes from a provider with an address that belongs to an account here: they may sign
   * in to that account and link the two, or are told that the address is taken.
   */
  readonly takenAtProvider: 'may-be-linked' | 'is-refused'
  /** Traits made from a provider's claims: with an empty object for each object of the schema, or as is. */
  readonly traitsFromProvider: 'are-completed' | 'as-told'
  /**
   * Somebody without an account signs in at a provider: they are registered at once, or the provider
   * is asked again for a registration, as it is for a login when somebody with an account signs up.
   */
  readonly unknownAtProvider: 'registers' | 'is-asked-again'
  /** Whether native apps are offered providers. */
  readonly providersInNativeFlows: boolean
  /** Whether PKCE and a nonce are used with a provider whose configuration does not say. */
  readonly pkceByDefault: boolean
  /** Whether the provider is told whom a page expects to sign in (`login_hint`). */
  readonly loginHintAtProvider: 'is-passed-on' | 'is-dropped'
  /**
   * What the browser of an app brings back from a provider when something is left to be done: the id
   * of the flow, or also a code by which the app is given the flow.
   */
  readonly unfinishedForApps: 'flow' | 'flow-and-code'
  /** An answer of a provider that cannot be trusted is refused, or leads back to the form. */
  readonly providerFaults: 'are-refused' | 'lead-back-to-the-form'
  /** What becomes of whoever is signed in and opens the answer of a provider once more. */
  readonly answerOpenedAgain: 'leads-home' | 'is-refused'
  /** The traits that a provider has not told are asked for alone, or beside the other methods. */
  readonly traitsAskedFor: 'alone' | 'beside-other-methods'
  /** Mistakes in traits that a form has asked for already, as a provider has not told them. */
  readonly mistakesInTraitsAskedFor: 'are-told-once' | 'are-told-twice'
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
  messagesOfOtherForms: 'kept-by-traits',
  earlierMistakes: 'nothing',
  savedAfterMistake: 'told',
  recoveryTo: 'addresses',
  sentTo: 'canonical',
  inactiveAccounts: 'are-refused',
  codeForKnownPerson: 'as-for-anybody',
  confirmedSession: 'goes-on',
  formValues: 'kept',
  takenRegistration: 'shows-values',
  signedInRegistration: 'goes-where-asked',
  longestPassword: undefined,
  notFoundWhenOff: {
    login: { passkey: [] },
    settings: {
      totp: [],
      oidc: ['link', 'unlink'],
      lookup_secret: [
        'lookup_secret_reveal',
        'lookup_secret_regenerate',
        'lookup_secret_confirm',
        'lookup_secret_disable',
      ],
      webauthn: ['webauthn_register', 'webauthn_remove'],
      passkey: ['passkey_settings_register', 'passkey_remove'],
    },
  },
  recoveryMessagesOnRetry: 'dropped',
  recoveryWithoutToken: 'renews-secret',
  verificationMessagesOnRetry: 'kept-where-filled-in',
  verificationByText: 'as-by-mail',
  verificationFlow: 'for-its-time',
  newerLink: 'voids-the-older',
  expiredLinkOfApps: 'goes-on-in-browser',
  replacementSecret: 'new',
  recoveryAddress: 'is-verified',
  secondFactor: 'asked-for',
  terms: 'asked-for',
  takenAtProvider: 'may-be-linked',
  unknownAtProvider: 'registers',
  traitsFromProvider: 'are-completed',
  providersInNativeFlows: true,
  pkceByDefault: true,
  loginHintAtProvider: 'is-passed-on',
  unfinishedForApps: 'flow',
  providerFaults: 'are-refused',
  answerOpenedAgain: 'leads-home',
  traitsAskedFor: 'alone',
  mistakesInTraitsAskedFor: 'are-told-twice',
  traitsGroupOfProviders: 'as-configured',
  notifyUnknownRecipients: 'never',
}
