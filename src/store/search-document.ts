// All terms of an identity as one text, in which a term is found without another look-up: every
// term stands in a line of its own behind its field. No term and no field holds a character that
// divides here.
import { wholeField, type SearchTerm, type TermCondition } from '#identity/search-store.ts'

const lineEnd = '\n',
  divider = '\t'
/** In place of the divider, so that what stands for a whole value is found by no word. */
const wholeDivider = '\v'

const dividerOf = (field: string): string => (field === wholeField ? wholeDivider : divider)

export const writeDocument = (terms: readonly SearchTerm[]): string =>
  terms.length === 0
    ? ''
    : `${lineEnd}${terms.map(({ field, term }) => `${field}${dividerOf(field)}${term}${lineEnd}`).join('')}`

export function readDocument(document: string): readonly SearchTerm[] {
  return document.split(lineEnd).flatMap((line) => {
    const at = line.search(/[\t\v]/)
    return at < 0 ? [] : [{ field: line.slice(0, at), term: line.slice(at + 1) }]
  })
}

/** What a document holds exactly when it fulfils the condition. */
export function partFor(condition: TermCondition): string {
  switch (condition.kind) {
    case 'word':
      return `${divider}${condition.begin}`
    case 'prefix':
      return `${lineEnd}${condition.field}${divider}${condition.begin}`
    case 'exact':
      return `${lineEnd}${condition.field}${dividerOf(condition.field)}${condition.term}${lineEnd}`
  }
}
