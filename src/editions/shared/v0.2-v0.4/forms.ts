// Selects the fields of each method's form, and their order.
import { noNotes, type Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import { isObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import { inputsOf, presentField, type FieldStyle } from './fields.ts'
import { submitUrl } from './paths.ts'
import type { FormConfig, MethodConfigs } from './wire.ts'

/** What a form's JSON needs besides flow and form. */
export type FormView = FieldStyle & {
  readonly publicUrl: string
  readonly csrfToken: string
  /**
   * Whether messages of the whole flow are repeated in every method, because the flow itself has no
   * place for them.
   */
  readonly repeatsFlowMessages: boolean
}

/**
 * Separates validation messages of the form from messages of the flow (expired and replaced,
 * message sent).
 */
export function splitMessages(messages: readonly Message[]): {
  readonly ofForm: readonly Message[]
  readonly ofFlow: readonly Message[]
} {
  const isOfForm = ({ key }: Message) => key.startsWith('validation.') || key.endsWith('.no-method')
  return {
    ofForm: messages.filter(isOfForm),
    ofFlow: messages.filter((one) => !isOfForm(one) && one.key !== 'settings.saved'),
  }
}

const isToken = ({ name }: InputNode) => name === 'csrf_token'
const isSecret = ({ name }: InputNode) => name === 'password'

/**
 * Whether a field is in the form that asks for a message: the address, and what is wrong with what
 * else was sent.
 */
export const isOfMail = ({ name, messages }: InputNode): boolean =>
  name === 'email' || messages.length > 0

/** The forms of a flow by method. A method without fields is not offered. */
export function presentForms(flow: Flow, form: Form, view: FormView): MethodConfigs {
  const inputs = inputsOf(form)
  const token = inputs.filter(isToken),
    secret = inputs.filter(isSecret),
    others = inputs.filter((node) => !isToken(node) && !isSecret(node))
  const configs: Record<string, readonly InputNode[]> = {}
  // NOTE traits that are asked for at a provider belong to its form; the others have them blank
  const isAsked = others.some(({ group }) => group === 'oidc')
  const shownFlow = isAsked ? { ...flow, form: noNotes } : flow
  if (flow.kind === 'login' && secret.length > 0)
    configs['password'] = [...others, ...secret, ...token]
  if (flow.kind === 'registration' && secret.length > 0)
    configs['password'] = [...token, ...secret, ...others.map(isAsked ? blank : (one) => one)]
  if (flow.kind === 'settings') {
    if (secret.length > 0) configs['password'] = [...secret, ...token]
    if (others.length > 0) configs['profile'] = [...token, ...others]
  }
  if (flow.kind === 'recovery' && others.length > 0)
    configs['link'] = [...token, ...others.filter(isOfMail)]
  const { ofForm, ofFlow } = splitMessages(form.messages)
  const failed = failedMethod(flow, form)
  return Object.fromEntries(
    Object.entries(configs).map(([method, nodes]) => {
      const messages = [
        ...(view.repeatsFlowMessages ? ofFlow : []),
        ...(method === failed ? ofForm : []),
      ]
      return [
        method,
        {
          method,
          config: presentConfig(
            nodes,
            submitUrl(view.publicUrl, flow.kind, method, flow.id),
            shownFlow,
            messages,
            view,
          ),
        },
      ]
    }),
  )
}

/** A field without value and messages. */
function blank(node: InputNode): InputNode {
  const { value: _, ...rest } = node
  return { ...rest, messages: [] }
}

/** A form as JSON. */
export function presentConfig(
  nodes: readonly InputNode[],
  action: string,
  flow: Flow,
  messages: readonly Message[],
  view: FormView,
): FormConfig {
  return {
    action,
    method: 'POST',
    fields: nodes.map((node) => presentField(node, flow, view.csrfToken, view)),
    ...view.renderMessages(messages),
  }
}

/** The method whose form was last submitted with invalid input; undefined if none. */
export function failedMethod(
  flow: Pick<Flow, 'kind' | 'active' | 'memory'>,
  form: Form,
): string | undefined {
  const { kind } = flow
  if (failedAtProvider(flow, form)) return 'oidc'
  const invalid = inputsOf(form).filter(({ messages }) => messages.length > 0)
  if (invalid.length === 0 && splitMessages(form.messages).ofForm.length === 0) return undefined
  if (kind === 'recovery') return 'link'
  return kind === 'settings' && !invalid.some(isSecret) ? 'profile' : 'password'
}

/** Whether the messages are about a provider sign-in. */
function failedAtProvider(
  { kind, active, memory: { oidc } }: Pick<Flow, 'kind' | 'active' | 'memory'>,
  { messages }: Form,
): boolean {
  if (kind !== 'login' && kind !== 'registration') return false
  const asksForTraits = isObject(oidc) && 'asksFor' in oidc
  return (
    messages.some(({ key }) => key === 'login.no-method' || key === 'registration.no-method') ||
    (active === 'oidc' &&
      (asksForTraits ||
        (messages.length > 0 && messages.every(({ key }) => key === 'validation.generic'))))
  )
}
