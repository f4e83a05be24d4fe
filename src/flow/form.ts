import type { Problem } from '#errors/invalid-input.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { FieldNote, Flow, FormNotes } from './flow.ts'
import { workNodes } from './proof-of-work.ts'
import { input, type Form, type InputNode, type UiNode } from './ui-node.ts'

/** What a form keeps of what was sent, to show it again: in all, and of one value. */
const maxKeptBytes = 16_384,
  maxValueBytes = 4096

/** What a field takes besides its name and its value, as it is stored. */
const entryBytes = '"":{"value":,"messages":[]},'.length

/** Whether a value is kept; takes its size from the room. */
function fits(name: string, value: Json | undefined, room: { bytes: number }): boolean {
  if (room.bytes <= name.length) return false
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const ofValue = text.length > maxValueBytes ? Infinity : Buffer.byteLength(text)
  const size = ofValue + Buffer.byteLength(name) + entryBytes
  if (ofValue > maxValueBytes || size > room.bytes) return false
  room.bytes -= size
  return true
}

/**
 * The notes with what was sent and the problems with it. What is too large to be shown again is
 * dropped. Earlier values stay, earlier messages are removed.
 */
export function noteProblems(
  notes: FormNotes,
  values: Readonly<Record<string, Json>>,
  problems: readonly Problem[],
): FormNotes {
  const fields: Record<string, FieldNote> = {}
  const room = { bytes: maxKeptBytes }
  for (const [name, value] of Object.entries(values))
    if (fits(name, value, room)) fields[name] = { value, messages: [] }
  for (const [name, { value }] of Object.entries(notes.fields))
    if (!Object.hasOwn(values, name) && fits(name, value, room))
      fields[name] = value === undefined ? { messages: [] } : { value, messages: [] }
  return addMessages({ messages: [], fields }, problems, (messages, message) => [
    ...messages,
    message,
  ])
}

/**
 * The notes with more problems, each of the form or of a field. `add` adds a message to a list of
 * messages.
 */
export function addMessages(
  notes: FormNotes,
  problems: readonly Problem[],
  add: (messages: readonly Message[], message: Message) => readonly Message[],
): FormNotes {
  const fields: Record<string, FieldNote> = { ...notes.fields }
  let { messages } = notes
  for (const { field, message } of problems) {
    if (field === undefined) messages = add(messages, message)
    else fields[field] = { ...fields[field], messages: add(fields[field]?.messages ?? [], message) }
  }
  return { messages, fields }
}

/** The notes without the values of the fields. */
export function withoutValues({ messages, fields }: FormNotes): FormNotes {
  return {
    messages,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, note]) => [name, { messages: note.messages }]),
    ),
  }
}

/** The notes with these values; all messages are replaced. */
export function noteValues(
  notes: FormNotes,
  values: Readonly<Record<string, Json>>,
  messages: readonly Message[] = [],
): FormNotes {
  return { ...noteProblems(notes, values, []), messages }
}

/**
 * The form as it is shown: the nodes with the values and messages of their fields. A field that has
 * messages and no node gets a text field where `place` puts it, so that no message is lost.
 */
export function fill(
  nodes: readonly UiNode[],
  flow: Flow,
  place: (withoutNode: readonly InputNode[], nodes: readonly UiNode[]) => readonly UiNode[],
): Form {
  const { fields, messages } = flow.form
  const all = [...withoutRepeats(nodes), ...workNodes(flow)]
  if (Object.keys(fields).length === 0) return { messages, nodes: place([], all) }
  const known = new Set<string>()
  const filled = all.map((node) => {
    if (node.type !== 'input') return node
    if (node.inputType === 'submit' || node.inputType === 'button') return withMessages(node)
    known.add(node.name)
    const note = fields[node.name]
    if (!note) return node
    const keepsValue = note.value !== undefined && node.inputType !== 'password'
    return {
      ...node,
      ...(keepsValue ? { value: note.value } : {}),
      messages: [...node.messages, ...note.messages],
    }
  })
  /** A button shows what is wrong with the field of its name, where that has no control. */
  function withMessages(button: InputNode): InputNode {
    const note = fields[button.name]
    if (!note || note.messages.length === 0 || known.has(button.name)) return button
    known.add(button.name)
    return { ...button, messages: [...button.messages, ...note.messages] }
  }
  const withoutNode = Object.entries(fields).filter(
    ([name, { value, messages: ofField }]) =>
      !known.has(name) && (value === undefined || (value === '' && ofField.length > 0)),
  )
  return {
    messages,
    nodes: place(
      withoutNode.map(([name, note]) =>
        input('default', name, 'text', { messages: note.messages }),
      ),
      filled,
    ),
  }
}

/** A script that several methods need is loaded once. */
function withoutRepeats(nodes: readonly UiNode[]): readonly UiNode[] {
  return nodes.filter(
    (node, at) =>
      node.type !== 'script' ||
      nodes.findIndex((one) => one.type === 'script' && one.id === node.id) === at,
  )
}

/** Puts the fields that have no node of their own before the first submit button. */
export function beforeSubmit(
  withoutNode: readonly InputNode[],
  nodes: readonly UiNode[],
): readonly UiNode[] {
  if (withoutNode.length === 0) return nodes
  const at = nodes.findIndex((node) => node.type === 'input' && node.inputType === 'submit')
  return at < 0
    ? [...nodes, ...withoutNode]
    : [...nodes.slice(0, at), ...withoutNode, ...nodes.slice(at)]
}

/**
 * Traits as form fields: `{ name: { first: 'A' } }` is `{ 'traits.name.first': 'A' }`. Lists are
 * one value.
 */
export function traitValues(traits: JsonObject, prefix = 'traits'): Record<string, Json> {
  const values: Record<string, Json> = {}
  for (const [key, value] of Object.entries(traits)) {
    const name = `${prefix}.${key}`
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      Object.assign(values, traitValues(value as JsonObject, name))
    else values[name] = value
  }
  return values
}
