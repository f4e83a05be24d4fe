// What the browser keeps of a sign-in, for the built-in pages: the way, and the address where the
// person wants that.
import type { Registered, SignedIn } from '#flow/outcome.ts'
import type { CookieChange } from '#http/reply.ts'
import type { AuthenticationMethod } from '#session/session.ts'
import type { Places } from '../../edition.ts'

type Outcome = Pick<SignedIn | Registered, 'flow' | 'opened'> &
  Partial<Pick<SignedIn, 'refreshed' | 'keptAddress'>>

/** Nothing where the configured login page is not the built-in one, which alone reads it. */
export const createKeptCookies =
  (places: () => Pick<Places, 'ui' | 'pagesUrl'>) =>
  ({ flow, opened, refreshed = false, keptAddress }: Outcome): readonly CookieChange[] => {
    const { ui, pagesUrl } = places()
    if (flow.type !== 'browser' || ui('login') !== `${pagesUrl}/login`) return []
    // NOTE only a new session begins with the way by which its owner has signed in
    const isFirst = !refreshed && flow.requestedAal !== 'aal2'
    const first = isFirst ? opened?.session.methods[0] : undefined
    return [
      ...(first ? [{ kind: 'last-way', way: wayOf(first) } as const] : []),
      ...(keptAddress === undefined
        ? []
        : [
            {
              kind: 'address',
              sealed: keptAddress === 'forgotten' ? undefined : keptAddress.sealed,
            } as const,
          ]),
    ]
  }

/** A method and, where there is one, the id of a provider; no personal data. */
const wayOf = ({ method, provider }: AuthenticationMethod): string =>
  provider === undefined ? method : `${method}:${encodeURIComponent(provider)}`
