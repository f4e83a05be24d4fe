// Markup as tagged templates. Everything put into one is text, and escaped, unless it is markup from here itself.

const markup = Symbol('markup')

/** Markup that is safe to send. Only `html` makes it: no value from elsewhere, JSON above all, can pass for it. */
export type Html = { readonly [markup]: string }
export type Value = Html | string | number | false | null | undefined | readonly Value[]

/** Put attribute values in quotes; what is between them is then safe too. `false`, `null` and `undefined` are nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { [markup]: strings.reduce((all, part, at) => all + textOf(values[at - 1]) + part) }
}

/** `name="value"` for each; `true` is the bare name, `false` and `undefined` leave it out. Names come from code, never from data. */
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

/** The text to send. */
export function render(page: Html): string {
  return page[markup]
}

function textOf(value: Value): string {
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return String(value)
  return markup in value ? value[markup] : value.map(textOf).join('')
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
