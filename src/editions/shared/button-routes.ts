// Addresses that a person opens to have something done: links in messages, and signing out without
// a token. What opens an address need not be the person (programs that look into mails, a page of
// another site), so a GET shows a page with one button, which sends a POST to the same address.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { isCalledByScript, isFromThisSite } from '#http/fetch-metadata.ts'
import type { Reply } from '#http/reply.ts'
import type { GetChange, Request, Route } from '#http/route.ts'
import type { EditionParts } from '../edition.ts'

export type ButtonParts = Pick<EditionParts, 'buttonPage' | 'csrf' | 'places'>

/** The name that the button is sent with. */
const button = 'pressed'

/**
 * The routes of a link in a message. `open`: opens the link of a request. `post`: what else is sent
 * to the same path. `isLink`: whether the request has what a link has; the others change nothing.
 */
export const mailedLinkRoutes = (
  parts: ButtonParts,
  purpose: 'recovery' | 'verification',
  open: Route,
  isLink: (request: Request) => boolean,
  more: { readonly post?: Route; readonly press?: Route['handle'] } = {},
): readonly Route[] =>
  buttonRoutes(parts, {
    purpose,
    route: open,
    change: 'mailed-link',
    // NOTE programs that call the link themselves get what the published API says
    atOnce: (request) => isCalledByScript(request.headers) || !isLink(request),
    ...more,
  })

/** The routes of a sign-out without a token. `signOut`: signs the caller out. */
export const signOutRoutes = (parts: ButtonParts, signOut: Route): readonly Route[] =>
  buttonRoutes(parts, {
    purpose: 'sign-out',
    route: signOut,
    change: 'sign-out',
    atOnce: ({ headers }) =>
      isCalledByScript(headers) || isFromThisSite(headers, parts.places().isOwn),
  })

type ButtonRoute = {
  readonly purpose: 'recovery' | 'verification' | 'sign-out'
  readonly change: GetChange
  /** Does it. */
  readonly route: Route
  /** Whether a GET does it without the button. */
  readonly atOnce: (request: Request) => boolean
  readonly post?: Route
  /** What the button does, where that is not the same. */
  readonly press?: Route['handle']
}

function buttonRoutes(
  { buttonPage, csrf }: ButtonParts,
  { purpose, change, route, atOnce, post, press = route.handle }: ButtonRoute,
): readonly Route[] {
  const show = async (caller: Caller): Promise<Reply> => ({
    ...(await buttonPage({ purpose, button }, caller)),
    cookies: caller.csrfKnown ? [] : [{ kind: 'renew-csrf', secret: caller.csrfSecret }],
  })
  const guard = ({ body }: Request, caller: Caller): void => {
    const token = body.kind === 'form' ? body.fields['csrf_token'] : undefined
    if (typeof token !== 'string' || !caller.knowsSecret((secret) => csrf.matches(secret, token)))
      throw new Refusal('forbidden', {
        id: 'security_csrf_violation',
        reason: 'The anti-forgery cookie or token is missing or does not match.',
      })
  }
  return [
    {
      ...route,
      atOnce: undefined,
      methods: ['GET'],
      handle: (request, caller) => (atOnce(request) ? route.handle(request, caller) : show(caller)),
      options: { ...route.options, getChanges: change },
    },
    {
      methods: ['POST'],
      path: route.path,
      options: post?.options ?? { errors: 'page' },
      handle(request, caller) {
        if (isPressed(request)) {
          guard(request, caller)
          return press(request, caller)
        }
        if (post) return post.handle(request, caller)
        throw new Refusal('bad-request', { reason: 'The button of the page was not pressed.' })
      },
    },
  ]
}

const isPressed = ({ body }: Request): boolean =>
  body.kind === 'form' && body.fields[button] !== undefined
