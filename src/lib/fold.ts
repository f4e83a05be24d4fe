// The form in which texts are compared in searches.
import { distinct } from './distinct.ts'

/** How many characters of a text or a word are compared. */
export const foldedLength = 60

const plain = /^[\x21-\x5b\x5d-\x7e]+$/
const marks = /\p{M}+/gu
// Characters that databases order or compare in different ways: control characters, lone surrogates
// and the last code point.
const awkward = /[\p{Cc}\p{Cs}\u{10ffff}]+/gu

/**
 * Unicode NFKC in lower case without accents, with single spaces inside and none around, and with
 * `/` for the backslash. Folding twice is the same as folding once.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  const bare = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFKC')
  return bare.replace(awkward, ' ').replaceAll('\\', '/').replace(/\s+/gu, ' ').trim()
}

/** Whether a folded text is as long as what is compared, or longer. */
export const isLong = (folded: string): boolean =>
  folded.length >= foldedLength && [...folded].length >= foldedLength

/**
 * The compared beginning of a folded text. Of a long text it has exactly this length, and equals
 * that of no shorter text.
 */
export function cut(folded: string): string {
  if (!isLong(folded)) return folded
  // NOTE some databases ignore a space at the end
  return [...folded].slice(0, foldedLength).join('').replace(/ $/, '_')
}

/**
 * A folded text from its beginning, and from the beginning of each further word, so that it can be
 * found by a word and what follows. The part after the @ of an address is one word.
 */
export function fromEachWord(folded: string): readonly string[] {
  const at = folded.lastIndexOf('@')
  const inner = at < 0 ? folded : folded.slice(0, at)
  const words = folded === '' ? [] : [cut(folded)]
  for (const start of ascii.test(inner) ? wordsOfAscii(inner) : wordsOf(inner))
    words.push(cut(folded.slice(start)))
  if (at >= 0 && at + 1 < folded.length) words.push(cut(folded.slice(at + 1)))
  return words.length < 2 ? words : distinct(words)
}

const wordStart = /[^\p{L}\p{N}](?=[\p{L}\p{N}])/gu

/** The positions at which words begin, except the first position. */
const wordsOf = (text: string): readonly number[] =>
  [...text.matchAll(wordStart)].map(({ index }) => index + 1)

const ascii = /^[\x20-\x7e]*$/

/** As `wordsOf`, many times faster, for ASCII. */
function wordsOfAscii(text: string): readonly number[] {
  const starts: number[] = []
  let inWord = true
  for (let at = 0; at < text.length; at++) {
    const isOfWord = isAlphanumeric(text.charCodeAt(at))
    if (isOfWord && !inWord) starts.push(at)
    inWord = isOfWord
  }
  return starts
}

const isAlphanumeric = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
