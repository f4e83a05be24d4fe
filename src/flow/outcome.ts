import type { Refusal } from '#errors/refusal.ts'
import type { Identity } from '#identity/identity.ts'
import type { Session } from '#session/session.ts'
import type { Flow } from './flow.ts'
import type { KeptAddress } from './login/kept-address.ts'
import type { Form } from './ui-node.ts'

/** Makes the form when an answer shows it: a browser that is redirected needs none. */
export type LazyForm = () => Form | Promise<Form>

/**
 * A form to be shown. `why`: it has just been opened, is read again, has problems, has reached the
 * next step (which may need its page), asks to sign in to the account that is to be linked,
 * or has shown what a trial at a provider has told.
 * `exchangeCode`: with this code an app fetches its session after a browser has signed in.
 */
export type ShowForm = {
  readonly kind: 'form'
  readonly why: 'opened' | 'shown' | 'invalid' | 'next' | 'next-on-page' | 'link' | 'tested'
  readonly flow: Flow
  readonly form: LazyForm
  readonly retryAfterMs?: number
  readonly exchangeCode?: string
}

/** The flow had expired. `flow` replaces it, with a message about that. */
export type Expired = { readonly kind: 'expired'; readonly flow: Flow; readonly expiredAt: number }

/**
 * There is a session already. `redirectTo`: where the browser goes on at the OAuth2 server that
 * asked for a login; `signInWith`: that server asks for a new proof, and the browser goes on to a
 * login with this query; `returnTo`: where it goes otherwise. `submitted`: where a flow was submitted.
 */
export type AlreadySignedIn = {
  readonly kind: 'already-signed-in'
  readonly returnTo: string
  readonly submitted?: { readonly flow: Flow; readonly form: LazyForm }
  readonly redirectTo?: string
  readonly signInWith?: string
}

/** A session and its token. */
export type Opened = { readonly session: Session; readonly token: string }

export type SignedIn = {
  readonly kind: 'signed-in'
  readonly flow: Flow
  readonly identity: Identity
  readonly opened: Opened
  /** The new anti-forgery secret of the browser, where its session has not just gone on. */
  readonly secret: string
  /** The caller's own session was confirmed, and no other began. */
  readonly refreshed: boolean
  /**
   * The owner has a second factor and has to give it before the session tells anything about them.
   */
  readonly lacksSecondFactor: boolean
  /** What the browser keeps, so that the second factor is not asked for on it again. */
  readonly remembered?: { readonly secret: string; readonly expiresAt: number } | undefined
  /** Whether the browser keeps the address for the next time; undefined: as it was. */
  readonly keptAddress?: KeptAddress | undefined
  /** What the person should do next. */
  readonly followUps: readonly FollowUp[]
  /** The login for the second factor, where it is open already. */
  readonly secondFactorFlow?: Flow
  readonly returnTo: string
  /** The requested return address is not allowed; the flow has a message about that. */
  readonly returnToRefused?: boolean
  /** Where the browser goes on at the OAuth2 server that asked for the login. */
  readonly redirectTo?: string
}

/** What the person should do next, in another flow. */
export type FollowUp = {
  readonly kind: 'verify'
  readonly flowId: string
  readonly address: string
}

export type Registered = {
  readonly kind: 'registered'
  readonly flow: Flow
  readonly identity: Identity
  readonly opened: Opened | undefined
  readonly followUps: readonly FollowUp[]
  readonly returnTo: string
  /** The requested return address is not allowed; the flow has a message about that. */
  readonly returnToRefused?: boolean
  /** The new anti-forgery secret of the browser. */
  readonly secret: string
  /** Where the browser goes on at the OAuth2 server that asked for the login. */
  readonly redirectTo?: string
}

/**
 * The session has ended. `redirectTo`: `returnTo` is an address at the OAuth2 server that asked for
 * the logout. `refused`: why the caller is not sent to the address it asked for.
 */
export type SignedOut = {
  readonly kind: 'signed-out'
  readonly hadSession: boolean
  readonly returnTo: string
  readonly refused?: Refusal
  readonly redirectTo?: boolean
  /** Whether the browser is to forget all that it has stored of this site. */
  readonly clearsBrowser?: boolean
}

/**
 * A flow that cannot go on. `flow` replaces it, with a message that says why. `secret`: the new
 * anti-forgery secret of the browser, where it changes.
 */
export type Replaced = {
  readonly kind: 'replaced'
  readonly replaced: Flow
  readonly flow: Flow
  readonly why: 'expired' | 'finished' | 'exhausted' | 'refused' | 'link'
  /** When it, or its code, has expired. */
  readonly expiredAt?: number
  readonly secret: string | undefined
}

/**
 * Somebody has recovered their account: they are signed in, and set a new credential in the
 * settings flow.
 */
export type Recovered = {
  readonly kind: 'recovered'
  readonly flow: Flow
  readonly form: LazyForm
  readonly by: 'form' | 'link'
  readonly opened: Opened
  readonly settingsFlowId: string
  /** Where the browser goes in place of the settings, where the recovery was begun for that. */
  readonly skipsTo?: string
  /** The new anti-forgery secret of the browser. */
  readonly secret: string
}

/**
 * A mailed link was opened in a browser and leads to the form of the flow. `secret` as in Replaced.
 * `leadsTo`: where the browser goes when the flow has ended; `asked`: the same, where it was asked
 * for or configured.
 */
export type LinkOpened = {
  readonly kind: 'link-opened'
  readonly flow: Flow
  readonly secret: string | undefined
  readonly leadsTo?: string
  readonly asked?: string
}

/** The login ends without a session: an address has to be verified first. */
export type VerificationFirst = {
  readonly kind: 'verification-first'
  readonly flow: Flow
  readonly followUp: FollowUp
}

/** The browser goes to a provider. `continuityToken`: the token that it has to bring back. */
export type ProviderRedirect = {
  readonly kind: 'provider-redirect'
  readonly flow: Flow
  readonly url: string
  readonly continuityToken: { readonly token: string; readonly expiresAt: number } | undefined
}

/** The provider is asked again, for a flow of another kind. */
export type AskAgain = {
  readonly kind: 'ask-again'
  readonly flow: Flow
  readonly provider: string
}

/**
 * A browser has signed in for an app. `returnTo`: the address of the app, with the code for its
 * session.
 */
export type HandedOver = {
  readonly kind: 'handed-over'
  readonly flow: Flow
  readonly returnTo: string
}

/** What comes of a submitted login or registration: each of the two may lead into the other. */
export type EntryOutcome =
  | ShowForm
  | Expired
  | AlreadySignedIn
  | SignedIn
  | VerificationFirst
  | Registered
  | ProviderRedirect
  | AskAgain
