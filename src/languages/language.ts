// The languages that people can choose from, and how a wish is matched with them.

/** BCP 47 tags, in the order in which they are offered. */
export const languages = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt-BR',
  'nl',
  'pl',
  'ja',
  'zh-Hans',
] as const

export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  'pt-BR': 'Português (Brasil)',
  nl: 'Nederlands',
  pl: 'Polski',
  ja: '日本語',
  'zh-Hans': '简体中文',
}

/**
 * The language of `offered` that fits a BCP 47 tag best; undefined: none does. The lookup of RFC 4647
 * (3.4): `de-AT` gets `de`. Besides, a tag without region gets the one kind of the language that there
 * is (`pt` gets `pt-BR`), and so does another region (`zh-CN` gets `zh-Hans`), but no other script.
 */
export function matchLanguage<L extends string = Language>(
  tag: string,
  offered: readonly L[] = languages as readonly string[] as readonly L[],
): L | undefined {
  const wished = localeOf(tag)
  if (!wished) return undefined
  for (let range = wished.baseName; range !== ''; range = withoutLastPart(range)) {
    const found = offered.find((one) => one.toLowerCase() === range.toLowerCase())
    if (found !== undefined) return found
  }
  const { language, script } = wished.maximize()
  return offered.find((one) => {
    const kind = localeOf(one)?.maximize()
    return kind?.language === language && kind.script === script
  })
}

/**
 * The language of `offered` that a browser asks for most (`Accept-Language`, RFC 9110 12.5.4); undefined:
 * it asks for none of them, or accepts any.
 */
export function acceptedLanguage<L extends string = Language>(
  header: string,
  offered?: readonly L[],
): L | undefined {
  // NOTE who sends the header decides how long it is, and the work is done before anything else
  return header
    .slice(0, 500)
    .split(',')
    .map(parseWish)
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .flatMap(({ tag }) => matchLanguage(tag, offered) ?? [])[0]
}

function parseWish(text: string): { readonly tag: string; readonly quality: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim())
  const weight = parameters.find((one) => /^q=/i.test(one))?.slice(2)
  const isWeight = weight === undefined || /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight)
  return { tag, quality: isWeight ? Number(weight ?? 1) : 0 }
}

/** Undefined for what is no tag; `de_AT` counts as `de-AT`. */
function localeOf(tag: string): Intl.Locale | undefined {
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(tag)) return undefined
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'))
  } catch {
    return undefined
  }
}

const withoutLastPart = (range: string): string =>
  range.slice(0, Math.max(0, range.lastIndexOf('-')))
