// Where the editions with requests have their ways to and from providers.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { one, route, type Request, type Route } from '#http/route.ts'
import { lookedAt, readAnswer } from '../callback.ts'
import { documentOf } from './documents.ts'
import { guarded } from './csrf-guard.ts'
import { readSubmission, type Asked } from './read.ts'
import { asked, type RequestRouteParts } from './route-parts.ts'
import { isUuid } from '../fields.ts'

const page = { errors: 'page' } as const
const plain = <T>(input: T): Asked<T> => ({ input, asksForJson: false })

/** `providersPath`: below which they are. */
export function connectionRoutes(
  {
    core: { callback, login, registration },
    entry,
    csrf,
  }: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
  providersPath: string,
): readonly Route[] {
  const auth = `${providersPath}/auth/:request`,
    back = `${providersPath}/callback/:provider`
  const entered = entry('oidc')

  async function submit(sent: ReturnType<ReturnType<typeof readSubmission>>, caller: Caller) {
    const kind =
      sent.input.flowId === undefined ? undefined : await callback.kindOf(sent.input.flowId)
    if (kind === undefined)
      throw new Refusal('not-found', { reason: 'There is no request with this id.' })
    return kind === 'login'
      ? asked(login.submit)(sent, caller)
      : asked(registration.submit)(sent, caller)
  }

  return [
    guarded(route('POST', auth, readSent, submit, entered, page), csrf),
    route(
      'GET',
      auth,
      (request) => plain({ flowId: idOf(request), provider: one(request, 'provider') ?? '' }),
      asked(callback.again),
      entered,
      page,
    ),
    lookedAt(back),
    route(
      'GET',
      back,
      (request) => plain(readAnswer(request)),
      asked(callback.finish),
      entered,
      page,
    ),
  ]
}

/** Where accounts at providers are linked and unlinked. */
export function linkRoutes(
  { core: { settings }, entry, csrf }: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
  paths: readonly string[],
): readonly Route[] {
  return paths.flatMap((path, at) => [
    guarded(
      route(
        'POST',
        path,
        readSubmission('oidc', 'unknown'),
        asked(settings.submit),
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
      asked(settings.submitPending),
      entry('oidc'),
      page,
    ),
  ])
}

function readSent(request: Request, caller: Caller) {
  const sent = readSubmission('oidc', 'unknown')(request, caller)
  return { ...sent, input: { ...sent.input, flowId: idOf(request) } }
}

/** Throws Refusal for what is no id. */
function idOf(request: Request): string {
  const id = request.params['request'] ?? ''
  if (!isUuid(id)) throw new Refusal('not-found', { reason: 'There is no request with this id.' })
  return id.toLowerCase()
}
