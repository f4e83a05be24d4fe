import type { ApiInfo } from '#http/openapi.ts'
import { createDocuments, type PublishedNames } from '../shared/v0.6-v0.7/documents.ts'
import { createSchemas } from '../shared/v0.6-v0.7/schemas.ts'

/** The published operation ids and schema names. */
const names: PublishedNames = {
  ids: {
    'login.api': 'initializeSelfServiceLoginViaAPIFlow',
    'login.browser': 'initializeSelfServiceLoginViaBrowserFlow',
    'login.flow': 'getSelfServiceLoginFlow',
    'login.submit': 'submitSelfServiceLoginFlow',
    'registration.api': 'initializeSelfServiceRegistration',
    'registration.browser': 'initializeSelfServiceRegistrationForBrowsers',
    'registration.flow': 'getSelfServiceRegistrationFlow',
    'registration.submit': 'submitSelfServiceRegistrationFlow',
    'settings.api': 'initializeSelfServiceSettingsViaAPIFlow',
    'settings.browser': 'initializeSelfServiceSettingsViaBrowserFlow',
    'settings.flow': 'getSelfServiceSettingsFlow',
    'settings.submit': 'submitSelfServiceSettingsFlow',
    'recovery.api': 'initializeSelfServiceRecoveryViaAPIFlow',
    'recovery.browser': 'initializeSelfServiceRecoveryViaBrowserFlow',
    'recovery.flow': 'getSelfServiceRecoveryFlow',
    'recovery.submit': 'submitSelfServiceRecoveryFlow',
    'recovery.link': 'submitSelfServiceRecoveryFlowWithLinkMethod',
    'verification.api': 'initializeSelfServiceVerificationViaAPIFlow',
    'verification.browser': 'initializeSelfServiceVerificationViaBrowserFlow',
    'verification.flow': 'getSelfServiceVerificationFlow',
    'verification.submit': 'completeSelfServiceVerificationFlow',
    'verification.documented': 'submitSelfServiceVerificationFlow',
    logout: 'initializeSelfServiceBrowserLogoutFlow',
    error: 'getSelfServiceError',
    schema: 'getSchema',
    session: 'toSession',
    revoke: 'revokeSession',
    'identities.list': 'listIdentities',
    'identities.create': 'createIdentity',
    'identities.get': 'getIdentity',
    'identities.update': 'updateIdentity',
    'identities.delete': 'deleteIdentity',
    'recovery-link': 'createRecoveryLink',
    metrics: 'prometheus',
  },
  schemas: {
    error: 'genericError',
    errorContainer: 'errorContainer',
    identity: 'Identity',
    createIdentity: 'CreateIdentity',
    updateIdentity: 'UpdateIdentity',
  },
  browserJson: false,
}

export const documentOf = createDocuments(names)

export const api: ApiInfo = {
  title: 'Pallas, edition v0.6',
  version: 'v0.6',
  description: 'Flows for browsers, which are redirected, and for apps, which speak JSON.',
  schemas: createSchemas(names.schemas, { verifiedAt: 'null', update: {} }),
}
