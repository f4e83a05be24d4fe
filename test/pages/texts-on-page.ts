// The texts that a page shows or says, without those of the service and of the person.
import type { Page } from 'playwright-core'
import { translationOf } from '#languages/catalogue.ts'
import { finderOf } from '#languages/explain.ts'
import type { Language } from '#languages/language.ts'
import { isPlural, textsIn, type Text } from '#lib/text-places.ts'

/** What has no language: names of the service, of its schema and of the person in `tour.ts`. */
export const data = [
  'E-mail',
  'First name',
  'Last name',
  'Website',
  'Date of birth',
  'Member since',
  'Number of children',
  'Pets',
  'Send me the newsletter, at most once in a month',
  'Pallas',
  'UTC',
  'node',
] as const

const dataElements =
  'time, dd, .account-name, .codes, .output-text, [translate=no], script, style, noscript'

/** Texts, names of elements, and what scripts will show. `without`: elements with data. */
export const textsOn = (page: Page, without = dataElements): Promise<readonly string[]> =>
  page.evaluate<string[]>(`(() => {
    const texts = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());) {
      if (!node.parentElement.closest(${JSON.stringify(without)})) texts.push(node.data)
    }
    for (const one of document.querySelectorAll('body *')) {
      if (one.closest('[translate=no]')) continue
      for (const name of ['placeholder', 'aria-label', 'title', 'alt', 'download'])
        if (one.hasAttribute(name)) texts.push(one.getAttribute(name))
      for (const [name, value] of Object.entries(one.dataset))
        if (/^(show|hide|print)/i.test(name)) texts.push(value)
    }
    return texts
  })()`)

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const hasWords = (text: string): boolean => /\p{Letter}{2}/u.test(text)

/** Ids, addresses, and names that stand in files and in the API: `token.created`. */
const keys = /[\da-f-]{36}|[\w.+-]*@[\w.]+|https?:\S+|localhost:\d+|\b[a-z-]+(?:\.[a-z-]+)+\b/g

const sentencesOf = (text: Text): readonly string[] =>
  isPlural(text) ? Object.values(text) : [text]

/** Finds whether a text is one of these, whatever stands in its places. */
function finderIn(texts: readonly string[]): (text: string) => boolean {
  // NOTE a text that is little more than its places is found in anything
  const own = texts.filter((text) => hasWords(text.replaceAll(/\{\w+\}/g, '')))
  const find = finderOf(Object.fromEntries(own.map((text, at) => [String(at), text])))
  return (text) => find(text) !== undefined
}

/**
 * Tells what of a page is left in English: a text that is on the English page as well and is none of
 * the language, or a sentence of ours in English inside of another text. `more`: the English texts and
 * those of the language that are in no catalogue of the pages.
 */
export function createEnglishFinder(
  language: Language,
  more: { readonly english: readonly string[]; readonly own: readonly string[] } = {
    english: [],
    own: [],
  },
) {
  const all = (of: Language) => textsIn(translationOf(of)).flatMap(([, text]) => sentencesOf(text))
  const isOwn = finderIn([...all(language), ...more.own])
  const sentences = [...all('en'), ...more.english].filter(
    (text) => !text.includes('{') && text.length > 15 && text.split(' ').length > 2 && !isOwn(text),
  )
  return (page: readonly string[], inEnglish: readonly string[], names: readonly string[]) => {
    // NOTE the title of the console is several texts
    const partsOf = (texts: readonly string[]) => texts.flatMap((text) => tidy(text).split(' · '))
    const english = new Set(partsOf(inEnglish))
    const isData = (text: string) =>
      !hasWords(names.reduce((rest, name) => rest.replaceAll(name, ''), text.replaceAll(keys, '')))
    const texts = partsOf(page).filter(hasWords)
    const whole = texts.join('\n')
    const found = sentences.filter((one) => whole.includes(one))
    return texts.filter(
      (text) =>
        found.some((one) => text.includes(one)) ||
        (english.has(text) && !isData(text) && !isOwn(text)),
    )
  }
}
