import type { Rules } from '#rules.ts'
import { message } from '#messages/message.ts'
import { beforeSubmit, fill } from '../form.ts'
import type { Flow } from '../flow.ts'
import type { Method } from '../method.ts'
import { usedBy } from '../replace.ts'
import { csrfNode, type AnchorNode, type Form } from '../ui-node.ts'

/**
 * `use`: the method that a new flow offers. `leadsTo`: where the browser goes when it has ended.
 * `onlyOnce`: it ends once it has sent a message.
 */
export function showVerification(
  methods: readonly Method[],
  flow: Flow,
  {
    use,
    leadsTo,
    onlyOnce,
    rules,
  }: {
    readonly use: string
    readonly leadsTo: string
    readonly onlyOnce: boolean
    readonly rules: Rules
  },
): Form {
  if (flow.state === 'passed_challenge')
    return { messages: flow.form.messages, nodes: [csrfNode, goOn(flow, leadsTo)], leadsTo }
  const nodes =
    methods
      .find((method) => method.name === flow.active)
      ?.verification?.offer(flow, usedBy(flow, use), rules) ?? []
  const filled = fill(nodes, flow, beforeSubmit)
  return onlyOnce && flow.state === 'sent_email' ? { ...filled, leadsTo } : filled
}

const goOn = (flow: Flow, href: string): AnchorNode => ({
  type: 'a',
  group: flow.active === 'link' ? 'link' : 'code',
  id: 'continue',
  href,
  title: message('node.continue'),
  label: message('node.continue'),
  messages: [],
})
