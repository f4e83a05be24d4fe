import type { Problem } from '#errors/invalid-input.ts'
import type { Json } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import { fill } from '../form.ts'
import type { FieldNote, Flow, FormNotes } from '../flow.ts'
import type { Method, SettingsScope } from '../method.ts'
import { input, type Form, type NodeGroup, type UiNode } from '../ui-node.ts'

const order: readonly NodeGroup[] = ['default', 'profile', 'password', 'oidc', 'code', 'lookup_secret', 'webauthn', 'passkey', 'totp']

/** Puts the settings form together from what the methods offer: one small form after the other. */
export function showSettings(methods: readonly Method[], flow: Flow, scope: SettingsScope): Form {
  const offered = methods.flatMap((method) => method.settings?.offer(flow, scope) ?? [])
  const nodes = [input('default', 'csrf_token', 'hidden', { required: true, value: '' }), ...offered]
  return fill(arrange(nodes), flow, (strays, filled) => arrange([...filled, ...strays.filter((one) => one.messages.length > 0)]))
}

/** Stable: nodes of one group stay as their method gave them. */
function arrange(nodes: readonly UiNode[]): readonly UiNode[] {
  return nodes.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
}

/** What was sent and what is wrong with it. `method`: whose small form it was; undefined when none was named. */
export type SettingsProblems = { readonly method: Method | undefined; readonly values: Readonly<Record<string, Json>>; readonly problems: readonly Problem[]; readonly othersStay: boolean }

/** The small forms stand on one page: what was said about the fields of another method stays, where it does, until that one is sent again. */
export function noteSettings(flow: Flow, scope: SettingsScope, { method, values, problems, othersStay }: SettingsProblems): FormNotes {
  const own = method?.settings?.offer(flow, scope).flatMap((node) => (node.type === 'input' && node.inputType !== 'submit' && node.inputType !== 'button' ? [node.name] : [])) ?? []
  const fields: Record<string, FieldNote> = othersStay ? { ...flow.form.fields } : Object.fromEntries(Object.entries(flow.form.fields).map(([name, note]) => [name, { ...note, messages: [] }]))
  for (const name of [...own, ...Object.keys(values)]) fields[name] = { ...(values[name] === undefined ? {} : { value: values[name] }), messages: [] }
  let messages: readonly Message[] = method?.settings || !othersStay ? [] : flow.form.messages.filter((one) => one.key !== 'settings.saved')
  for (const { field, message } of problems) {
    if (field === undefined) messages = withMessage(messages, message)
    else fields[field] = { ...fields[field], messages: withMessage(fields[field]?.messages ?? [], message) }
  }
  return { messages, fields }
}

function withMessage(messages: readonly Message[], added: Message): readonly Message[] {
  return messages.some((one) => JSON.stringify(one) === JSON.stringify(added)) ? messages : [...messages, added]
}
