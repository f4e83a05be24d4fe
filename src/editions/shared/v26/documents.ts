// OpenAPI descriptions of the public operations of v26.2.
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { flag, text } from '#lib/json-schema.ts'
import { ref } from '../json-schema.ts'

const flowId = { flow: { ...text, format: 'uuid', description: 'Id of the flow' } }
const id = { id: { ...text, format: 'uuid' } }
const returnTo = {
  return_to: {
    ...text,
    description: 'Where the browser goes in the end; must be on the list of allowed addresses',
  },
}
const schema = { identity_schema: { ...text, description: 'Id of the identity schema to use' } }
const paging = {
  page_size: { type: 'integer', minimum: 1, maximum: 500, default: 250 },
  page_token: text,
  per_page: { type: 'integer', minimum: 1, maximum: 1000, default: 250 },
  page: { type: 'integer' },
}
const sessionToken = { 'X-Session-Token': { ...text, description: 'Session token of an app' } }
const error = ref('errorGeneric')
const flowAnswers = (name: string) => ({ 200: ref(name), 303: 'Redirect of a browser', 400: error })
const submitAnswers = (done: string, flow: string) => ({
  200: ref(done),
  303: 'Redirect of a browser',
  400: ref(flow),
  403: error,
  410: error,
  422: ref('errorBrowserLocationChangeRequired'),
})

const documents = {
  getWebAuthnJavaScript: {
    summary: 'The script for passkeys and security keys',
    tag: 'frontend',
    responses: { 200: 'JavaScript' },
  },
  createNativeLoginFlow: {
    summary: 'Open a login flow for an app',
    tag: 'frontend',
    query: {
      refresh: flag,
      aal: text,
      return_session_token_exchange_code: flag,
      ...returnTo,
      ...schema,
    },
    headers: sessionToken,
    responses: { 200: ref('loginFlow'), 400: error, 401: error },
  },
  createBrowserLoginFlow: {
    summary: 'Open a login flow for a browser',
    tag: 'frontend',
    query: { refresh: flag, aal: text, login_challenge: text, ...returnTo, ...schema },
    responses: { ...flowAnswers('loginFlow'), 401: error },
  },
  getLoginFlow: {
    summary: 'Read a login flow',
    tag: 'frontend',
    query: id,
    responses: { 200: ref('loginFlow'), 403: error, 404: error, 410: error },
  },
  updateLoginFlow: {
    summary: 'Submit a login flow',
    tag: 'frontend',
    query: flowId,
    headers: sessionToken,
    body: ref('updateLoginFlowBody'),
    responses: submitAnswers('successfulNativeLogin', 'loginFlow'),
  },
  createNativeRegistrationFlow: {
    summary: 'Open a registration flow for an app',
    tag: 'frontend',
    query: { return_session_token_exchange_code: flag, ...returnTo, ...schema },
    responses: { 200: ref('registrationFlow'), 400: error },
  },
  createBrowserRegistrationFlow: {
    summary: 'Open a registration flow for a browser',
    tag: 'frontend',
    query: { ...returnTo, login_challenge: text, after_verification_return_to: text, ...schema },
    responses: flowAnswers('registrationFlow'),
  },
  getRegistrationFlow: {
    summary: 'Read a registration flow',
    tag: 'frontend',
    query: id,
    responses: { 200: ref('registrationFlow'), 403: error, 404: error, 410: error },
  },
  updateRegistrationFlow: {
    summary: 'Submit a registration flow',
    tag: 'frontend',
    query: flowId,
    body: ref('updateRegistrationFlowBody'),
    responses: submitAnswers('successfulNativeRegistration', 'registrationFlow'),
  },
  createNativeSettingsFlow: {
    summary: 'Open a settings flow for an app',
    tag: 'frontend',
    headers: sessionToken,
    responses: { 200: ref('settingsFlow'), 400: error, 401: error, 403: error },
  },
  createBrowserSettingsFlow: {
    summary: 'Open a settings flow for a browser',
    tag: 'frontend',
    query: returnTo,
    responses: { ...flowAnswers('settingsFlow'), 401: error, 403: error },
  },
  getSettingsFlow: {
    summary: 'Read a settings flow',
    tag: 'frontend',
    query: id,
    headers: sessionToken,
    responses: {
      200: ref('settingsFlow'),
      302: 'Redirect of a browser that is signed out',
      401: error,
      403: error,
      404: error,
      410: error,
    },
  },
  updateSettingsFlow: {
    summary: 'Submit a settings flow',
    tag: 'frontend',
    query: flowId,
    headers: sessionToken,
    body: ref('updateSettingsFlowBody'),
    responses: {
      ...submitAnswers('settingsFlow', 'settingsFlow'),
      302: 'Redirect of a browser that is signed out',
      401: error,
    },
  },
  changePassword: {
    summary:
      'Where a browser, or a program that keeps passwords, finds the form for a new password',
    tag: 'frontend',
    responses: { 303: 'Redirect to the settings' },
  },
  createBrowserLogoutFlow: {
    summary: 'Get the address at which a browser signs out',
    tag: 'frontend',
    query: { ...returnTo, logout_challenge: text },
    responses: { 200: ref('logoutFlow'), 303: 'Redirect to the error page', 401: error },
  },
  updateLogoutFlow: {
    summary: 'Sign a browser out',
    tag: 'frontend',
    query: { token: text, ...returnTo, logout_challenge: text },
    responses: {
      204: 'Signed out',
      303: 'Redirect of a browser',
      400: error,
      401: error,
      403: error,
    },
  },
  performNativeLogout: {
    summary: 'Sign an app out',
    tag: 'frontend',
    body: ref('performNativeLogoutBody'),
    responses: { 204: 'Signed out', 400: error, 403: error },
  },
  getFlowError: {
    summary: 'Read an error kept for the error page',
    tag: 'frontend',
    query: { id: text },
    responses: { 200: ref('flowError'), 404: error },
  },
  toSession: {
    summary: 'Who am I: the session that came with this request',
    tag: 'frontend',
    query: {
      tokenize_as: {
        ...text,
        description: 'Name of the template for a signed token of the session',
      },
    },
    headers: sessionToken,
    responses: { 200: ref('session'), 401: error, 403: error },
  },
  exchangeSessionToken: {
    summary: 'Fetch the session that a browser has opened for an app',
    tag: 'frontend',
    query: { init_code: text, return_to_code: text },
    responses: {
      200: ref('successfulCodeExchangeResponse'),
      400: error,
      403: error,
      404: error,
      410: error,
    },
  },
  listMySessions: {
    summary: 'List the other sessions of the caller',
    tag: 'frontend',
    query: paging,
    headers: sessionToken,
    responses: { 200: { type: 'array', items: ref('session') }, 400: error, 401: error },
  },
  disableMyOtherSessions: {
    summary: 'Revoke all sessions of the caller but this one',
    tag: 'frontend',
    headers: sessionToken,
    responses: { 200: ref('deleteMySessionsCount'), 401: error },
  },
  disableMySession: {
    summary: 'Revoke another session of the caller',
    tag: 'frontend',
    headers: sessionToken,
    responses: { 204: 'Revoked', 400: error, 401: error },
  },
  listIdentitySchemas: {
    summary: 'List the identity schemas',
    tag: 'identity',
    query: paging,
    responses: { 200: { type: 'array', items: ref('identitySchemaContainer') }, 400: error },
  },
  getIdentitySchema: {
    summary: 'Read an identity schema',
    tag: 'identity',
    responses: { 200: { type: 'object' }, 404: error },
  },
} satisfies Record<string, Omit<RouteDocument, 'id'>>

/** The route options that document a public operation; `more`: answers that not all editions have. */
export function documentOf(
  id: keyof typeof documents,
  more: RouteDocument['responses'] = {},
): RouteOptions {
  const { responses, ...document } = documents[id]
  return { document: { id, ...document, responses: { ...responses, ...more } } }
}
