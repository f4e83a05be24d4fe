// Other systems that are called during flows, as the configuration says (`web_hook`).
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import type { Onlookers } from '#flow/onlookers.ts'
import type { Account } from '#identity/identity-store.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import { changedBy, MalformedResponse, problemsOf, readJson, type ChangeParts } from './answer.ts'
import { makeCall, NoResponse, type CallAnswer, type CallParts, type PreparedCall } from './call.ts'
import { contextOf, type ContextParts, type HookCallContext } from './context.ts'
import { webHooksOf, type HookCall, type WebHook } from './settings.ts'

/** A call that is to be made later, for certain. */
export type LaterCall = {
  readonly call: PreparedCall
  readonly identityId: string
  readonly topic: string
}

export type WebHookParts = CallParts &
  ContextParts &
  ChangeParts & {
    readonly programs: Programs
    readonly newId: () => string
    /** Proves to a receiver who has sent a body. */
    readonly sign: (id: string, body: string | undefined) => Readonly<Record<string, string>>
    /** Writes down calls, inside the transaction that is open. */
    readonly putDown: (calls: readonly LaterCall[]) => Promise<void>
    readonly events: Events
  }

/** What a program says, by `error`, to have the call not made. */
const cancelled = 'cancel'

export function createWebHooks(parts: WebHookParts): Onlookers {
  /** What is to be sent; undefined when the program does not want it sent. Throws Refusal. */
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
      if (cause.said?.includes(cancelled) === true) return undefined
      parts.events({ kind: 'hook.failed', url: plain(hook.url), reason: cause.message })
      throw new Refusal('misconfigured', {
        reason: 'What is to be sent to another system could not be made up.',
        cause,
      })
    }
  }

  /** Throws Refusal when there is no answer. */
  async function send(hook: WebHook, call: PreparedCall): Promise<CallAnswer> {
    const id = parts.newId()
    try {
      return await makeCall(parts, call, { id, headers: parts.sign(id, call.body) })
    } catch (cause) {
      if (!(cause instanceof NoResponse)) throw cause
      parts.events({ kind: 'hook.failed', url: plain(hook.url), reason: cause.message })
      throw new Refusal('misconfigured', {
        reason: 'Another system that has a say in this did not answer.',
        cause,
      })
    }
  }

  /** Answers the account as the other system wants it. Throws InvalidInput and Refusal. */
  async function consult(
    hook: WebHook,
    context: HookCallContext,
    account: Account | undefined,
  ): Promise<Account | undefined> {
    const call = await prepare(hook, { ...context, identity: account?.identity })
    if (!call) return account
    const { status, text } = await send(hook, call)
    try {
      if (status >= 300)
        throw hook.canInterrupt || hook.parsesAnswer
          ? new InvalidInput(problemsOf(readJson(text)))
          : new MalformedResponse(`The answer has status ${status}.`)
      return account && hook.parsesAnswer && mayChange(context)
        ? changedBy(readJson(text), account, parts)
        : account
    } catch (cause) {
      if (!(cause instanceof MalformedResponse)) throw cause
      parts.events({
        kind: 'hook.failed',
        url: plain(hook.url),
        reason: `${cause.message}${status >= 300 ? ` Its status is ${status}.` : ''}`,
      })
      throw new Refusal('stopped', {
        reason: 'Another system that has a say in this did not answer as it should.',
        cause,
      })
    }
  }

  return {
    async begin(hooks, { flow, caller }) {
      for (const hook of webHooksOf(hooks)) {
        try {
          await (hook.ignoresAnswer
            ? leave(hook, { flow, caller })
            : consult(hook, { flow, caller }, undefined))
        } catch (error) {
          if (error instanceof InvalidInput)
            throw new Refusal('bad-request', { reason: wordsOf(error), cause: error })
          throw error
        }
      }
    },

    async ask(hooks, { flow: sent, caller, account: wanted, session }) {
      const flow = { ...sent, transientPayload: sent.transientPayload ?? {} }
      const all = webHooksOf(hooks)
      let account = wanted
      for (const hook of all.filter((one) => hasSay(one, flow.kind)))
        account = (await consult(hook, { flow, caller, session }, account)) ?? account
      const context: HookCallContext = { flow, caller, identity: account.identity, session }
      const topic = `${flow.kind}.after`
      const later: LaterCall[] = []
      for (const hook of all.filter((one) => one.ignoresAnswer)) {
        const call = await prepare(hook, context)
        if (call) later.push({ call, identityId: account.identity.id, topic })
      }
      return {
        account,
        note: () => (later.length === 0 ? Promise.resolve() : parts.putDown(later)),
        async tell() {
          for (const hook of all.filter((one) => !one.ignoresAnswer && !hasSay(one, flow.kind)))
            await consult(hook, context, account).catch((error: unknown) => late(hook, error))
        },
      }
    },
  }

  /** What was done stays done. A refusal has been written down where it was made. */
  function late({ url }: HookCall, error: unknown): void {
    if (!(error instanceof Refusal))
      parts.events({
        kind: 'hook.failed',
        url: plain(url),
        reason:
          error instanceof InvalidInput
            ? 'It has something against what is done already.'
            : 'It failed.',
      })
  }

  /**
   * Before a flow there is nobody in whose turn it could be delivered, and nothing it must hold
   * together with.
   */
  async function leave(hook: WebHook, context: HookCallContext): Promise<void> {
    const call = await prepare(hook, context)
    if (call) void send(hook, call).catch((error: unknown) => late(hook, error))
  }
}

/** In a login everybody who is waited for is asked before the session begins. */
const hasSay = (hook: WebHook, kind: string): boolean =>
  !hook.ignoresAnswer && (hook.parsesAnswer || hook.canInterrupt || kind === 'login')

/** Where the account is about to be stored. */
const mayChange = ({ flow }: HookCallContext): boolean =>
  flow.kind === 'registration' || flow.kind === 'settings'

/** What is said, without where. */
export const wordsOf = (error: InvalidInput): string =>
  error.problems
    .flatMap(({ message: { facts } }) => (typeof facts['text'] === 'string' ? [facts['text']] : []))
    .join(' ')

/**
 * An address without what may be secret in it: query, credentials, and parts of the path as long as
 * keys are.
 */
export function plain(url: string): string {
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
