// The messages of a form that is sent again, where the rules keep those of before.
import type { Problem } from '#errors/invalid-input.ts'
import type { Message } from '#messages/message.ts'
import type { MessagesOnRetry } from '#rules.ts'
import type { FieldNote, FormNotes } from './flow.ts'
import { addMessages } from './form.ts'
import type { Shown, TakeNotes } from './steps.ts'

/** The largest number of messages that a form and each field keeps. */
const most = 20

/** Undefined where the earlier messages are removed. */
export function takesNotes(rule: MessagesOnRetry): TakeNotes | undefined {
  if (rule === 'dropped') return undefined
  return ({ form }, shown, problems) =>
    rule === 'dropped-from-fields'
      ? noteOnFields(form, shown, problems)
      : addProblems(form, shown, problems, rule)
}

/** The messages of the form stay; each field shows what was sent last, even nothing. */
function noteOnFields(before: FormNotes, shown: Shown, problems: readonly Problem[]): FormNotes {
  const names = [...Object.keys(before.fields), ...Object.keys(shown)]
  const named = problems.flatMap(({ field }) => field ?? [])
  return addMessages(
    {
      messages: before.messages.filter((one) => !isMistake(one)),
      fields: Object.fromEntries(
        [...names, ...named].map((name) => [name, { value: shown[name] ?? '', messages: [] }]),
      ),
    },
    problems,
    added,
  )
}

/**
 * The notes with the new problems added to the earlier messages. A field that starts anew loses its
 * messages and shows what was sent, even an empty value.
 */
export function addProblems(
  before: FormNotes,
  shown: Shown,
  problems: readonly Problem[],
  rule: Exclude<MessagesOnRetry, 'dropped' | 'dropped-from-fields'>,
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
  // NOTE messages of an earlier step are out of date, such as that a message was sent
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
  isWithoutMethod(message) ||
  message.key === 'verification.code-wrong' ||
  message.key.startsWith('validation.')

const isUnfilled =
  (rule: MessagesOnRetry) =>
  ({ message: { key } }: Problem): boolean =>
    key === 'validation.required' || (key === 'validation.empty' && rule === 'kept-where-filled-in')
