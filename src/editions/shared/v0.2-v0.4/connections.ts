// Presents sign-in with providers as one of the methods.
import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import { presentConfig, splitMessages, failedMethod, type FormView } from './forms.ts'
import type { MethodConfigs } from './wire.ts'

/**
 * `listed`: whether the providers are listed among the fields; otherwise the page must know them.
 */
export type Connections = { readonly action: string; readonly listed: boolean }

/**
 * Adds the method `oidc`: a form that redirects to a provider, and the fields of the traits that the
 * provider has supplied, or that are wrong.
 */
export function withConnections(
  methods: MethodConfigs,
  { action, listed }: Connections,
  flow: Flow,
  form: Form,
  view: FormView,
): MethodConfigs {
  const inputs = form.nodes.filter((node): node is InputNode => node.type === 'input')
  const fields = [
    ...inputs.filter(({ name }) => name === 'csrf_token'),
    ...inputs.filter(
      ({ group, name, value, messages: own }) =>
        group === 'oidc' && name !== 'provider' && (value !== undefined || own.length > 0),
    ),
  ]
  const { ofForm, ofFlow } = splitMessages(form.messages)
  const messages = [
    ...(view.repeatsFlowMessages ? ofFlow : []),
    ...(failedMethod(flow, form) === 'oidc' ? ofForm : []),
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
 * Adds the method `oidc` of the settings, with which provider accounts are linked and unlinked;
 * left out when no provider can be chosen.
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

/** The provider buttons of a form. */
export const providersOf = (form: Form): readonly InputNode[] =>
  form.nodes.filter(
    (node): node is InputNode =>
      node.type === 'input' && node.group === 'oidc' && node.name === 'provider',
  )
