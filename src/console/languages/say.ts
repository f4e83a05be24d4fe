// What the texts of a language are put together with: its numbers, plurals and units.

/** `#` is the place of the number. */
type Forms = { readonly other: string } & { readonly [Kind in Intl.LDMLPluralRule]?: string }

export type Say = {
  number(value: number): string
  /** The form for this number; `7`, `99+` or a number. */
  counted(count: number | string, forms: Forms): string
  percent(share: number): string
  megabytes(bytes: number): string
  milliseconds(ms: number): string
}

/** NOTE only what is used is made: a format takes more memory than a page */
export function sayIn(locale: string): Say {
  const formats = new Map<string, Intl.NumberFormat>()
  let rules: Intl.PluralRules | undefined
  function format(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const found = formats.get(name) ?? new Intl.NumberFormat(locale, options)
    formats.set(name, found)
    return found
  }
  const unit = (name: string, digits: number) =>
    format(name, {
      style: 'unit',
      unit: name,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
  const number = (value: number) => format('number', {}).format(value)
  const percents = {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  } as const
  return {
    number,
    counted(count, forms) {
      rules ??= new Intl.PluralRules(locale)
      const form = forms[rules.select(Number.parseInt(String(count), 10))] ?? forms.other
      return form.replace('#', () => (typeof count === 'number' ? number(count) : count))
    },
    percent: (share) => format('percent', percents).format(share),
    megabytes: (bytes) => unit('megabyte', 0).format(bytes / 1_048_576),
    milliseconds: (ms) => unit('millisecond', 1).format(ms),
  }
}
