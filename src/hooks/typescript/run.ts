// Runs the hooks that are written in TypeScript.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import { endingFlow } from '#flow/ending.ts'
import { flowKinds, type FlowKind } from '#flow/flow.ts'
import { storesAccount, type FlowHook } from '#flow/hooks.ts'
import type { Identity } from '#identity/identity.ts'
import { currentDeadline } from '#lib/deadline.ts'
import { isObject } from '#lib/json.ts'
import { changedBy, problemsOf, refuseWithoutForm, type ChangeParts } from '../web-hook/answer.ts'
import { contextOf, type ContextParts } from '../web-hook/context.ts'
import type { AfterContext, BeforeContext, Hooks } from './hooks.ts'

export type TypescriptHooksParts = ContextParts &
  ChangeParts & {
    /** Undefined when the configuration names no file. Rejects when it cannot be loaded. */
    readonly loaded: () => Promise<Hooks | undefined> | undefined
    readonly events: Events
    /** The longest time that one hook may take. */
    readonly timeoutMs?: number
  }

class Timeout extends Error {
  override readonly name = 'Timeout'
}

export function typescriptHooks(parts: TypescriptHooksParts): FlowHook {
  const { timeoutMs = 5000 } = parts
  return {
    name: 'typescript',
    flows: flowKinds,
    runs: 'always',

    async before({ flow, caller, signedIn, isChange }) {
      if (isChange || !parts.loaded()) return
      const context = () => contextOf(parts, { flow, caller, signedIn }) as unknown as BeforeContext
      await refuseWithoutForm(async () =>
        throwIfRefused(await call(`before${titleOf(flow.kind)}`, context)),
      )
    },

    async after({ flow: sent, caller, method, account, session }) {
      const flow = endingFlow(sent, method)
      const context = (identity: Identity) =>
        ({
          ...contextOf(parts, { flow, caller, identity, session }),
          method,
        }) as unknown as AfterContext
      const answer = await call(`after${titleOf(flow.kind)}`, () => context(account.identity))
      throwIfRefused(answer)
      const changed = storesAccount(flow) ? changedBy(answer, account, parts) : account
      return {
        account: changed,
        notify: () =>
          call(`${flow.kind}Done`, () => context(changed.identity)).then(
            () => undefined,
            // NOTE its failure is logged and changes nothing that is stored
            () => undefined,
          ),
      }
    },
  }

  /**
   * What a hook answers; undefined when there is no such hook. Throws Refusal when it fails or takes
   * too long.
   */
  async function call(
    name: keyof Hooks,
    context: () => BeforeContext | AfterContext,
  ): Promise<unknown> {
    const loading = parts.loaded()
    if (!loading) return undefined
    const { promise: timeout, reject } = Promise.withResolvers<never>()
    const giveUp = () => reject(new Timeout('It takes too long.'))
    const timer = setTimeout(giveUp, timeoutMs)
    const stopListening = currentDeadline()?.onEnd(giveUp)
    try {
      const hook = (await loading)?.[name] as ((context: unknown) => unknown) | undefined
      return hook && (await Promise.race([hook(context()), timeout]))
    } catch (cause) {
      parts.events({ kind: 'hook.failed', url: name, reason: whereOf(cause) })
      throw new Refusal('stopped', { reason: 'A hook of this server failed.', cause })
    } finally {
      clearTimeout(timer)
      stopListening?.()
    }
  }
}

/** Throws InvalidInput with the messages of an answer that has some. */
function throwIfRefused(answer: unknown): void {
  if (isObject(answer) && answer['messages'] !== undefined)
    throw new InvalidInput(problemsOf(answer))
}

/** The kind of an error and where it was thrown. Its message may hold secrets. */
function whereOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'It failed.'
  const place = cause.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim()
  return place === undefined ? cause.name : `${cause.name} ${place}`
}

const titleOf = (kind: FlowKind) =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as Capitalize<FlowKind>
