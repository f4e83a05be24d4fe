import type { EditionProfile } from '../../edition.ts'

/** Methods and rules of v0.6 and v0.7. */
export const profile: EditionProfile = {
  methods: ['password', 'profile', 'link', 'oidc'],
  rules: {
    flowVisibility: 'whoever-knows-the-id',
    returnToCheckedAt: 'end',
    forms: 'one',
    replacementUrl: 'its-own',
    messagesOfOtherForms: 'dropped',
    confirmedSession: 'is-replaced',
    formValues: 'kept',
    recoveryMessagesOnRetry: 'kept',
    recoveryWithoutToken: 'keeps-secret',
    verificationMessagesOnRetry: 'kept-where-sent',
    verificationFlow: 'for-its-time',
    replacementSecret: 'as-it-was',
    recoveryAddress: 'stays-as-it-was',
    secondFactor: 'not-known',
    takenAtProvider: 'is-refused',
    unknownAtProvider: 'registers',
    traitsFromProvider: 'are-completed',
    providersInNativeFlows: false,
    pkceByDefault: false,
    traitsGroupOfProviders: 'own',
    notifyUnknownRecipients: 'always',
  },
}
