import type { Message } from '#messages/message.ts'
import type { Caller } from './caller.ts'
import type { Flow, FlowState, FlowType } from './flow.ts'
import type { MailCall } from './method-call.ts'
import type { MethodCall } from './method-call.ts'
import type { Replaced } from './outcome.ts'
import { replaceExpired } from './start.ts'
import type { FlowParts } from './steps.ts'

export type Replacement = {
  readonly why: Replaced['why']
  readonly notice: Message
  readonly lifespanMs: number
  /** The method that the new flow offers. */
  readonly active: string
  /** The state in which it opens; the usual one when left out. */
  readonly state?: FlowState
  /**
   * Where the link of a message is opened it is a browser that goes on, whoever opened the flow.
   */
  readonly type: FlowType
  /**
   * The anti-forgery secret that the browser gets with the new flow; undefined where it keeps its
   * own.
   */
  readonly secret: string | undefined
}

/** Stores a new flow in the place of one that cannot go on. */
export async function replaceFlow(
  parts: FlowParts,
  old: Flow,
  { why, notice, lifespanMs, active, state, type, secret: wanted }: Replacement,
  caller: Caller,
): Promise<Replaced> {
  const secret = parts.rules.replacementSecret === 'new' ? wanted : undefined
  const fresh = replaceExpired(parts, { ...old, type }, lifespanMs, notice, caller)
  const flow: Flow = {
    ...fresh,
    active,
    memory: { use: active },
    state: state ?? fresh.state,
    requestUrl: why === 'link' ? withoutSecrets(caller.url) : fresh.requestUrl,
    // NOTE a browser that keeps its secret and brought none has none: a form that anybody may read
    // is nobody's then
    csrfHash:
      type === 'browser' &&
      !(
        secret === undefined &&
        !caller.csrfKnown &&
        parts.rules.flowVisibility === 'whoever-knows-the-id'
      )
        ? parts.csrf.hash(secret ?? caller.csrfSecret)
        : undefined,
  }
  await parts.flows.insert(flow)
  return { kind: 'replaced', replaced: old, flow, why, secret }
}

/**
 * An address as it may be kept and shown: that there was a token or a code in it, but not which.
 */
export function withoutSecrets(url: string): string {
  return url.replaceAll(/([?&](?:token|code)=)[^&#]+/g, '$1spent')
}

/** The address below which the caller reaches this server, without a slash at the end. */
export function originOf(caller: Pick<Caller, 'url' | 'path'>): string {
  return caller.url.slice(0, caller.url.length - caller.path.length)
}

/** What a method that sends messages is called with. */
export const mailCall = ({ rules, links }: MethodCall, caller: Caller): MailCall => ({
  rules,
  links,
  origin: originOf(caller),
})

/** The method that a flow was opened with. Another one may have been chosen since. */
export function usedBy(flow: Flow, fallback: string): string {
  const use = flow.memory['use']
  return typeof use === 'string' ? use : fallback
}
