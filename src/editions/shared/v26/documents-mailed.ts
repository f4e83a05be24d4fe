// OpenAPI descriptions of the recovery and verification operations of v26.2.
import type { RouteDocument, RouteOptions } from '#http/route.ts'
import { flag, text } from '#lib/json-schema.ts'
import { ref } from '../json-schema.ts'

const returnTo = {
  return_to: {
    ...text,
    description: 'Where the browser goes in the end; must be on the list of allowed addresses',
  },
}
const id = { id: { ...text, format: 'uuid' } }
const submitted = {
  flow: { ...text, format: 'uuid', description: 'Id of the flow' },
  token: { ...text, description: 'What the link of a message brings' },
}
const error = ref('errorGeneric')
const opened = (flow: string) => ({ 200: ref(flow), 303: 'Redirect of a browser', 400: error })
const read = (flow: string) => ({ 200: ref(flow), 403: error, 404: error, 410: error })

const documents = {
  createNativeRecoveryFlow: {
    summary: 'Open a recovery flow for an app',
    tag: 'frontend',
    responses: { 200: ref('recoveryFlow'), 400: error },
  },
  createBrowserRecoveryFlow: {
    summary: 'Open a recovery flow for a browser',
    tag: 'frontend',
    query: {
      ...returnTo,
      skip_settings: {
        ...flag,
        description: 'Whether the browser goes past the settings once the account is recovered',
      },
    },
    responses: opened('recoveryFlow'),
  },
  getRecoveryFlow: {
    summary: 'Read a recovery flow',
    tag: 'frontend',
    query: id,
    responses: read('recoveryFlow'),
  },
  updateRecoveryFlow: {
    summary: 'Submit a recovery flow',
    tag: 'frontend',
    query: submitted,
    body: ref('updateRecoveryFlowBody'),
    responses: {
      200: ref('recoveryFlow'),
      303: 'Redirect of a browser, or to a new flow',
      400: ref('recoveryFlow'),
      403: error,
      410: error,
      422: ref('errorBrowserLocationChangeRequired'),
    },
  },
  createNativeVerificationFlow: {
    summary: 'Open a verification flow for an app',
    tag: 'frontend',
    query: returnTo,
    responses: { 200: ref('verificationFlow'), 400: error },
  },
  createBrowserVerificationFlow: {
    summary: 'Open a verification flow for a browser',
    tag: 'frontend',
    query: returnTo,
    responses: opened('verificationFlow'),
  },
  getVerificationFlow: {
    summary: 'Read a verification flow',
    tag: 'frontend',
    query: id,
    responses: read('verificationFlow'),
  },
  updateVerificationFlow: {
    summary: 'Submit a verification flow',
    tag: 'frontend',
    query: submitted,
    body: ref('updateVerificationFlowBody'),
    responses: {
      200: ref('verificationFlow'),
      303: 'Redirect of a browser, or to a new flow',
      400: ref('verificationFlow'),
      403: error,
      410: error,
    },
  },
  createRecoveryCodeForIdentity: {
    summary: 'Make a recovery code to be given to a person',
    tag: 'identity',
    body: ref('createRecoveryCodeForIdentityBody'),
    responses: { 201: ref('recoveryCodeForIdentity'), 400: error, 404: error },
  },
  createRecoveryLinkForIdentity: {
    summary: 'Make a recovery link to be given to a person',
    tag: 'identity',
    query: returnTo,
    body: ref('createRecoveryLinkForIdentityBody'),
    responses: { 200: ref('recoveryLinkForIdentity'), 400: error, 404: error },
  },
} satisfies Record<string, Omit<RouteDocument, 'id'>>

/** The route options that document a recovery or verification operation. */
export function mailedDocumentOf(id: keyof typeof documents): RouteOptions {
  return { document: { id, ...documents[id] } }
}
