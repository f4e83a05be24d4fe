import type { EditionProfile } from '../../edition.ts'

/** What the editions with requests can ask for, and how they go about it. */
export const profile: EditionProfile = {
  methods: ['password', 'profile', 'link', 'oidc'],
  rules: {
    flowVisibility: 'its-browser',
    returnToCheckedAt: 'end',
    forms: 'one',
    replacementUrl: 'its-own',
    confirmedSession: 'is-replaced',
    messagesOfOtherForms: 'kept',
    formValues: 'as-last-sent',
    recoveryMessagesOnRetry: 'dropped',
    verificationMessagesOnRetry: 'dropped',
    verificationFlow: 'for-one-message',
    replacementSecret: 'as-it-was',
    recoveryAddress: 'stays-as-it-was',
    secondFactor: 'not-known',
    takenAtProvider: 'is-refused',
    unknownAtProvider: 'registers',
    traitsFromProvider: 'as-told',
    providersInNativeFlows: false,
    pkceByDefault: false,
    traitsGroupOfProviders: 'own',
    notifyUnknownRecipients: 'always',
  },
}

/** The same, where a provider is asked again before it makes an account. */
export const asksProviderAgain = (of: EditionProfile): EditionProfile => ({
  ...of,
  rules: { ...of.rules, unknownAtProvider: 'is-asked-again' },
})

/**
 * Pages may be put together on another server, which reads requests at the admin listener, without
 * the cookies of the browser.
 */
export const adminProfile: EditionProfile = {
  ...profile,
  rules: { ...profile.rules, flowVisibility: 'whoever-knows-the-id' },
}
