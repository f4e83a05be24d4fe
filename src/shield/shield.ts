// Limits how often secrets are guessed and messages are asked for, for all processes together.
import type { Events } from '#events/events.ts'
import type { Clock } from '#lib/time.ts'
import type { Budget, BudgetKind, BudgetStore } from './budget-store.ts'
import {
  budgetsOf,
  codeKey,
  deviceKey,
  forWork,
  type CodePurposeName,
  type Subject,
} from './keys.ts'
import type { WorkSettings } from './proof-of-work.ts'
import {
  messageVerdicts,
  verdictNames,
  verdictOf,
  type MessageVerdict,
  type Verdict,
} from './verdict.ts'

/** How many tries a budget has, and in what time one of them comes back. */
export type BudgetSettings = { readonly tries: number; readonly refillMs: number }

/** A budget that is undefined has no limit. */
export type ShieldSettings = {
  /** Wrong passwords for one account. */
  readonly account: BudgetSettings | undefined
  /** Wrong codes of one purpose for one address. */
  readonly code: BudgetSettings | undefined
  /** Wrong second factors of one account. */
  readonly secondFactor: BudgetSettings | undefined
  /** Tries of a device that has signed in to the account before. */
  readonly device: BudgetSettings | undefined
  /** Wrong tries of one client network. */
  readonly network: BudgetSettings | undefined
  /** Messages with a new secret to one recipient; `resendMs`: the time between two more. */
  readonly recipient: (BudgetSettings & { readonly resendMs: number }) | undefined
  /** Messages that one client network asks for. */
  readonly networkMessages: BudgetSettings | undefined
  /** The work by which somebody unknown gets a second budget of the same size. */
  readonly proofOfWork: WorkSettings | undefined
}

/** What a guess is at. */
export type Thing =
  | { readonly kind: 'account' | 'second-factor'; readonly of: string }
  | { readonly kind: 'code'; readonly purpose: string; readonly of: string }

/** Who guesses, or asks for a message, as far as the request shows. */
export type Client = {
  /** The network of its address; undefined where it cannot be told (an unknown proxy). */
  readonly network: string | undefined
  /** The token of a device that may have signed in before. */
  readonly deviceToken: string | undefined
  /** The signature of the challenge that was solved for this request. */
  readonly solved?: string
}

/** What is held against an account, an address or a network. */
export type Held = {
  readonly kind: BudgetKind
  readonly spent: number
  readonly tries: number
  readonly refillMs: number
}

export type ShieldParts = {
  readonly budgets: BudgetStore
  readonly settings: () => ShieldSettings
  readonly clock: Clock
  readonly events: Events
}

/** How long a device is known without a sign-in. */
const deviceLifespanMs = 180 * 24 * 3_600_000

export type Shield = {
  /**
   * Checks a guess; `check` answers whether it is right. A try is taken before it is checked, from
   * the budget of the device when it is known for the account, else from those of the thing and of
   * the network; a right guess gives it back. `identityId`: the account, where there is one.
   */
  guess(
    thing: Thing,
    identityId: string | undefined,
    client: Client,
    check: () => Promise<boolean>,
  ): Promise<Verdict & { readonly right: boolean }>
  /** Whether no further guess at this thing by somebody unknown would be checked now. */
  isSpent(thing: Thing): Promise<boolean>
  /** Whether this network may ask for one more message; every call counts. */
  request(identityId: string | undefined, client: Client): Promise<Verdict>
  /**
   * Whether a message for this purpose may be sent to this recipient; every call counts. New
   * secrets are counted for all purposes together, others for each.
   */
  message(recipient: string, purpose: CodePurposeName): Promise<MessageVerdict>
  /**
   * Makes a device known for an account, after its person has signed in with all that is asked for.
   * `before`: the token that it had until now. `soon`: other processes may know it a moment later.
   */
  remember(
    identityId: string,
    deviceToken: string,
    before: string | undefined,
    when?: 'now' | 'soon',
  ): Promise<void>
  isKnown(identityId: string, deviceToken: string): Promise<boolean>
  /** How many devices are known for an account. */
  devicesOf(identityId: string): Promise<number>
  heldOf(subject: Subject): Promise<readonly Held[]>
  clear(subject: Subject): Promise<number>
}

export function createShield({ budgets, settings, clock, events }: ShieldParts): Shield {
  const taken = (budget: Budget | undefined) => (budget ? budgets.take(budget, clock()) : 0)
  const tell = (on: Thing['kind'] | 'network-messages', { kind }: Verdict) =>
    events({ kind: 'shield.verdict', on, verdict: verdictNames[kind] })

  function budgetOf(
    kind: BudgetKind,
    key: string,
    limit: BudgetSettings | undefined,
  ): Budget | undefined {
    return limit && { kind, key, tries: limit.tries, refillMs: limit.refillMs }
  }
  const budgetOfThing = (thing: Thing) =>
    thing.kind === 'code'
      ? budgetOf('code', codeKey(thing.purpose, thing.of), settings().code)
      : budgetOf(
          thing.kind,
          thing.of,
          thing.kind === 'account' ? settings().account : settings().secondFactor,
        )
  const budgetOfNetwork = (
    { network }: Client,
    kind: 'network' | 'network-messages',
    limit: BudgetSettings | undefined,
  ) => (network === undefined ? undefined : budgetOf(kind, network, limit))

  /** `of`: the id of the account, or what stands for an unknown one, so that both take the same work. */
  const budgetOfDevice = (of: string | undefined, { deviceToken }: Client) =>
    of === undefined || deviceToken === undefined
      ? undefined
      : budgetOf('device', deviceKey(of, deviceToken), settings().device)

  /**
   * Takes a try of the device when it is known, else of all budgets given or of none. `taken`: those
   * that it is given back to when the guess is right.
   */
  async function takeTry(
    device: Budget | undefined,
    all: readonly (Budget | undefined)[],
    client: Client,
  ) {
    const spent: Budget[] = []
    let proof: Promise<boolean> | undefined
    for (let rest = present(...all), known = device; ; known = undefined) {
      const answer = await budgets.takeOfFirst(known, rest, clock())
      if (answer.of === 'device') return { wait: answer.wait, mayProve: false, taken: [] }
      const { waits } = answer
      spent.push(...rest.filter((_, n) => waits[n] === 0))
      const refused = waits.findIndex((wait) => wait > 0),
        budget = rest[refused]
      if (!budget) return { wait: 0, mayProve: false, taken: spent }
      const second = forWork(budget)
      proof ??= takeProof(client)
      if ((await proof) && (await budgets.take(second, clock())) === 0) {
        spent.push(second)
        rest = rest.slice(refused + 1)
        continue
      }
      // NOTE a try that is not checked does not count
      await budgets.giveBack(spent)
      const mayProve = settings().proofOfWork !== undefined && !(await isFullySpent(second))
      return { wait: waits[refused] ?? 0, mayProve, taken: [] }
    }
  }

  /** Whether the client did the work that was asked for; it counts for one request. */
  async function takeProof({ solved }: Client): Promise<boolean> {
    const work = settings().proofOfWork
    if (!work || solved === undefined) return false
    const proof = { kind: 'proof', key: solved, tries: 1, refillMs: work.lifespanMs } as const
    return (await budgets.take(proof, clock())) === 0
  }

  async function isFullySpent(budget: Budget): Promise<boolean> {
    const [found] = await budgets.find([budget], clock())
    return found !== undefined && found.spent >= budget.tries
  }

  /**
   * After a right guess: a try comes back, and wrong passwords and second factors are forgotten.
   * Wrong codes are not, since whoever has a mailbox may be right about one code after the other.
   */
  function settle(thing: Thing, spent: readonly Budget[]): Promise<void> {
    if (thing.kind === 'code') return budgets.giveBack(spent, { when: 'soon' })
    const ofThing = spent.length > 0 ? budgetOfThing(thing) : undefined
    const others = ofThing ? [ofThing, forWork(ofThing)] : []
    return budgets.giveBack([...spent.filter(({ kind }) => kind !== thing.kind), ...others], {
      allOf: thing.kind,
      when: 'soon',
    })
  }

  return {
    async guess(thing, identityId, client, check) {
      const {
        wait,
        mayProve,
        taken: spent,
      } = await takeTry(
        budgetOfDevice(identityId ?? thing.of, client),
        [budgetOfNetwork(client, 'network', settings().network), budgetOfThing(thing)],
        client,
      )
      const verdict = verdictOf(wait, mayProve)
      tell(thing.kind, verdict)
      if (verdict.kind !== 'open') return { ...verdict, right: false }
      const right = await check()
      if (right) await settle(thing, spent)
      return { kind: 'open', right }
    },

    async isSpent(thing) {
      const budget = budgetOfThing(thing)
      return budget !== undefined && isFullySpent(budget)
    },

    async request(identityId, client) {
      const budget = budgetOfNetwork(client, 'network-messages', settings().networkMessages)
      const { wait, mayProve } = await takeTry(undefined, [budget], client)
      const device = wait > 0 ? budgetOfDevice(identityId, client) : undefined
      const ofDevice = device && (await budgets.takeOfFirst(device, [], clock()))
      const isKnown = ofDevice?.of === 'device' && ofDevice.wait === 0
      const verdict = verdictOf(isKnown ? 0 : wait, mayProve)
      tell('network-messages', verdict)
      return verdict
    },

    async message(recipient, purpose) {
      const limit = settings().recipient
      const wait = await taken(budgetOf('recipient', recipient, limit))
      const verdict =
        wait === 0 || !limit
          ? 'new'
          : (await taken(
                budgetOf('resend', codeKey(purpose, recipient), {
                  tries: 1,
                  refillMs: limit.resendMs,
                }),
              )) === 0
            ? 'again'
            : 'silent'
      events({ kind: 'shield.verdict', on: 'recipient', verdict: messageVerdicts[verdict] })
      return verdict
    },

    async remember(identityId, deviceToken, before, when) {
      const limit = settings().device
      if (!limit) return
      await budgets.remember(
        {
          kind: 'device',
          key: deviceKey(identityId, deviceToken),
          tries: limit.tries,
          refillMs: limit.refillMs,
          identityId,
          until: clock() + deviceLifespanMs,
        },
        before === undefined ? undefined : deviceKey(identityId, before),
        clock(),
        when,
      )
    },

    isKnown: (identityId, deviceToken) =>
      budgets.isKnown(deviceKey(identityId, deviceToken), clock()),

    devicesOf: (identityId) => budgets.devicesOf(identityId, clock()),
    heldOf: async (subject) =>
      (await budgets.find(budgetsOf(subject), clock())).map(
        ({ kind, spent, tries, refillMs }): Held => ({ kind, spent, tries, refillMs }),
      ),
    clear: (subject) => budgets.clear(budgetsOf(subject)),
  }
}

const present = (...some: readonly (Budget | undefined)[]): readonly Budget[] =>
  some.filter((one) => one !== undefined)
