import type { Terms } from '#core.ts'

/** What these editions can ask for, and how they go about it. */
export const terms: Terms = {
  methods: ['password', 'profile', 'link', 'oidc'],
  rules: { flowSight: 'whoever-knows-the-id', returnToCheckedAt: 'end', forms: 'one', replacementUrl: 'its-own', confirmedSession: 'is-replaced', formValues: 'kept', verificationFlow: 'for-its-time', secondFactor: 'not-known' },
}
