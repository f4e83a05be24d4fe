// What the editions before v26.2 answer where they have no route.
import { Refusal } from '#errors/refusal.ts'
import type { Reply } from '#http/reply.ts'
import type { Mount, Unmatched } from '#http/route.ts'
import type { Caller } from '#flow/caller.ts'
import { isObject } from '#lib/json.ts'

type Answer = NonNullable<Mount['unmatched']>

/** What these editions answer on each listener where there is no route. */
export type UnmatchedAnswers = { readonly public: Answer; readonly admin: Answer }

const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * A path with a slash too many leads to the one without it, and OPTIONS names the methods of a path.
 * On the public listener whatever is not safe needs the anti-forgery token first.
 */
export function createUnmatched(csrf: {
  readonly matches: (secret: string, token: string) => boolean
}): UnmatchedAnswers {
  return {
    admin: leadOn,
    public(request, caller) {
      if (!safe.has(request.method) && !isForApps(request) && !hasToken(request, caller))
        throw new Refusal('bad-request', {
          id: 'security_csrf_violation',
          reason: 'The anti-forgery cookie or token is missing or does not match.',
        })
      return leadOn(request)
    },
  }

  function hasToken({ body }: Unmatched, caller: Caller): boolean {
    const fields: unknown = body.kind === 'form' ? body.fields : undefined
    const token = (isObject(fields) ? fields['csrf_token'] : undefined) ?? caller.csrfHeader
    return typeof token === 'string' && caller.knowsSecret((secret) => csrf.matches(secret, token))
  }
}

const pathOf = ({ url }: Pick<Unmatched, 'url'>): string => url.split('?', 1)[0] ?? ''

/** The paths at which apps begin a flow know no browsers. */
const isForApps = (request: Unmatched): boolean => pathOf(request).endsWith('/api')

function leadOn(request: Unmatched): Reply | undefined {
  const { method, allowed, allowedWithoutSlash: other, url } = request
  if (method === 'OPTIONS' && allowed.length > 0) {
    const methods = new Set([...allowed.filter((one) => one !== 'HEAD'), 'OPTIONS'])
    return { status: 200, headers: { allow: [...methods].toSorted().join(', ') } }
  }
  if (!other.includes(method)) return undefined
  const path = pathOf(request)
  const location = path.slice(0, -1) + url.slice(path.length)
  return { status: method === 'GET' ? 301 : 307, location }
}
