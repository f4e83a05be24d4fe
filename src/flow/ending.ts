import type { Flow } from './flow.ts'
import type { Form } from './ui-node.ts'

/**
 * The flow as it is told to hooks while it ends: with the method that it ends by, and in the state
 * that it will have.
 */
export function endingFlow(flow: Flow, method: string): Flow {
  const state =
    flow.kind === 'settings'
      ? 'success'
      : flow.state === 'choose_method' && (flow.kind === 'login' || flow.kind === 'registration')
        ? flow.state
        : 'passed_challenge'
  return {
    ...flow,
    active: method,
    state,
    transientPayload: flow.transientPayload ?? {},
  }
}

/**
 * The form of a flow as others may see it: the fields, without what only the person is shown (keys
 * of authenticators, recovery codes).
 */
export const formForOthers = ({ nodes, messages }: Form): Form => ({
  nodes: nodes.filter(({ type }) => type === 'input' || type === 'a'),
  messages,
})
