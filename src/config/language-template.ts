// A file with every text of a language, to be translated; and what is still to be done in it.
import { stringify } from 'yaml'
import { languages, type Language } from '#languages/language.ts'
import { localeOf, numberKindsOf } from '#languages/locale.ts'
import { isOfferable } from '#languages/offered.ts'
import { isPlural, placesOf, type Text } from '#lib/text-places.ts'
import { missingIn, type LanguageFiles } from './language-files.ts'
import { everyTextOf } from './language-texts.ts'

/**
 * A file that adds a language, with all texts of one of ours; of a language that is ours, a file with
 * its texts.
 */
export async function languageTemplate(tag: string, from: Language): Promise<string> {
  const texts = Object.fromEntries(
    [...(await everyTextOf(isOfferable(tag) ? tag : from))].map(([key, text]) => [
      key,
      isPlural(text) ? inForms(text, tag) : text,
    ]),
  )
  const head = isOfferable(tag) ? {} : { name: nameFor(tag), fallback: from }
  return `${guide(tag)}${stringify({ [tag]: { ...head, ...texts } }, { lineWidth: 0 })}`
}

/** One for each kind of number that the language has. */
function inForms(text: Text & object, tag: string): Text {
  const kinds = numberKindsOf(tag).usual
  return {
    ...Object.fromEntries([...kinds].map((kind) => [kind, formOf(text, kind)])),
    other: text.other,
  }
}

const formOf = (text: Text & object, kind: string): string =>
  (text as { readonly [kind: string]: string })[kind] ?? text.other

/** What a language calls itself, as `Intl` knows it. */
function nameFor(tag: string): string {
  const locale = localeOf(tag)
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

const guide = (tag: string): string =>
  [
    `Texts of ${tag} by their keys. {name}, {1} and {count} are places: they stay, anywhere in the text.`,
    'A text with one, few, other has a form for each kind of number of the language.',
    'What is left out is told in the language of fallback. pallas languages check FILE tells what is',
    'missing. pallas.languages.texts of the configuration names the file, or the folder it is in.',
  ]
    .map((line) => `# ${line}\n`)
    .join('')

/** A text of a language that is added, and what is to be done about it. */
export type Shortcoming = { readonly key: string; readonly problem: string }

/** What is still to be done in a language that is added. */
export async function shortcomingsOf(
  language: string,
  files: LanguageFiles,
): Promise<readonly Shortcoming[]> {
  const own = files.replacements[language] ?? {}
  const english = await everyTextOf('en')
  const others = await Promise.all(languages.filter((one) => one !== 'en').map(everyTextOf))
  const isOfAll = (key: string, text: Text) =>
    others.some((texts) => isWithin(texts.get(key) ?? '', text))
  const { usual } = numberKindsOf(language)
  const found = Object.entries(own).flatMap(([key, text]): readonly Shortcoming[] => {
    const source = english.get(key) ?? ''
    const lost = [...placesOf(source)].filter(
      (place) => place !== 'count' && !placesOf(text).has(place),
    )
    const kinds = isPlural(source) ? [...usual].filter((kind) => !hasForm(text, kind)) : []
    return [
      // NOTE what one of ours has as in English, too, is a name or an international word
      ...(isWithin(text, source) && !isOfAll(key, source) ? ['is left in English'] : []),
      ...(lost.length > 0 ? [`leaves out ${lost.map((one) => `{${one}}`).join(', ')}`] : []),
      ...(kinds.length > 0 ? [`has no form for ${kinds.join(', ')}`] : []),
    ].map((problem) => ({ key, problem }))
  })
  return [...missingIn(files, language).map((key) => ({ key, problem: 'is missing' })), ...found]
}

const hasForm = (text: Text, kind: string): boolean =>
  typeof text === 'string' || Object.hasOwn(text, kind)

const sentencesOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : Object.values(text)

const isWithin = (text: Text, source: Text): boolean =>
  sentencesOf(text).every((one) => sentencesOf(source).includes(one))
