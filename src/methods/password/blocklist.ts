// Passwords that are refused without asking anybody: common ones, the name of the product, and what
// the traits of their person say.
import type { Json } from '#lib/json.ts'

/** Words this short are part of many good passwords. */
export const minWordLength = 4

let common: Promise<ReadonlySet<string>> | undefined

/** Some 49,000 passwords that many people use, in comparable form; loaded when first asked for. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(comparable)),
  )
  return common
}

/** Whether many people use this password. */
export async function isCommon(password: string): Promise<boolean> {
  return (await commonPasswords()).has(comparable(password))
}

/** Whether at least half of a password is one of these words. */
export function consistsOf(password: string, words: readonly string[]): boolean {
  const secret = comparable(password)
  return words.some((one) => {
    const word = comparable(one)
    return word.length >= minWordLength && 2 * word.length >= secret.length && secret.includes(word)
  })
}

/** The texts in a value, and their words. */
export function wordsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value, ...value.split(/[^\p{L}\p{N}]+/u)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

/** As which texts are compared. */
export function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
