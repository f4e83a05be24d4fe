// Which fields the form of a method has, and in which order.
import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import { isObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import { inputsOf, presentField, type FieldStyle } from './fields.ts'
import { submitUrl } from './paths.ts'
import type { FormConfig, MethodConfigs } from './wire.ts'

export type FormView = FieldStyle & {
  readonly publicUrl: string
  readonly csrfToken: string
  /**
   * Whether what concerns the whole request is said with every method, for there is no other place
   * for it.
   */
  readonly saysAllInMethods: boolean
}

/**
 * What is wrong with what was filled in, and what is to be said of the request as a whole (it is a
 * new one, a mail was sent).
 */
export function sortMessages(messages: readonly Message[]): {
  readonly ofForm: readonly Message[]
  readonly ofRequest: readonly Message[]
} {
  const isOfForm = ({ key }: Message) => key.startsWith('validation.') || key.endsWith('.no-method')
  return {
    ofForm: messages.filter(isOfForm),
    ofRequest: messages.filter((one) => !isOfForm(one) && one.key !== 'settings.saved'),
  }
}

const isToken = ({ name }: InputNode) => name === 'csrf_token'
const isSecret = ({ name }: InputNode) => name === 'password'

/** The forms of a request, by method; a method without a field of its own is not offered. */
export function presentForms(flow: Flow, form: Form, view: FormView): MethodConfigs {
  const inputs = inputsOf(form)
  const token = inputs.filter(isToken),
    secret = inputs.filter(isSecret),
    others = inputs.filter((node) => !isToken(node) && !isSecret(node))
  const configs: Record<string, readonly InputNode[]> = {}
  if (flow.kind === 'login' && secret.length > 0)
    configs['password'] = [...others, ...secret, ...token]
  if (flow.kind === 'registration' && secret.length > 0)
    configs['password'] = [...token, ...secret, ...others]
  if (flow.kind === 'settings') {
    if (secret.length > 0) configs['password'] = [...secret, ...token]
    if (others.length > 0) configs['profile'] = [...token, ...others]
  }
  if (flow.kind === 'recovery' && others.length > 0)
    configs['link'] = [...token, ...others.filter(({ name }) => name === 'email')]
  const { ofForm, ofRequest } = sortMessages(form.messages)
  const tried = triedMethod(flow, form)
  return Object.fromEntries(
    Object.entries(configs).map(([method, nodes]) => {
      const messages = [
        ...(view.saysAllInMethods ? ofRequest : []),
        ...(method === tried ? ofForm : []),
      ]
      return [
        method,
        {
          method,
          config: presentConfig(
            nodes,
            submitUrl(view.publicUrl, flow.kind, method, flow.id),
            flow,
            messages,
            view,
          ),
        },
      ]
    }),
  )
}

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
    ...view.say(messages),
  }
}

/** The method whose form was last sent with something wrong in it. */
export function triedMethod(
  flow: Pick<Flow, 'kind' | 'active' | 'memory'>,
  form: Form,
): string | undefined {
  const { kind } = flow
  if (triedElsewhere(flow, form)) return 'oidc'
  const wrong = inputsOf(form).filter(({ messages }) => messages.length > 0)
  if (wrong.length === 0 && sortMessages(form.messages).ofForm.length === 0) return undefined
  if (kind === 'recovery') return 'link'
  return kind === 'settings' && !wrong.some(isSecret) ? 'profile' : 'password'
}

/** Whether what is said is about signing in elsewhere. */
function triedElsewhere(
  { kind, active, memory: { oidc } }: Pick<Flow, 'kind' | 'active' | 'memory'>,
  { messages }: Form,
): boolean {
  if (kind !== 'login' && kind !== 'registration') return false
  const isAsking = isObject(oidc) && 'asksFor' in oidc
  return (
    messages.some(({ key }) => key === 'login.no-method' || key === 'registration.no-method') ||
    (active === 'oidc' &&
      (isAsking ||
        (messages.length > 0 && messages.every(({ key }) => key === 'validation.generic'))))
  )
}
