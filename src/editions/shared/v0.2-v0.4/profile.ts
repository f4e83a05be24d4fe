import { typesInSettings } from '#identity/credential-types.ts'
import type { EditionProfile } from '../../edition.ts'

/** Methods and rules of v0.2 and v0.4. */
export const profile: EditionProfile = {
  methods: ['password', 'profile', 'link', 'oidc'],
  rules: {
    flowVisibility: 'its-browser',
    returnToCheckedAt: 'end',
    forms: 'one',
    replacementUrl: 'its-own',
    confirmedSession: 'is-replaced',
    messagesOfOtherForms: 'kept',
    earlierMistakes: 'its-form-and-texts',
    savedAfterMistake: 'told',
    recoveryTo: 'any-text',
    sentTo: 'as-typed',
    formValues: 'as-last-sent',
    recoveryWithoutToken: 'keeps-secret',
    takenRegistration: 'shows-values',
    signedInRegistration: 'goes-home',
    longestPassword: undefined,
    answerOpenedAgain: 'is-refused',
    notFoundWhenOff: {
      login: {},
      settings: Object.fromEntries(typesInSettings.map((type) => [type, []])),
    },
    recoveryMessagesOnRetry: 'dropped-from-fields',
    verificationMessagesOnRetry: 'dropped',
    verificationByText: 'as-by-mail',
    inactiveAccounts: 'are-refused',
    codeForKnownPerson: 'as-for-anybody',
    verificationFlow: 'for-one-message',
    newerLink: 'joins-the-older',
    expiredLinkOfApps: 'goes-on-in-browser',
    replacementSecret: 'as-it-was',
    recoveryAddress: 'stays-as-it-was',
    secondFactor: 'not-known',
    terms: 'not-known',
    takenAtProvider: 'is-refused',
    unknownAtProvider: 'registers',
    traitsFromProvider: 'as-told',
    providersInNativeFlows: false,
    pkceByDefault: false,
    loginHintAtProvider: 'is-passed-on',
    unfinishedForApps: 'flow',
    providerFaults: 'lead-back-to-the-form',
    traitsAskedFor: 'beside-other-methods',
    mistakesInTraitsAskedFor: 'are-told-once',
    traitsGroupOfProviders: 'own',
    notifyUnknownRecipients: 'always',
  },
}

/**
 * The profile of the admin listener: pages that run on another server read flows there without the
 * browser's cookies.
 */
export const adminProfile: EditionProfile = {
  ...profile,
  rules: { ...profile.rules, flowVisibility: 'whoever-knows-the-id' },
}
