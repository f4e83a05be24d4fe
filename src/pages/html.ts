// HTML as tagged templates. Every value put into a template is escaped, unless it is itself the
// result of such a template.

const markup = Symbol('markup')

/** HTML that is safe to send. Only `html` and `attributes` can make it, never parsed JSON. */
export type Html = { readonly [markup]: string }
export type Value = Html | string | number | false | null | undefined | readonly Value[]

/**
 * Attribute values must stand in quotes to be safe. `false`, `null` and `undefined` render as
 * nothing.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { [markup]: strings.reduce((all, part, at) => all + renderValue(values[at - 1]) + part) }
}

/**
 * `name="value"` for each entry. `true` renders the name alone; `false` and `undefined` leave the
 * attribute out. Names are not escaped and must come from code.
 */
export function attributes(
  all: Readonly<Record<string, string | number | boolean | undefined>>,
): Html {
  const parts = Object.entries(all).flatMap(([name, value]) =>
    value === undefined || value === false
      ? []
      : value === true
        ? [name]
        : [`${name}="${escape(String(value))}"`],
  )
  return { [markup]: parts.join(' ') }
}

/** The text with a place before each `@` where a line may break, for long e-mail addresses. */
export function breakable(text: string): Html {
  return { [markup]: escape(text).replaceAll('@', '<wbr>@') }
}

/** The HTML as text. */
export function render(page: Html): string {
  return page[markup]
}

function renderValue(value: Value): string {
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  return markup in value ? value[markup] : value.map(renderValue).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}
