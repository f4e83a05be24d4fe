import { createDocuments } from '../shared/first-flows/documents.ts'

/** The published ids of the operations and names of the schemas. */
export const document = createDocuments({
  ids: {
    'login.api': 'initializeSelfServiceLoginViaAPIFlow', 'login.browser': 'initializeSelfServiceLoginViaBrowserFlow', 'login.flow': 'getSelfServiceLoginFlow', 'login.submit': 'submitSelfServiceLoginFlow',
    'registration.api': 'initializeSelfServiceRegistration', 'registration.browser': 'initializeSelfServiceRegistrationForBrowsers', 'registration.flow': 'getSelfServiceRegistrationFlow', 'registration.submit': 'submitSelfServiceRegistrationFlow',
    'settings.api': 'initializeSelfServiceSettingsViaAPIFlow', 'settings.browser': 'initializeSelfServiceSettingsViaBrowserFlow', 'settings.flow': 'getSelfServiceSettingsFlow', 'settings.submit': 'submitSelfServiceSettingsFlow',
    'recovery.api': 'initializeSelfServiceRecoveryViaAPIFlow', 'recovery.browser': 'initializeSelfServiceRecoveryViaBrowserFlow', 'recovery.flow': 'getSelfServiceRecoveryFlow', 'recovery.submit': 'submitSelfServiceRecoveryFlow',
    'recovery.link': 'submitSelfServiceRecoveryFlowWithLinkMethod',
    'verification.api': 'initializeSelfServiceVerificationViaAPIFlow', 'verification.browser': 'initializeSelfServiceVerificationViaBrowserFlow', 'verification.flow': 'getSelfServiceVerificationFlow', 'verification.submit': 'completeSelfServiceVerificationFlow',
    'verification.documented': 'submitSelfServiceVerificationFlow',
    logout: 'initializeSelfServiceBrowserLogoutFlow', error: 'getSelfServiceError', schema: 'getSchema', session: 'toSession', revoke: 'revokeSession',
    'identities.list': 'listIdentities', 'identities.create': 'createIdentity', 'identities.get': 'getIdentity', 'identities.update': 'updateIdentity', 'identities.delete': 'deleteIdentity',
    'recovery-link': 'createRecoveryLink', metrics: 'prometheus',
  },
  schemas: { error: 'genericError', errorContainer: 'errorContainer', identity: 'Identity', createIdentity: 'CreateIdentity', updateIdentity: 'UpdateIdentity' },
  browserJson: false,
})
