import type { ApiInfo } from '#http/openapi.ts'
import { choice } from '#lib/json-schema.ts'
import { createDocuments, type PublishedNames } from '../shared/v0.6-v0.7/documents.ts'
import { createSchemas } from '../shared/v0.6-v0.7/schemas.ts'

/** The published operation ids and schema names. */
const names: PublishedNames = {
  ids: {
    'login.api': 'initializeSelfServiceLoginWithoutBrowser',
    'login.browser': 'initializeSelfServiceLoginForBrowsers',
    'login.flow': 'getSelfServiceLoginFlow',
    'login.submit': 'submitSelfServiceLoginFlow',
    'registration.api': 'initializeSelfServiceRegistrationWithoutBrowser',
    'registration.browser': 'initializeSelfServiceRegistrationForBrowsers',
    'registration.flow': 'getSelfServiceRegistrationFlow',
    'registration.submit': 'submitSelfServiceRegistrationFlow',
    'settings.api': 'initializeSelfServiceSettingsForNativeApps',
    'settings.browser': 'initializeSelfServiceSettingsForBrowsers',
    'settings.flow': 'getSelfServiceSettingsFlow',
    'settings.submit': 'submitSelfServiceSettingsFlow',
    'recovery.api': 'initializeSelfServiceRecoveryForNativeApps',
    'recovery.browser': 'initializeSelfServiceRecoveryForBrowsers',
    'recovery.flow': 'getSelfServiceRecoveryFlow',
    'recovery.submit': 'submitSelfServiceRecoveryFlow',
    'recovery.link': 'submitSelfServiceRecoveryFlowWithLinkMethod',
    'verification.api': 'initializeSelfServiceVerificationForNativeApps',
    'verification.browser': 'initializeSelfServiceVerificationForBrowsers',
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
    error: 'jsonError',
    errorContainer: 'selfServiceErrorContainer',
    identity: 'identity',
    createIdentity: 'createIdentity',
    updateIdentity: 'updateIdentity',
  },
  browserJson: true,
}

export const documentOf = createDocuments(names)

export const api: ApiInfo = {
  title: 'Pallas, edition v0.7',
  version: 'v0.7',
  description:
    'Flows for browsers and apps. ' +
    'Login and registration answer a browser that asks for JSON with JSON.',
  schemas: createSchemas(names.schemas, {
    verifiedAt: 'left-out',
    update: { 'state?': choice('active', 'inactive') },
  }),
}
