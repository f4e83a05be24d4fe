import { beforeSubmit, fill } from '../form.ts'
import type { Flow } from '../flow.ts'
import type { Method } from '../method.ts'
import type { Form } from '../ui-node.ts'

/** The form of the method that was chosen last. `use`: the one that a fresh flow offers. */
export function showRecovery(methods: readonly Method[], flow: Flow, use: string): Form {
  const nodes = methods.find((method) => method.name === flow.active)?.recovery?.offer(flow, use) ?? []
  return fill(nodes, flow, beforeSubmit)
}
