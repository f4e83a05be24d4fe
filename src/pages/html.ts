// HTML as tagged templates. Every value put into a template is escaped, unless it is itself the
// result of such a template.

const markup = Symbol('markup')

/** HTML that is safe to send. Only `html` and `attributes` can make it, never parsed JSON. */
export type Html = { readonly [markup]: Markup }
export type Value = Words | Html | number | false | null | undefined | readonly Value[]

/** What depends on who reads it, as words on their language. `render` is given the reader. */
export class Later {
  readonly for: (reader: unknown) => Value
  constructor(say: (reader: unknown) => Value) {
    this.for = say
  }
  toString(): string {
    throw new Error('A text that depends on the reader was put into a string.')
  }
}

/** Words that stand in a page, known now or once the reader is known. */
export type Words = string | Later

/** NOTE a page without anything that depends on the reader is one string from the start */
type Markup = string | Later | readonly Markup[]

/**
 * Attribute values must stand in quotes to be safe. `false`, `null` and `undefined` render as
 * nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  // NOTE by index: a page has hundreds of these
  let text = strings[0] ?? ''
  let before: Markup[] | undefined
  for (let at = 0; at < values.length; at++) {
    const written = markupOf(values[at])
    const next = strings[at + 1] ?? ''
    if (typeof written === 'string') text += written + next
    else {
      ;(before ??= []).push(text, written)
      text = next
    }
  }
  return { [markup]: before === undefined ? text : [...before, text] }
}

/**
 * `name="value"` for each entry. `true` renders the name alone; `false` and `undefined` leave the
 * attribute out. Names are not escaped and must come from code.
 */
export function attributes(
  all: Readonly<Record<string, Words | number | boolean | undefined>>,
): Html {
  const parts: Markup[] = []
  for (const [name, value] of Object.entries(all)) {
    if (value === undefined || value === false) continue
    if (parts.length > 0) parts.push(' ')
    if (value === true) parts.push(name)
    else parts.push(name, '="', markupOf(value), '"')
  }
  return { [markup]: joined(parts) }
}

/** The text with a place before each `@` where a line may break, for long e-mail addresses. */
export function breakable(text: Words): Html {
  if (typeof text !== 'string')
    return { [markup]: new Later((reader) => breakable(sayWords(text, reader))) }
  return { [markup]: escape(text).replaceAll('@', '<wbr>@') }
}

/** The HTML as text, for this reader. */
export const render = (page: Html, reader?: unknown): string => written(page[markup], reader)

/** One text for this reader, not escaped. */
export function sayWords(words: Words, reader: unknown): string {
  if (typeof words === 'string') return words
  const said = words.for(reader)
  return typeof said === 'string' || said instanceof Later ? sayWords(said, reader) : ''
}

const written = (one: Markup, reader: unknown): string =>
  typeof one === 'string'
    ? one
    : one instanceof Later
      ? written(markupOf(one.for(reader)), reader)
      : one.map((part) => written(part, reader)).join('')

function markupOf(value: Value): Markup {
  if (typeof value === 'string') return escape(value)
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'number') return String(value)
  if (value instanceof Later) return value
  return markup in value ? value[markup] : joined(value.map(markupOf))
}

const joined = (parts: readonly Markup[]): Markup =>
  parts.every((one) => typeof one === 'string') ? parts.join('') : parts

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  // NOTE most texts have none of them, and looking costs less than replacing
  if (!/[&<>"']/.test(text)) return text
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
