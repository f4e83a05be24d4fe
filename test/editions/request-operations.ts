// The documented operations of the editions with requests, as facts.
export type Operation = {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly on: 'public' | 'admin' | 'both'
  /** Documented statuses, and those that are known besides. */
  readonly statuses: readonly number[]
}

const flows = '/self-service/browser/flows'
const errors = [403, 404, 410, 500]

const common: readonly Operation[] = [
  { id: 'isInstanceAlive', method: 'GET', path: '/health/alive', on: 'both', statuses: [200, 500] },
  { id: 'isInstanceReady', method: 'GET', path: '/health/ready', on: 'both', statuses: [200, 503] },
  { id: 'getVersion', method: 'GET', path: '/version', on: 'both', statuses: [200] },
  { id: 'listIdentities', method: 'GET', path: '/identities', on: 'admin', statuses: [200, 500] },
  {
    id: 'createIdentity',
    method: 'POST',
    path: '/identities',
    on: 'admin',
    statuses: [201, 400, 409, 500],
  },
  {
    id: 'getIdentity',
    method: 'GET',
    path: '/identities/{id}',
    on: 'admin',
    statuses: [200, 400, 404, 500],
  },
  {
    id: 'updateIdentity',
    method: 'PUT',
    path: '/identities/{id}',
    on: 'admin',
    statuses: [200, 400, 404, 409, 500],
  },
  {
    id: 'deleteIdentity',
    method: 'DELETE',
    path: '/identities/{id}',
    on: 'admin',
    statuses: [204, 404, 500],
  },
  {
    id: 'getSchema',
    method: 'GET',
    path: '/schemas/{schema}',
    on: 'both',
    statuses: [200, 404, 500],
  },
  {
    id: 'initializeSelfServiceBrowserLoginFlow',
    method: 'GET',
    path: `${flows}/login`,
    on: 'public',
    statuses: [302, 500],
  },
  {
    id: 'initializeSelfServiceBrowserLogoutFlow',
    method: 'GET',
    path: `${flows}/logout`,
    on: 'public',
    statuses: [302, 500],
  },
  {
    id: 'initializeSelfServiceBrowserRegistrationFlow',
    method: 'GET',
    path: `${flows}/registration`,
    on: 'public',
    statuses: [302, 500],
  },
  {
    id: 'getSelfServiceBrowserLoginRequest',
    method: 'GET',
    path: `${flows}/requests/login?request={login}`,
    on: 'both',
    statuses: [200, ...errors],
  },
  {
    id: 'getSelfServiceBrowserRegistrationRequest',
    method: 'GET',
    path: `${flows}/requests/registration?request={registration}`,
    on: 'both',
    statuses: [200, ...errors],
  },
  {
    id: 'getSelfServiceBrowserSettingsRequest',
    method: 'GET',
    path: `${flows}/requests/settings?request={settings}`,
    on: 'both',
    statuses: [200, 302, ...errors],
  },
  {
    id: 'getSelfServiceVerificationRequest',
    method: 'GET',
    path: `${flows}/requests/verification?request={verification}`,
    on: 'both',
    statuses: [200, ...errors],
  },
  {
    id: 'initializeSelfServiceSettingsFlow',
    method: 'GET',
    path: `${flows}/settings`,
    on: 'public',
    statuses: [302, 500],
  },
  {
    id: 'completeSelfServiceBrowserSettingsPasswordStrategyFlow',
    method: 'POST',
    path: `${flows}/settings/strategies/password?request={settings}`,
    on: 'public',
    statuses: [302, 400, 500],
  },
  {
    id: 'completeSelfServiceBrowserSettingsProfileStrategyFlow',
    method: 'POST',
    path: `${flows}/settings/strategies/profile?request={settings}`,
    on: 'public',
    statuses: [302, 400, 500],
  },
  {
    id: 'initializeSelfServiceBrowserVerificationFlow',
    method: 'GET',
    path: `${flows}/verification/init/email`,
    on: 'public',
    statuses: [302, 500],
  },
  {
    id: 'completeSelfServiceBrowserVerificationFlow',
    method: 'POST',
    path: `${flows}/verification/email/complete?request={verification}`,
    on: 'public',
    statuses: [302, 400, 500],
  },
  {
    id: 'selfServiceBrowserVerify',
    method: 'GET',
    path: `${flows}/verification/email/confirm/{code}`,
    on: 'public',
    statuses: [302, 500],
  },
  {
    id: 'getSelfServiceError',
    method: 'GET',
    path: '/self-service/errors?error={error}',
    on: 'both',
    statuses: [200, 403, 404, 500],
  },
  {
    id: 'whoami',
    method: 'GET',
    path: '/sessions/whoami',
    on: 'public',
    statuses: [200, 401, 403, 500],
  },
]

/** Served without being documented: pages need them. */
const needed: readonly Operation[] = [
  {
    id: 'login by password',
    method: 'POST',
    path: `${flows}/login/strategies/password?request={login}`,
    on: 'public',
    statuses: [302, 400],
  },
  {
    id: 'registration by password',
    method: 'POST',
    path: `${flows}/registration/strategies/password?request={registration}`,
    on: 'public',
    statuses: [302, 400],
  },
  {
    id: 'verification at its later path',
    method: 'GET',
    path: `${flows}/verification/email`,
    on: 'public',
    statuses: [302],
  },
  {
    id: 'a password change that goes on',
    method: 'GET',
    path: `${flows}/settings/strategies/password?request={settings}`,
    on: 'public',
    statuses: [302],
  },
  {
    id: 'a profile change that goes on',
    method: 'GET',
    path: `${flows}/settings/strategies/profile?request={settings}`,
    on: 'public',
    statuses: [302],
  },
]

export const operations: Readonly<Record<'v0.2' | 'v0.4', readonly Operation[]>> = {
  'v0.2': [...common, ...needed],
  'v0.4': [
    ...common,
    ...needed,
    {
      id: 'initializeSelfServiceRecoveryFlow',
      method: 'GET',
      path: `${flows}/recovery`,
      on: 'public',
      statuses: [302, 500],
    },
    {
      id: 'completeSelfServiceBrowserRecoveryLinkStrategyFlow',
      method: 'POST',
      path: `${flows}/recovery/link?request={recovery}`,
      on: 'public',
      statuses: [302, 400, 500],
    },
    {
      id: 'getSelfServiceBrowserRecoveryRequest',
      method: 'GET',
      path: `${flows}/requests/recovery?request={recovery}`,
      on: 'both',
      statuses: [200, ...errors],
    },
    {
      id: 'completeSelfServiceBrowserSettingsOIDCSettingsFlow',
      method: 'POST',
      path: `${flows}/registration/strategies/oidc/settings/connections?request={settings}`,
      on: 'public',
      statuses: [302, 400, 404, 500],
    },
  ],
}
