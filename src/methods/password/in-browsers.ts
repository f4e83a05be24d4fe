// The rules of this server for passwords as a script: a page tells while a password is typed what the
// server would say of it. They are the same functions, without their types.
import { comparable, consistsOf, minWordLength, wordsIn } from './blocklist.ts'
import { distance, isSimilar, minDistance, sharesHalf } from './similarity.ts'

/** Declares `isSimilar`, `consistsOf`, `wordsIn` and `comparable`. */
export const rulesScript = [
  `const minDistance = ${minDistance}, minWordLength = ${minWordLength}`,
  ...[sharesHalf, distance, isSimilar, comparable, consistsOf, wordsIn].map(String),
].join('\n')
