// A flow as the body of a response of v26.2.
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { LazyForm } from '#flow/outcome.ts'
import type { UiNode } from '#flow/ui-node.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Places } from '../../edition.ts'
import { flowText } from './present/flow.ts'
import type { Shape } from './shape.ts'

type FlowBodyParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  readonly csrf: { mask(secret: string): string }
  readonly shape: Shape
}

/** `more`: members besides those of the flow. */
export type FlowBody = (
  shown: { readonly flow: Flow; readonly form: LazyForm },
  caller: Caller,
  more?: object,
) => Promise<{ readonly jsonText: string }>

export function createFlowBody({ render, shape, csrf, places }: FlowBodyParts): FlowBody {
  const nodes = { render, shape, texts: new WeakMap<UiNode, string>() }
  return async ({ flow, form }, caller, more) => {
    // NOTE a native app has no CSRF cookie and gets no token; one that sends the cookie gets a
    // token that matches it
    const csrfToken =
      flow.type === 'browser' || caller.csrfKnown ? csrf.mask(caller.csrfSecret) : ''
    const action = `${places().publicUrl}/self-service/${flow.kind}?flow=${flow.id}`
    return { jsonText: flowText(flow, await form(), { ...nodes, action, csrfToken }, more) }
  }
}
