// What was said about a form before, where the rules have it stay when the form is sent again with
// something wrong in it.
import type { Problem } from '#errors/invalid-input.ts'
import type { Message } from '#messages/message.ts'
import type { MessagesOnRetry } from '#rules.ts'
import type { FieldNote, FormNotes } from './flow.ts'
import { addMessages } from './form.ts'
import type { Shown, TakeNotes } from './steps.ts'

/** A form that is sent a thousand times does not grow. */
const most = 20

/** Undefined where only what is wrong this time is said. */
export function takesNotes(rule: MessagesOnRetry): TakeNotes | undefined {
  return rule === 'dropped'
    ? undefined
    : ({ form }, shown, problems) => addProblems(form, shown, problems, rule)
}

/**
 * The notes with what is wrong this time besides what was before. A field that begins anew shows
 * what was sent for it, be it nothing.
 */
export function addProblems(
  before: FormNotes,
  shown: Shown,
  problems: readonly Problem[],
  rule: Exclude<MessagesOnRetry, 'dropped'>,
): FormNotes {
  const withoutMethod = problems.some(({ message }) => isWithoutMethod(message))
  const anew = new Set(
    rule === 'kept'
      ? []
      : [
          ...problems.filter(isUnfilled(rule)).map(({ field }) => field),
          ...(withoutMethod ? Object.keys(shown) : []),
        ],
  )
  const fields: Record<string, FieldNote> = { ...before.fields }
  for (const name of anew) if (name !== undefined) fields[name] = { messages: [] }
  for (const [name, value] of Object.entries(shown)) {
    if (anew.has(name) || value !== '')
      fields[name] = { value, messages: fields[name]?.messages ?? [] }
  }
  // NOTE what an earlier step said, such as that a message was sent or a code was wrong, is no news
  // any more
  const notes = addMessages(
    { messages: before.messages.filter(isMistake), fields },
    problems,
    added,
  )
  return { ...notes, ...(withoutMethod ? { withoutMethod } : {}) }
}

const added = (messages: readonly Message[], message: Message): readonly Message[] =>
  [...messages, message].slice(-most)

const isWithoutMethod = ({ key }: Message): boolean =>
  key === 'recovery.no-method' || key === 'verification.no-method'
const isMistake = (message: Message): boolean =>
  isWithoutMethod(message) || message.key.startsWith('validation.')

const isUnfilled =
  (rule: MessagesOnRetry) =>
  ({ message: { key } }: Problem): boolean =>
    key === 'validation.required' || (key === 'validation.empty' && rule === 'kept-where-filled-in')
