// Others who have to do with a flow: they are told of it, may refuse it, or change whom it is
// about. None of them is ever waited for while a transaction is open.
import type { Account } from '#identity/identity-store.ts'
import type { Session } from '#session/session.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import type { Hook } from './flow-settings.ts'

/** Something that is about to happen to somebody. */
export type Moment = {
  readonly flow: Flow
  readonly caller: Caller
  /** The method by which; the name of the credential or strategy. */
  readonly method: string
  /** As it will be. */
  readonly account: Account
  /** As it was, where it is there already. */
  readonly accountBefore?: Account
  /** The session that begins or goes on. */
  readonly session?: Session
}

/** What onlookers have made of a moment. */
export type HookResult = {
  /** The account as they want it. */
  readonly account: Account
  /** For inside the transaction: writes down what is to be told later, come what may. */
  note(): Promise<void>
  /**
   * For after the commit: tells those who only listen. It is too late for them to refuse: never
   * throws.
   */
  tell(): Promise<void>
}

/** With nobody looking on. */
export const unseen: Onlookers = {
  begin: () => Promise.resolve(),
  ask: (_hooks, { account }) =>
    Promise.resolve({ account, note: () => Promise.resolve(), tell: () => Promise.resolve() }),
}

export type Onlookers = {
  /** Before a flow begins. Throws Refusal when it shall not. */
  begin(hooks: readonly Hook[], about: Pick<Moment, 'flow' | 'caller'>): Promise<void>
  /**
   * Before anything is stored. Throws InvalidInput with what they have against it, Refusal when one
   * does not answer as it should.
   */
  ask(hooks: readonly Hook[], about: Moment): Promise<HookResult>
}
