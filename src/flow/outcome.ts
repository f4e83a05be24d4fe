import type { Refusal } from '#errors/refusal.ts'
import type { Identity } from '#identity/identity.ts'
import type { Session } from '#session/session.ts'
import type { Flow } from './flow.ts'
import type { Form } from './ui-node.ts'

/** Makes the form when an answer shows it: a browser that is redirected needs none. */
export type LazyForm = () => Form | Promise<Form>

/**
 * A form to be shown. `why`: it has just been opened, is looked at again, has problems, has come a
 * step further, or asks for a sign-in to an account that is to be linked. `exchangeCode`: with what
 * an app gets its session once a browser has signed in.
 */
export type ShowForm = {
  readonly kind: 'form'
  readonly why: 'opened' | 'shown' | 'invalid' | 'next' | 'link'
  readonly flow: Flow
  readonly form: LazyForm
  readonly retryAfterMs?: number
  readonly exchangeCode?: string
}

/** The flow had expired; `flow` is a new one in its place, with a message that says so. */
export type Expired = { readonly kind: 'expired'; readonly flow: Flow; readonly expiredAt: number }

/**
 * There is a session already; `redirectTo`: where the browser goes on at the server for which it
 * was asked; `returnTo` is where its owner would be sent. `flow` where one was submitted.
 */
export type AlreadySignedIn = {
  readonly kind: 'already-signed-in'
  readonly returnTo: string
  readonly submitted?: { readonly flow: Flow; readonly form: LazyForm }
  readonly redirectTo?: string
}

/** A session and the token that opens it. `token` is undefined where the caller's own goes on. */
export type Opened = { readonly session: Session; readonly token: string }

export type SignedIn = {
  readonly kind: 'signed-in'
  readonly flow: Flow
  readonly identity: Identity
  readonly opened: Opened
  /** The caller's own session was confirmed; otherwise it is a new one. */
  readonly refreshed: boolean
  /**
   * The session is not worth much yet: its owner has a second factor, and has to use it before
   * anything is told to them.
   */
  readonly lacksSecondFactor: boolean
  readonly returnTo: string
  /** It was asked to send the person to an address that is not allowed; the flow says so. */
  readonly returnToRefused?: boolean
  /** Where the browser goes on at the server for which somebody has signed in here. */
  readonly redirectTo?: string
}

/** Something to do next that is not in the flow itself. */
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
  /** It was asked to send the person to an address that is not allowed; the flow says so. */
  readonly returnToRefused?: boolean
  /** The new anti-forgery secret of a browser. */
  readonly secret: string
  /** Where the browser goes on at the server for which somebody has signed up here. */
  readonly redirectTo?: string
}

/**
 * The session is over. `redirectTo`: the browser goes on at the server for which it was; `refused`:
 * why the caller is not sent where it asked to be sent.
 */
export type SignedOut = {
  readonly kind: 'signed-out'
  readonly hadSession: boolean
  readonly returnTo: string
  readonly refused?: Refusal
  readonly redirectTo?: boolean
}

/**
 * A flow that cannot go on; `flow` is a new one in its place, with a message that says why.
 * `secret`: the anti-forgery secret that the browser gets with it, where it gets another one.
 */
export type Replaced = {
  readonly kind: 'replaced'
  readonly replaced: Flow
  readonly flow: Flow
  readonly why: 'expired' | 'finished' | 'exhausted' | 'link'
  readonly secret: string | undefined
}

/** Somebody has recovered their account: they are signed in and shall set a new credential. */
export type Recovered = {
  readonly kind: 'recovered'
  readonly flow: Flow
  readonly form: LazyForm
  readonly by: 'form' | 'link'
  readonly opened: Opened
  readonly settingsFlowId: string
  /** The new anti-forgery secret of the browser. */
  readonly secret: string
}

/**
 * The link of a message was opened in a browser and leads to the form of the flow. `secret` as in
 * Replaced. `leadsTo`: where the person goes on, once there is nothing to be sent any more.
 */
export type LinkOpened = {
  readonly kind: 'link-opened'
  readonly flow: Flow
  readonly secret: string | undefined
  readonly leadsTo?: string
  readonly asked?: string
}

/** Somebody proved who they are, but has an address to verify before they are signed in. */
export type VerificationFirst = {
  readonly kind: 'verification-first'
  readonly flow: Flow
  readonly followUp: FollowUp
}

/** The browser has to go to another server. `continuityToken`: what it must bring back. */
export type ProviderRedirect = {
  readonly kind: 'provider-redirect'
  readonly flow: Flow
  readonly url: string
  readonly continuityToken: { readonly token: string; readonly expiresAt: number } | undefined
}

/** The other server is asked again, for a flow of another kind. */
export type AskAgain = {
  readonly kind: 'ask-again'
  readonly flow: Flow
  readonly provider: string
}

/**
 * A browser has signed in for an app, which is at `returnTo` and gets what it needs to fetch its
 * session.
 */
export type HandedOver = {
  readonly kind: 'handed-over'
  readonly flow: Flow
  readonly returnTo: string
}
