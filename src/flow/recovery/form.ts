import { beforeSubmit, fill, noteValues } from '../form.ts'
import type { Flow } from '../flow.ts'
import type { Method } from '../method.ts'
import { usedBy } from '../replace.ts'
import { stringField, type Submission } from '../submission.ts'
import type { Form } from '../ui-node.ts'

/** The form of the method that was chosen last. */
export function showRecovery(methods: readonly Method[], flow: Flow, use: string): Form {
  const nodes =
    methods
      .find((method) => method.name === flow.active)
      ?.recovery?.offer(flow, usedBy(flow, use)) ?? []
  return fill(nodes, flow, beforeSubmit)
}

const addressFields = ['email', 'recovery_address']

/** The flow with an address in the field that its form has for it. */
export function withAddress(flow: Flow, address: string | undefined): Flow {
  if (address === undefined) return flow
  const values = Object.fromEntries(addressFields.map((name) => [name, address]))
  return { ...flow, form: noteValues(flow.form, values) }
}

/** The addresses that were sent, for the form that is shown again. */
export function shownAgain(submission: Submission) {
  const sent = addressFields.map((name) => [name, stringField(submission, name) ?? ''] as const)
  return Object.fromEntries(sent.filter(([, value]) => value !== ''))
}
