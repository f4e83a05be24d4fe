// The terms of an identity as one text, in which a term can be found without another query: each
// term is a line after its field. Neither contains the separators.
import { wholeField, type SearchTerm, type TermCondition } from '#identity/search-store.ts'

const lineEnd = '\n',
  divider = '\t'
/** Replaces the divider for whole values, so that words are not found in them. */
const wholeDivider = '\v'

const dividerOf = (field: string): string => (field === wholeField ? wholeDivider : divider)

export const writeDocument = (terms: readonly SearchTerm[]): string =>
  terms.length === 0 ? '' : lineEnd + terms.map(lineOf).join('')

const lineOf = ({ field, term }: SearchTerm): string =>
  `${field}${dividerOf(field)}${term}${lineEnd}`

export function readDocument(document: string): readonly SearchTerm[] {
  return document.split(lineEnd).flatMap((line) => {
    const at = line.search(/[\t\v]/)
    return at < 0 ? [] : [{ field: line.slice(0, at), term: line.slice(at + 1) }]
  })
}

/** The text that a document contains exactly when it meets the condition. */
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
