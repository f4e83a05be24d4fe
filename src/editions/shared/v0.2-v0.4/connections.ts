// Signing in elsewhere, as a method among the others.
import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import { presentConfig, sortMessages, triedMethod, type FormView } from './forms.ts'
import type { MethodConfigs } from './wire.ts'

/** `listed`: the providers stand among the fields; otherwise the page has to know them. */
export type Connections = { readonly action: string; readonly listed: boolean }

/**
 * The methods with a form that leads to other providers, and asks for what one of them did not
 * tell.
 */
export function withConnections(
  methods: MethodConfigs,
  { action, listed }: Connections,
  flow: Flow,
  form: Form,
  view: FormView,
): MethodConfigs {
  const fields = form.nodes.filter(
    (node): node is InputNode =>
      node.type === 'input' &&
      (node.name === 'csrf_token' || (node.group === 'oidc' && node.name !== 'provider')),
  )
  const { ofForm, ofRequest } = sortMessages(form.messages)
  const messages = [
    ...(view.saysAllInMethods ? ofRequest : []),
    ...(triedMethod(flow, form) === 'oidc' ? ofForm : []),
  ]
  return {
    ...methods,
    oidc: {
      method: 'oidc',
      config: presentConfig(
        [...fields, ...(listed ? providersOf(form) : [])],
        action,
        flow,
        messages,
        view,
      ),
    },
  }
}

/**
 * The methods of the settings with a form by which accounts at providers are linked and unlinked;
 * without one where there is nothing to choose.
 */
export function withLinks(
  methods: MethodConfigs,
  action: string,
  flow: Flow,
  form: Form,
  view: FormView,
): MethodConfigs {
  const choices = form.nodes.filter(
    (node): node is InputNode => node.type === 'input' && node.group === 'oidc',
  )
  if (choices.length === 0) return methods
  const token = form.nodes.filter(
    (node): node is InputNode => node.type === 'input' && node.name === 'csrf_token',
  )
  return {
    ...methods,
    oidc: { method: 'oidc', config: presentConfig([...token, ...choices], action, flow, [], view) },
  }
}

export const providersOf = (form: Form): readonly InputNode[] =>
  form.nodes.filter(
    (node): node is InputNode =>
      node.type === 'input' && node.group === 'oidc' && node.name === 'provider',
  )
