// Routes to and from providers in v0.2 and v0.4.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { readCallback } from '../callback.ts'
import { documentOf } from './documents.ts'
import { withCsrfCheck } from './csrf-guard.ts'
import { readSubmission, type Negotiated } from './read.ts'
import { negotiated, type RequestRouteParts } from './route-parts.ts'
import { isUuid } from '../fields.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const
const withoutJson = <T>(input: T): Negotiated<T> => ({ input, asksForJson: false })

/** The routes that redirect to a provider and receive its callback, below `providersPath`. */
export function connectionRoutes(
  {
    core: { callback, login, registration },
    entry,
    csrf,
  }: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
  providersPath: string,
): readonly Route[] {
  const authPath = `${providersPath}/auth/:request`,
    callbackPath = `${providersPath}/callback`
  const answerEntry = entry('oidc')

  async function submit(sent: ReturnType<ReturnType<typeof readSubmission>>, caller: Caller) {
    const kind =
      sent.input.flowId === undefined ? undefined : await callback.kindOf(sent.input.flowId)
    if (kind === undefined)
      throw new Refusal('not-found', { reason: 'There is no request with this id.' })
    return kind === 'login'
      ? negotiated(login.submit)(sent, caller)
      : negotiated(registration.submit)(sent, caller)
  }

  return [
    withCsrfCheck(route('POST', authPath, readProviderSubmission, submit, answerEntry, page), csrf),
    route(
      'GET',
      authPath,
      (request) =>
        withoutJson({ flowId: idOf(request), provider: queryValue(request, 'provider') ?? '' }),
      negotiated(callback.again),
      answerEntry,
      { ...page, getChanges: 'provider-redirect' },
    ),
    // NOTE without a provider: the address that all providers with enforced PKCE share
    ...[`${callbackPath}/:provider`, callbackPath].map((path) =>
      route(
        'GET',
        path,
        (request) => withoutJson(readCallback(request)),
        negotiated(callback.finish),
        answerEntry,
        { ...page, ...issuing, getChanges: 'provider-answer' },
      ),
    ),
  ]
}

/** The routes that link and unlink provider accounts in the settings. */
export function linkRoutes(
  { core: { settings }, entry, csrf }: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
  paths: readonly string[],
): readonly Route[] {
  return paths.flatMap((path, at) => [
    withCsrfCheck(
      route(
        'POST',
        path,
        readSubmission('oidc', 'unknown'),
        negotiated(settings.submit),
        entry('oidc'),
        {
          ...(at === 0 ? documentOf('completeSelfServiceBrowserSettingsOIDCSettingsFlow') : {}),
          ...page,
        },
      ),
      csrf,
    ),
    route(
      'GET',
      path,
      readSubmission('oidc', 'unknown'),
      negotiated(settings.submitPending),
      entry('oidc'),
      { ...page, getChanges: 'pending-update' },
    ),
  ])
}

function readProviderSubmission(request: Request, caller: Caller) {
  const sent = readSubmission('oidc', 'unknown')(request, caller)
  return { ...sent, input: { ...sent.input, flowId: idOf(request) } }
}

/** The flow id in the path. Throws Refusal when it is not a UUID. */
function idOf(request: Request): string {
  const id = request.params['request'] ?? ''
  if (!isUuid(id)) throw new Refusal('not-found', { reason: 'There is no request with this id.' })
  return id.toLowerCase()
}
