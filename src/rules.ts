/** Behaviours that are a matter of choice, each named for what it does. */
export type Rules = {
  /**
   * Who may read a flow of a browser: the browser that opened it, by its anti-forgery cookie, or whoever knows the id, such
   * as a page that is put together on another server. Submitting always takes the browser that opened it.
   */
  readonly flowSight: 'its-browser' | 'whoever-knows-the-id'
  /** When an address to return to must be an allowed one: at once, or only when somebody would be sent there. */
  readonly returnToCheckedAt: 'start' | 'end'
  /** How many steps login and registration take: as configured, or always one form with everything on it. */
  readonly forms: 'as-configured' | 'one'
  /** Which address a flow names as its own that takes the place of an expired one. */
  readonly replacementUrl: 'of-the-expired' | 'its-own'
  /** Whether somebody who has a second factor can be asked for it; otherwise the first does not let them in. */
  readonly secondFactor: 'asked-for' | 'not-known'
}

export const usualRules: Rules = { flowSight: 'its-browser', returnToCheckedAt: 'start', forms: 'as-configured', replacementUrl: 'of-the-expired', secondFactor: 'asked-for' }
