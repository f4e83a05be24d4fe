// Signing in elsewhere, as a method among the others.
import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import type { Message } from '#messages/message.ts'
import { inputsOf, presentField } from './fields.ts'
import { presentConfig, type FormView } from './forms.ts'
import type { MethodConfigs } from './wire.ts'

/** The methods with a form that leads to other providers: only the token when there are none. `said`: what is to be said there. */
export function withConnections(methods: MethodConfigs, { action, said }: { readonly action: string; readonly said: readonly Message[] }, flow: Flow, form: Form, view: FormView): MethodConfigs {
  const token = inputsOf(form).filter(({ name }) => name === 'csrf_token')
  const providers = providersOf(form).map((node) => presentField(node, flow, view.csrfToken, view))
  const config = { ...presentConfig(token, action, flow, said, view), ...(providers.length > 0 ? { providers } : {}) }
  return { ...methods, oidc: { method: 'oidc', config } }
}

export const providersOf = (form: Form): readonly InputNode[] => form.nodes.filter((node): node is InputNode => node.type === 'input' && node.group === 'oidc' && node.name === 'provider')
