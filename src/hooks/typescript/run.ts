// Hooks written in TypeScript take part in flows as other systems do.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import type { FlowKind } from '#flow/flow.ts'
import type { Onlookers } from '#flow/onlookers.ts'
import type { Identity } from '#identity/identity.ts'
import { isObject } from '#lib/json.ts'
import { changedBy, problemsOf, type ChangeParts } from '../web-hook/answer.ts'
import { contextOf, type ContextParts } from '../web-hook/context.ts'
import { wordsOf } from '../web-hook/web-hooks.ts'
import type { AfterContext, BeforeContext, Hooks } from './hooks.ts'

export type TypescriptHooksParts = ContextParts &
  ChangeParts & {
    /** Those in force; undefined when there are none. Rejects when they cannot be loaded. */
    readonly hooks: () => Promise<Hooks | undefined>
    readonly events: Events
    /** So long one hook may take. */
    readonly timeoutMs?: number
  }

class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

export function createTypescriptHooks(parts: TypescriptHooksParts): Onlookers {
  const { timeoutMs = 5000 } = parts

  /**
   * What a hook answers; undefined when it is not there. Throws Refusal when it fails or takes too
   * long.
   */
  async function call(
    name: keyof Hooks,
    context: () => BeforeContext | AfterContext,
  ): Promise<unknown> {
    const { promise: late, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => reject(new TooSlow('It takes too long.')), timeoutMs)
    try {
      const hook = (await parts.hooks())?.[name] as ((context: unknown) => unknown) | undefined
      return hook && (await Promise.race([hook(context()), late]))
    } catch (cause) {
      parts.events({ kind: 'hook.failed', url: name, reason: whereOf(cause) })
      throw new Refusal('stopped', { reason: 'A hook of this server failed.', cause })
    } finally {
      clearTimeout(timer)
    }
  }

  /** Throws InvalidInput with the messages of an answer that has some. */
  function heed(answer: unknown): void {
    if (isObject(answer) && answer['messages'] !== undefined)
      throw new InvalidInput(problemsOf(answer))
  }

  return {
    async begin(_hooks, { flow, caller }) {
      try {
        heed(
          await call(
            `before${named(flow.kind)}`,
            () => contextOf(parts, { flow, caller }) as unknown as BeforeContext,
          ),
        )
      } catch (error) {
        if (error instanceof InvalidInput)
          throw new Refusal('bad-request', { reason: wordsOf(error), cause: error })
        throw error
      }
    },

    async ask(_hooks, { flow, caller, method, account, session }) {
      const context = (identity: Identity) =>
        ({
          ...contextOf(parts, {
            flow: { ...flow, transientPayload: flow.transientPayload ?? {} },
            caller,
            identity,
            session,
          }),
          method,
        }) as unknown as AfterContext
      const answer = await call(`after${named(flow.kind)}`, () => context(account.identity))
      heed(answer)
      const changed =
        flow.kind === 'registration' || flow.kind === 'settings'
          ? changedBy(answer, account, parts)
          : account
      return {
        account: changed,
        note: () => Promise.resolve(),
        // NOTE it is written down why it failed; what was done stays done
        tell: () =>
          call(`${flow.kind}Done`, () => context(changed.identity)).then(
            () => undefined,
            () => undefined,
          ),
      }
    },
  }
}

/** The kind of an error and where it was thrown; what it says may hold secrets. */
function whereOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'It failed.'
  const place = cause.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim()
  return place === undefined ? cause.name : `${cause.name} ${place}`
}

const named = (kind: FlowKind) =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as Capitalize<FlowKind>

/** Asks one after the other; each sees what those before it have made of the account. */
export function allOnlookers(...all: readonly Onlookers[]): Onlookers {
  return {
    async begin(hooks, about) {
      for (const one of all) await one.begin(hooks, about)
    },
    async ask(hooks, about) {
      const hookResult: Awaited<ReturnType<Onlookers['ask']>>[] = []
      let { account } = about
      for (const one of all) {
        const said = await one.ask(hooks, { ...about, account })
        hookResult.push(said)
        account = said.account
      }
      return {
        account,
        async note() {
          for (const one of hookResult) await one.note()
        },
        async tell() {
          for (const one of hookResult) await one.tell()
        },
      }
    },
  }
}
