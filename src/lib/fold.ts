// The form in which texts are searched: what looks alike to somebody who is searching is alike.
import { distinct } from './distinct.ts'

/** So many characters of a text, or of a word, are compared. */
export const foldedLength = 60

const plain = /^[\x21-\x5b\x5d-\x7e]+$/
const marks = /\p{M}+/gu
// What databases order or compare in different ways: controls, lone surrogates, and the last
// character of all.
const awkward = /[\p{Cc}\p{Cs}\u{10ffff}]+/gu

/**
 * Unicode NFKC, lower case, accents left out, a single space for any run of spaces and none around,
 * `/` for the backslash. Applying it twice changes nothing.
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

/** Whether a folded text is longer than what is compared of it, or may be. */
export const isLong = (folded: string): boolean =>
  folded.length >= foldedLength && [...folded].length >= foldedLength

/**
 * The first characters of a folded text. Of a long one exactly so many, so that it is equal to none
 * that is not long.
 */
export function cut(folded: string): string {
  if (!isLong(folded)) return folded
  // NOTE some databases take no notice of a space at the end
  return [...folded].slice(0, foldedLength).join('').replace(/ $/, '_')
}

/**
 * A folded text from its beginning on, and from the beginning of each further word on, so that a
 * word is found by how the text goes on from there. What follows the @ of an address counts as one
 * word.
 */
export function fromEachWord(folded: string): readonly string[] {
  const at = folded.lastIndexOf('@')
  const inner = at < 0 ? folded : folded.slice(0, at)
  const starts = [0, ...(ascii.test(inner) ? wordsOfAscii(inner) : wordsOf(inner))]
  if (at >= 0 && at + 1 < folded.length) starts.push(at + 1)
  return distinct(starts.map((start) => cut(folded.slice(start))).filter((word) => word !== ''))
}

const wordStart = /[^\p{L}\p{N}](?=[\p{L}\p{N}])/gu

/** Where words begin, but for one at the very beginning. */
const wordsOf = (text: string): readonly number[] =>
  [...text.matchAll(wordStart)].map(({ index }) => index + 1)

const ascii = /^[\x20-\x7e]*$/

/** As `wordsOf`, for texts of most people, many times faster. */
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
