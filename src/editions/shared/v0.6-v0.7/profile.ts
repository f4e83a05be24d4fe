import type { Terms } from '#core.ts'

/** What these editions can ask for, and how they go about it. */
export const terms: Terms = {
  methods: ['password', 'profile', 'link', 'oidc'],
  rules: {
    flowSight: 'whoever-knows-the-id',
    returnToCheckedAt: 'end',
    forms: 'one',
    replacementUrl: 'its-own',
    notesOfOthers: 'go',
    confirmedSession: 'is-replaced',
    formValues: 'kept',
    recoverySaidBefore: 'stays',
    verificationSaidBefore: 'stays-where-sent',
    verificationFlow: 'for-its-time',
    replacementSecret: 'as-it-was',
    recoveryAddress: 'stays-as-it-was',
    secondFactor: 'not-known',
    takenAtProvider: 'is-refused',
    unknownAtProvider: 'registers',
    traitsFromProvider: 'are-completed',
  },
}
