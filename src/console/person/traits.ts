// The form of the traits: the fields of the identity schema, as in the settings of its owner.
import { InvalidInput, type Problem } from '#errors/invalid-input.ts'
import { noNotes, type FormNotes } from '#flow/flow.ts'
import { addMessages, noteProblems } from '#flow/form.ts'
import { guardFormTraits, objectField, sentTraits, type Submission } from '#flow/submission.ts'
import { csrfNode, input, type UiNode } from '#flow/ui-node.ts'
import { knownSchema } from '#identity/changes.ts'
import { Conflict, type Account } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import { message, type Message } from '#messages/message.ts'
import { leavesOf } from '#methods/profile/leaves.ts'
import { traitNodes } from '#methods/profile/trait-nodes.ts'
import { renderForm } from '#pages/form/form.ts'
import { renderMessages } from '#pages/form/messages.ts'
import type { FormView } from '#pages/form/view.ts'
import { html, type Html } from '#pages/html.ts'
import { profileRows } from '#pages/profile-header.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { ConsoleParts } from '../parts.ts'
import { consolePath, type FormToken } from '../routes.ts'
import { facts } from '../tags.ts'
import { personPath } from './frame.ts'

export type Saved =
  | { readonly kind: 'saved' }
  | { readonly kind: 'invalid'; readonly account: Account; readonly notes: FormNotes }

/** Stores the traits of a form. What is wrong with them becomes messages of the form. */
export async function saveTraits(
  { administration, schemas }: Pick<ConsoleParts['core'], 'administration' | 'schemas'>,
  { id, fields }: { readonly id: string; readonly fields: JsonObject },
): Promise<Saved> {
  const account = await administration.find(id)
  const schema = knownSchema(schemas(), account.identity.schemaId)
  const tried = await withTraits(fields, schema, (traits) =>
    administration.change(id, () => ({ traits })),
  )
  return tried.kind === 'done'
    ? { kind: 'saved' }
    : { kind: 'invalid', account, notes: tried.notes }
}

export type Tried<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'invalid'; readonly notes: FormNotes }

/** Does something with the traits of a form. What is wrong with them becomes messages of the form. */
export async function withTraits<T>(
  fields: JsonObject,
  schema: IdentitySchema,
  work: (traits: JsonObject) => Promise<T>,
): Promise<Tried<T>> {
  const submission: Submission = {
    flowId: undefined,
    fromForm: true,
    fields,
    unreadable: undefined,
  }
  const traits = sentTraits(submission, schema, objectField(submission, 'traits') ?? {})
  try {
    guardFormTraits(submission, schema)
    return { kind: 'done', result: await work(traits) }
  } catch (error) {
    const problems = problemsIn(error)
    if (!problems) throw error
    return { kind: 'invalid', notes: noteProblems(noNotes, leavesOf(traits), problems) }
  }
}

function problemsIn(error: unknown): readonly Problem[] | undefined {
  if (error instanceof InvalidInput) return error.problems
  return error instanceof Conflict
    ? [{ message: message('validation.generic', { reason: error.message }) }]
    : undefined
}

/** The fields of the traits with what was wrong with them the last time, and messages above them. */
export function traitFields(
  traits: JsonObject,
  schema: IdentitySchema,
  notes: FormNotes,
): { readonly fields: readonly UiNode[]; readonly messages: readonly Message[] } {
  const fields = traitNodes(notes, schema, traits).map((node): UiNode => {
    const messages = notes.fields[node.name]?.messages
    return messages ? { ...node, messages } : node
  })
  // NOTE problems of what has no field are told above the form
  const named = new Set(fields.flatMap((node) => (node.type === 'input' ? [node.name] : [])))
  const others = Object.entries(notes.fields).filter(([name]) => !named.has(name))
  const { messages } = addMessages(
    notes,
    others.flatMap(([, note]) => note.messages.map((one) => ({ message: one }))),
    (all, one) => [...all, one],
  )
  return { fields, messages }
}

/**
 * The form, with what was wrong with it the last time; the values alone for who may not change them.
 */
export function traitsForm(
  { identity }: Account,
  schema: IdentitySchema,
  notes: FormNotes,
  { speech, token }: Pick<FormView, 'speech'> & { readonly token: FormToken },
): Html {
  const path = `${personPath(identity.id)}/traits`
  if (!token.may(path)) return facts(profileRows(identity, schema, speech))
  const { fields, messages } = traitFields(identity.traits, schema, notes)
  const nodes: UiNode[] = [
    csrfNode,
    ...fields,
    input('profile', 'method', 'submit', { value: 'profile', label: message('node.save') }),
  ]
  const whole: FormView = {
    render: speech.render,
    speech,
    csrfToken: token.text,
    action: consolePath + path,
    minPasswordLength: 0,
  }
  return html`${renderMessages({ nodes, messages }, whole)} ${renderForm(nodes, whole)}`
}
