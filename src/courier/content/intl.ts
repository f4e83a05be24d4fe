// Numbers and times in the words of a language.
import { localeOf } from '#languages/locale.ts'

/** The forms of a counted noun by the categories of CLDR; `{count}` is the number. */
export type PluralForms = {
  readonly [category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string
} & { readonly other: string }

/** The number with its noun in the form that the language has for it. */
export function counted(language: string, count: number, forms: PluralForms): string {
  const { plurals, numbers } = formatsOf(language)
  return (forms[plurals.select(count)] ?? forms.other).replace('{count}', numbers.format(count))
}

/** A time in UTC; empty for what is no time. */
export function momentOf(language: string, rfc3339: string): string {
  const at = Date.parse(rfc3339)
  return Number.isNaN(at) ? '' : `${formatsOf(language).moments.format(at)} UTC`
}

type Formats = {
  readonly plurals: Intl.PluralRules
  readonly numbers: Intl.NumberFormat
  readonly moments: Intl.DateTimeFormat
}
// NOTE each takes about a millisecond to make
const made = new Map<string, Formats>()

function formatsOf(language: string): Formats {
  const known = made.get(language)
  if (known) return known
  const locale = localeOf(language)
  const formats = {
    plurals: new Intl.PluralRules(locale),
    numbers: new Intl.NumberFormat(locale),
    moments: new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'UTC',
    }),
  }
  made.set(language, formats)
  return formats
}
