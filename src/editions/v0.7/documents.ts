import { createDocuments } from '../shared/first-flows/documents.ts'

/** The published ids of the operations and names of the schemas. */
export const document = createDocuments({
  ids: {
    'login.api': 'initializeSelfServiceLoginWithoutBrowser', 'login.browser': 'initializeSelfServiceLoginForBrowsers', 'login.flow': 'getSelfServiceLoginFlow', 'login.submit': 'submitSelfServiceLoginFlow',
    'registration.api': 'initializeSelfServiceRegistrationWithoutBrowser', 'registration.browser': 'initializeSelfServiceRegistrationForBrowsers', 'registration.flow': 'getSelfServiceRegistrationFlow', 'registration.submit': 'submitSelfServiceRegistrationFlow',
    'settings.api': 'initializeSelfServiceSettingsForNativeApps', 'settings.browser': 'initializeSelfServiceSettingsForBrowsers', 'settings.flow': 'getSelfServiceSettingsFlow', 'settings.submit': 'submitSelfServiceSettingsFlow',
    'recovery.api': 'initializeSelfServiceRecoveryForNativeApps', 'recovery.browser': 'initializeSelfServiceRecoveryForBrowsers', 'recovery.flow': 'getSelfServiceRecoveryFlow', 'recovery.submit': 'submitSelfServiceRecoveryFlow',
    'recovery.link': 'submitSelfServiceRecoveryFlowWithLinkMethod',
    'verification.api': 'initializeSelfServiceVerificationForNativeApps', 'verification.browser': 'initializeSelfServiceVerificationForBrowsers', 'verification.flow': 'getSelfServiceVerificationFlow', 'verification.submit': 'completeSelfServiceVerificationFlow',
    'verification.documented': 'submitSelfServiceVerificationFlow',
    logout: 'initializeSelfServiceBrowserLogoutFlow', error: 'getSelfServiceError', schema: 'getSchema', session: 'toSession', revoke: 'revokeSession',
    'identities.list': 'listIdentities', 'identities.create': 'createIdentity', 'identities.get': 'getIdentity', 'identities.update': 'updateIdentity', 'identities.delete': 'deleteIdentity',
    'recovery-link': 'createRecoveryLink', metrics: 'prometheus',
  },
  schemas: { error: 'jsonError', errorContainer: 'selfServiceErrorContainer', identity: 'identity', createIdentity: 'createIdentity', updateIdentity: 'updateIdentity' },
  browserJson: true,
})
