import type { Message } from '#messages/message.ts'
import type { Caller, Requester } from './caller.ts'
import type { Flow, FlowState, FlowType } from './flow.ts'
import type { MailCall } from './method-call.ts'
import type { MethodCall } from './method-call.ts'
import type { Replaced } from './outcome.ts'
import { replaceExpired } from './start.ts'
import type { FlowParts } from './steps.ts'

export type Replacement = {
  readonly why: Replaced['why']
  readonly expiredAt?: number
  readonly notice: Message
  /** Messages of the new flow in place of the notice, where there are several. */
  readonly notices?: readonly Message[]
  readonly lifespanMs: number
  /** The method that the new flow offers. */
  readonly active: string
  /** Its state; `choose_method` where it is left out. */
  readonly state?: FlowState
  /** A flow by an opened link is one of a browser, whoever opened the old one. */
  readonly type: FlowType
  /** The new anti-forgery secret of the browser; undefined where it keeps its own. */
  readonly secret: string | undefined
}

/** Stores a new flow that replaces one that cannot go on. */
export async function replaceFlow(
  parts: FlowParts,
  old: Flow,
  replacement: Replacement,
  caller: Caller,
): Promise<Replaced> {
  const { why, expiredAt, notice, notices, lifespanMs, active, state, type } = replacement
  const secret = parts.rules.replacementSecret === 'new' ? replacement.secret : undefined
  const fresh = replaceExpired(parts, { ...old, type }, lifespanMs, notice, caller)
  const flow: Flow = {
    ...fresh,
    ...(notices ? { form: { ...fresh.form, messages: notices } } : {}),
    active,
    memory: { use: active },
    state: state ?? fresh.state,
    requestUrl: why === 'link' ? withoutSecrets(caller.url) : fresh.requestUrl,
    // NOTE a browser that keeps its secret and has sent none has none: where everybody may read the
    // form, it is then bound to no browser
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
  const when = expiredAt === undefined ? {} : { expiredAt }
  return { kind: 'replaced', replaced: old, flow, why, secret, ...when }
}

/** An address with its token or code replaced, so that it can be stored and shown. */
export function withoutSecrets(url: string): string {
  return url.replaceAll(/([?&](?:token|code)=)[^&#]+/g, '$1spent')
}

/** The base URL of this server as the caller reaches it, without a slash at the end. */
export function originOf(caller: Pick<Caller, 'url' | 'path'>): string {
  return caller.url.slice(0, caller.url.length - caller.path.length)
}

/** What the methods that send messages are called with. */
export const mailCall = ({ rules, links }: MethodCall, caller: Requester): MailCall => ({
  rules,
  links,
  origin: originOf(caller),
  client: caller.client,
  request: caller.request,
})

/** The method that the flow was opened with; another one may have been chosen since. */
export function usedBy(flow: Flow, fallback: string): string {
  const use = flow.memory['use']
  return typeof use === 'string' ? use : fallback
}
