// Other systems that are called during flows, where the configuration lists `web_hook`.
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import { endingFlow } from '#flow/ending.ts'
import { flowKinds, type FlowKind } from '#flow/flow.ts'
import { storesAccount, type FlowHook } from '#flow/hooks.ts'
import type { Account } from '#identity/identity-store.ts'
import { outsideDeadline } from '#lib/deadline.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import { traced } from '#lib/tracing.ts'
import {
  changedBy,
  MalformedResponse,
  problemsOf,
  readJson,
  refuseWithoutForm,
  type ChangeParts,
} from './answer.ts'
import { makeCall, NoResponse, type CallAnswer, type CallParts, type PreparedCall } from './call.ts'
import { contextOf, type ContextParts, type HookCallContext } from './context.ts'
import { webHooksOf, type HookCall, type WebHook } from './settings.ts'

/** A call for the outbox. */
export type QueuedCall = {
  readonly call: PreparedCall
  readonly identityId: string
  readonly topic: string
}

export type WebHookParts = CallParts &
  ContextParts &
  ChangeParts & {
    readonly programs: Programs
    readonly newId: () => string
    /** The headers by which a receiver knows who has sent a body. */
    readonly sign: (id: string, body: string | undefined) => Readonly<Record<string, string>>
    /** Puts calls into the outbox, in the transaction that is open. */
    readonly enqueue: (calls: readonly QueuedCall[]) => Promise<void>
    readonly events: Events
  }

/** A program that fails with this text has the call not made. */
const cancelled = 'cancel'

export function webHooks(parts: WebHookParts): FlowHook {
  return {
    name: 'web_hook',
    flows: flowKinds,
    runs: 'where-listed',

    async before({ flow, caller, configured, signedIn }) {
      for (const hook of webHooksOf(configured))
        await (hook.ignoresAnswer
          ? callInBackground(hook, { flow, caller, signedIn })
          : refuseWithoutForm(() => callAndWait(hook, { flow, caller, signedIn }, undefined)))
    },

    async after({ flow: sent, caller, configured, method, account: wanted, session, form: show }) {
      const flow = endingFlow(sent, method)
      const all = webHooksOf(configured)
      const form = all.some(({ body }) => body !== undefined) ? await show?.() : undefined
      let account = wanted
      for (const hook of all.filter((one) => mayRefuse(one, flow.kind)))
        account = (await callAndWait(hook, { flow, caller, session, form }, account)) ?? account
      const context: HookCallContext = { flow, caller, identity: account.identity, session, form }
      const queued: QueuedCall[] = []
      for (const hook of all.filter((one) => one.ignoresAnswer)) {
        const call = await prepare(hook, context)
        if (call)
          queued.push({ call, identityId: account.identity.id, topic: `${flow.kind}.after` })
      }
      return {
        account,
        async persist() {
          if (queued.length > 0) await parts.enqueue(queued)
        },
        async notify() {
          for (const hook of all.filter((one) => !one.ignoresAnswer && !mayRefuse(one, flow.kind)))
            await callAndWait(hook, context, account).catch((error: unknown) => log(hook, error))
        },
      }
    },
  }

  /** The call with its body; undefined when the program does not want it made. Throws Refusal. */
  async function prepare(
    hook: HookCall,
    context: HookCallContext,
  ): Promise<PreparedCall | undefined> {
    if (hook.body === undefined) return { ...hook, body: undefined }
    try {
      return {
        ...hook,
        body: JSON.stringify(
          await parts.programs.run(hook.body, { facts: { ctx: contextOf(parts, context) } }),
        ),
      }
    } catch (cause) {
      if (!(cause instanceof ProgramFailed)) throw cause
      if (cause.programMessage?.includes(cancelled) === true) return undefined
      failed(hook, cause.message)
      throw new Refusal('misconfigured', {
        reason: 'What is to be sent to another system could not be made up.',
        cause,
      })
    }
  }

  /**
   * Throws Refusal when there is no response. `kind`: of the refusal.
   */
  async function send(
    hook: HookCall,
    call: PreparedCall,
    kind: 'misconfigured' | 'stopped' = 'misconfigured',
  ): Promise<CallAnswer> {
    const id = parts.newId()
    try {
      return await traced('web hook', {}, () =>
        makeCall(parts, call, { id, headers: parts.sign(id, call.body) }),
      )
    } catch (cause) {
      if (!(cause instanceof NoResponse)) throw cause
      failed(hook, cause.message)
      throw new Refusal(kind, {
        reason: 'Another system that has a say in this did not answer.',
        cause,
      })
    }
  }

  /**
   * Answers the account as the response changes it. Throws InvalidInput with the messages of the
   * response, Refusal when there is no response or not one that was agreed on.
   */
  async function callAndWait(
    hook: WebHook,
    context: HookCallContext,
    account: Account | undefined,
  ): Promise<Account | undefined> {
    const call = await prepare(hook, { ...context, identity: account?.identity })
    if (!call) return account
    // NOTE as published, a flow that has been submitted is answered otherwise than one that is not
    // opened
    const { status, text } = await send(hook, call, account ? 'stopped' : 'misconfigured')
    try {
      if (status >= 300) {
        const refuses = (hook.canInterrupt || hook.parsesAnswer) && status >= 400 && status < 500
        throw refuses
          ? new InvalidInput(problemsOf(readJson(text)))
          : new MalformedResponse('The answer has another status than was agreed on.')
      }
      const answer = hook.parsesAnswer ? readJson(text) : undefined
      return account && storesAccount(context.flow) ? changedBy(answer, account, parts) : account
    } catch (cause) {
      if (!(cause instanceof MalformedResponse)) throw cause
      failed(hook, `${cause.message}${status >= 300 ? ` Its status is ${status}.` : ''}`)
      throw new Refusal('stopped', {
        reason: 'Another system that has a say in this did not answer as it should.',
        cause,
      })
    }
  }

  /**
   * NOTE without the outbox: before a flow there is no identity in whose order the call could be
   * delivered, and no change that it belongs to.
   */
  async function callInBackground(hook: WebHook, context: HookCallContext): Promise<void> {
    const call = await prepare(hook, context)
    if (call)
      void outsideDeadline(() => send(hook, call)).catch((error: unknown) => log(hook, error))
  }

  /** For a failure that changes nothing any more. A Refusal was logged where it was thrown. */
  function log(hook: HookCall, error: unknown): void {
    if (!(error instanceof Refusal))
      failed(
        hook,
        error instanceof InvalidInput ? 'It refuses what is stored already.' : 'It failed.',
      )
  }

  function failed({ url }: HookCall, reason: string): void {
    parts.events({ kind: 'hook.failed', url: redactedUrl(url), reason })
  }
}

/**
 * Whether it is called before anything is stored. In a login that is every web hook whose response
 * is waited for.
 */
const mayRefuse = (hook: WebHook, kind: FlowKind): boolean =>
  !hook.ignoresAnswer && (hook.parsesAnswer || hook.canInterrupt || kind === 'login')

/**
 * An address without what may be secret in it: query, credentials, and parts of the path as long as
 * keys are.
 */
export function redactedUrl(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read'
  const { origin, pathname } = new URL(url)
  return (
    origin +
    pathname
      .split('/')
      .map((part) => (part.length >= 20 ? '***' : part))
      .join('/')
  )
}
