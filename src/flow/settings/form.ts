import type { Problem } from '#errors/invalid-input.ts'
import type { Json } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { Rules } from '#rules.ts'
import { addMessages, fill } from '../form.ts'
import type { FieldNote, Flow, FormNotes } from '../flow.ts'
import type { MethodCall } from '../method-call.ts'
import type { Method, SettingsScope } from '../method.ts'
import { inOrder } from '../node-order.ts'
import { input, type Form, type UiNode } from '../ui-node.ts'

/** Makes the settings form of the nodes that the methods offer: one small form after the other. */
export async function showSettings(
  methods: readonly Method[],
  flow: Flow,
  scope: SettingsScope,
  call: MethodCall,
): Promise<Form> {
  const { messagesOfOtherForms } = call.rules
  const offered = await Promise.all(
    methods.map(async (method) => (await method.settings?.offer(flow, scope, call)) ?? []),
  )
  const last = methods
    .filter((method) => method.settings?.isUnderWay?.(flow, scope) === true)
    .map((method) => method.name)
  const arrange = (nodes: readonly UiNode[]) => inOrder(nodes, 'settings', last)
  const nodes = [
    input('default', 'csrf_token', 'hidden', { required: true, value: '' }),
    ...offered.flat(),
  ]
  return fill(arrange(nodes), flow, (withoutNode, filled) =>
    arrange([
      ...filled,
      // NOTE where messages are dropped when another form is submitted, their fields stay
      ...withoutNode.filter((one) => one.messages.length > 0 || messagesOfOtherForms === 'dropped'),
    ]),
  )
}

/** The names of the fields of a method that can be filled in. */
export async function fieldNames(
  method: Method | undefined,
  flow: Flow,
  scope: SettingsScope,
  call: MethodCall,
): Promise<readonly string[]> {
  const nodes = (await method?.settings?.offer(flow, scope, call)) ?? []
  return nodes.flatMap((node) =>
    node.type === 'input' && node.inputType !== 'submit' && node.inputType !== 'button'
      ? [node.name]
      : [],
  )
}

/**
 * A submit with its problems. `method`: of which small form; undefined when it named none. `own`:
 * the names of the fields of that form.
 */
export type SettingsProblems = {
  readonly method: Method | undefined
  readonly own: readonly string[]
  readonly values: Readonly<Record<string, Json>>
  readonly problems: readonly Problem[]
  readonly rule: Rules['messagesOfOtherForms']
}

/**
 * The small forms are on one page: messages on the fields of another form stay, where the rule says
 * so, until that form is submitted again.
 */
export function noteSettings(
  flow: Flow,
  { method, own, values, problems, rule }: SettingsProblems,
): FormNotes {
  // NOTE a body that cannot be read belongs to no form
  const isUnread =
    !method?.settings && problems.every((one) => one.message.key !== 'settings.no-method')
  const byTraits = rule === 'kept-by-traits' && (method?.settings?.isForTraits === true || isUnread)
  const othersStay = rule === 'kept' || byTraits
  const fields: Record<string, FieldNote> = othersStay
    ? { ...flow.form.fields }
    : Object.fromEntries(
        Object.entries(flow.form.fields).map(([name, note]) => [name, { ...note, messages: [] }]),
      )
  // NOTE a submit without any value and without a mistake in a field says nothing of the fields
  const isAboutFields =
    Object.keys(values).length > 0 || problems.some(({ field }) => field !== undefined)
  for (const name of isAboutFields ? [...own, ...Object.keys(values)] : [])
    fields[name] = { ...(values[name] === undefined ? {} : { value: values[name] }), messages: [] }
  if (!isAboutFields)
    for (const name of own.filter((one) => fields[one] !== undefined))
      fields[name] = { ...fields[name], messages: [] }
  const messages =
    (method?.settings && !byTraits) || !othersStay
      ? []
      : flow.form.messages.filter((one) => one.key !== 'settings.saved')
  return addMessages({ messages, fields }, problems, withMessage)
}

function withMessage(messages: readonly Message[], added: Message): readonly Message[] {
  return messages.some((one) => JSON.stringify(one) === JSON.stringify(added))
    ? messages
    : [...messages, added]
}
