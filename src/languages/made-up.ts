// Two made-up languages that show where a page breaks or has words of its own: one of long words, and
// one that is written from right to left. Their names are those of CLDR for the purpose.
import { mapTexts, type Text } from '#lib/text-places.ts'
import { english, unexplained } from './en/en.ts'
import type { Translation } from './translation.ts'

/** They are offered only where the configuration names them. */
export const madeUp = { 'en-XA': lengthened, 'ar-XB': mirrored } as const

export type MadeUp = keyof typeof madeUp
export const isMadeUp = (language: string): language is MadeUp => Object.hasOwn(madeUp, language)

/** The translation into a made-up language. */
export const madeUpTranslation = (language: MadeUp): Translation => {
  const change = madeUp[language]
  return mapTexts({ ...english, words: { ...english.words, unexplained } }, (text) =>
    changed(text, change),
  ) as Translation
}

/** A text, or each of its forms, changed. */
export const changed = (text: Text, change: (text: string) => string): Text =>
  typeof text === 'string'
    ? change(text)
    : (Object.fromEntries(
        Object.entries(text).map(([kind, sentence]) => [kind, change(sentence)]),
      ) as Text)

const latin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀćđéƒǵĥíĵķĺɱñóƥɋřšŧúṽŵẋýžÁƁĆĐÉƑǴĤÍĴĶĹḾÑÓƤɊŘŠŦÚṼŴẊÝŽ'
const arabic = 'ابتدهفغحيجكلمنوپقرسطضثظخعزابتدهفغحيجكلمنوپقرسطضثظخعز'

const spelt = (letters: string) => {
  const all = [...letters]
  return (text: string) =>
    // NOTE the names of facts stay
    text.replaceAll(/\{\w+\}|[A-Za-z]/g, (part) => all[latin.indexOf(part)] ?? part)
}
const withAccents = spelt(accented)
const inArabic = spelt(arabic)

/** Every letter has an accent; the text is 40 % longer, in brackets. */
export function lengthened(text: string): string {
  const more = Math.ceil(text.replaceAll(/\{\w+\}/g, '').length * 0.4)
  const word = 'ḽöṅĝ'
  const end = Array.from({ length: more }, (_, at) => word[at % 5] ?? ' ').join('')
  return `⟦${withAccents(text)} ${end.trim()}⟧`
}

/** Every letter is one of Arabic. */
export function mirrored(text: string): string {
  return `⟦${inArabic(text)}⟧`
}
