// Hooks: built-in behaviour, other systems and code of the operator take part in flows. They run
// before a flow is opened, and when what was sent has turned out right.
import type { Message } from '#messages/message.ts'
import { traced } from '#lib/tracing.ts'
import type { Account } from '#identity/identity-store.ts'
import type { OwnerChange } from '#identity/owner-changes.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Session } from '#session/session.ts'
import type { Caller } from './caller.ts'
import type { Flow, FlowKind } from './flow.ts'
import type { Hook } from './flow-settings.ts'
import type { FollowUp } from './outcome.ts'
import type { Form } from './ui-node.ts'

/** A flow that is about to be opened; in settings also one whose change is about to be stored. */
export type BeforeContext = {
  readonly flow: Flow
  readonly caller: Caller
  /** The hooks that the configuration lists for this step. */
  readonly configured: readonly Hook[]
  /** The flow is open already, and what was submitted is about to be stored. */
  readonly isChange?: true
  /** Who is signed in, where a flow is for the person of a session. */
  readonly signedIn?: Pick<SessionWithIdentity, 'session' | 'identity'>
  /** The form of the flow; undefined before there is one. */
  readonly form?: () => Form | Promise<Form>
}

/** A flow that is about to end: what was sent is right, and nothing is stored yet. */
export type HookContext = BeforeContext & {
  /** The method that the flow ends with: the name of a credential or a strategy. */
  readonly method: string
  /** The account as it will be stored. */
  readonly account: Account
  /** The account as it is stored now; undefined in a registration. */
  readonly accountBefore: Account | undefined
  /** The session that begins or goes on, in a login and in settings. */
  readonly session: Session | undefined
  /** The anti-forgery secret that the browser has after the flow. */
  readonly csrfSecret: string
}

/** What the flow has stored, in the transaction that is open. */
export type Stored = { readonly account: Account; readonly session: Session | undefined }

/** What a hook wants done. Everything is optional. */
export type HookResult = {
  /** The account as it should be stored, in a registration and in settings. */
  readonly account?: Account
  /** Ends a login without a session: this has to be done first. Later hooks do not run. */
  readonly followUp?: FollowUp
  /**
   * Keeps a settings flow from storing anything but what `persist` of this hook stores. Later hooks
   * do not run. `says`: what the form then says.
   */
  readonly holds?: { readonly says?: Message }
  /** Of these changes the hook tells the owner, in place of the notices of this server. */
  readonly tells?: readonly OwnerChange['kind'][]
  /**
   * Runs in the transaction of the flow, after everything else in it, and once more whenever the
   * transaction is repeated. Answers what the person should do next. May throw Refusal.
   */
  persist?(stored: Stored): Promise<readonly FollowUp[] | void>
  /**
   * Runs in place of `persist` and `notify` where a registration only seems to end and `account` is
   * not stored. Answers what `persist` would.
   */
  pretend?(account: Account): Promise<readonly FollowUp[]>
  /** Runs after the commit, before the caller is answered. Never throws. */
  notify?(): Promise<void>
}

/** Takes part in flows. No database transaction is open while `before` and `after` run. */
export type FlowHook = {
  /** The name by which the configuration lists it, where it does. */
  readonly name: string
  /** The kinds of flow that it takes part in. */
  readonly flows: readonly FlowKind[]
  /** In every flow of these kinds, or in those whose configuration lists its name. */
  readonly runs: 'always' | 'where-listed'
  /** Throws Refusal to keep the flow from being opened. */
  before?(context: BeforeContext): Promise<void>
  /** Throws InvalidInput or Refusal to stop the flow. */
  after?(context: HookContext): Promise<HookResult | undefined>
}

/** What all hooks of a flow want done. */
export type CollectedResult = {
  readonly account: Account
  readonly followUp: FollowUp | undefined
  /** Nothing else is stored, see HookResult. */
  readonly holds?: { readonly says?: Message }
  /** The changes that hooks tell the owner of. */
  readonly tells: readonly OwnerChange['kind'][]
  persist(stored: Stored): Promise<readonly FollowUp[]>
  pretend(account: Account): Promise<readonly FollowUp[]>
  notify(): Promise<void>
}

/** All hooks of flows, as one. Throws as they do. */
export type FlowHooks = {
  before(context: BeforeContext): Promise<void>
  after(context: HookContext): Promise<CollectedResult>
}

/** One after the other; each sees the account as those before it want it stored. */
export function runInOrder(hooks: readonly FlowHook[]): FlowHooks {
  const takesPart = (
    { name, flows, runs }: FlowHook,
    { flow, configured }: BeforeContext,
  ): boolean =>
    flows.includes(flow.kind) && (runs === 'always' || configured.some(({ hook }) => hook === name))
  const withBefore = hooks.filter((hook) => hook.before !== undefined)

  return {
    async before(context) {
      for (const hook of withBefore)
        if (takesPart(hook, context))
          await spanOf(hook, context, 'before', async () => hook.before?.(context))
    },

    async after(context) {
      const results: Wanted[] = []
      let { account } = context
      for (const hook of hooks) {
        if (!hook.after || !takesPart(hook, context)) continue
        const seen = { ...context, account }
        const result = await spanOf(hook, context, 'after', async () => hook.after?.(seen))
        if (!result) continue
        if (result.followUp) {
          if (context.flow.kind !== 'login')
            throw new Error(`${hook.name} cannot end a flow of kind ${context.flow.kind}`)
          return collected([], account, result.followUp)
        }
        const wanted: Wanted = {
          ...result,
          during: (work) => spanOf(hook, seen, 'after', work),
        }
        if (result.holds) {
          if (context.flow.kind !== 'settings')
            throw new Error(`${hook.name} cannot hold a flow of kind ${context.flow.kind}`)
          return { ...collected([wanted], account), holds: result.holds }
        }
        results.push(wanted)
        account = result.account ?? account
      }
      return collected(results, account)
    },
  }
}

/** `during`: runs what comes later as a part of the hook. */
type Wanted = HookResult & { during<T>(work: () => Promise<T>): Promise<T> }

/** What the configuration lists is a span of its own; what always runs is a part of the flow. */
const spanOf = <T>(
  { name, runs }: FlowHook,
  { flow }: BeforeContext,
  step: 'before' | 'after',
  work: () => Promise<T>,
): Promise<T> =>
  runs === 'always'
    ? work()
    : traced(
        `hook ${name}`,
        { attributes: { 'pallas.hook': name, 'pallas.hook.step': `${flow.kind}.${step}` } },
        work,
      )

function collected(
  results: readonly Wanted[],
  account: Account,
  followUp?: FollowUp,
): CollectedResult {
  return {
    account,
    followUp,
    tells: results.flatMap(({ tells }) => tells ?? []),
    async persist(stored) {
      const followUps: FollowUp[] = []
      for (const result of results) followUps.push(...((await result.persist?.(stored)) ?? []))
      return followUps
    },
    async pretend(seeming) {
      const followUps: FollowUp[] = []
      for (const result of results) followUps.push(...((await result.pretend?.(seeming)) ?? []))
      return followUps
    },
    async notify() {
      for (const result of results)
        if (result.notify) await result.during(async () => result.notify?.())
    },
  }
}

export const noHooks: FlowHooks = runInOrder([])

/** Whether an account as hooks want it is stored: that of a login, for one, stays as it is. */
export const storesAccount = ({ kind }: Pick<Flow, 'kind'>): boolean =>
  kind === 'registration' || kind === 'settings'
