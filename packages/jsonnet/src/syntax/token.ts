/** A comment with its delimiters, and the number of line breaks before it. */
export type Comment = { readonly text: string; readonly breaks: number }

export type TokenKind = 'name' | 'keyword' | 'number' | 'string' | 'operator' | 'end'

/** The meaning of a punctuation token in its context; set by the parser. */
export type Role =
  | 'call'
  | 'parameters'
  | 'group'
  | 'index'
  | 'array'
  | 'computed'
  | 'object'
  | 'name'
  | 'field'
  | 'message'
  | 'slice'
  | 'bind'
  | 'argument'
  | 'unary'
  | 'binary'
  | 'clause'
  | 'condition'

export type Token = {
  readonly kind: TokenKind
  /** The text in the source. */
  readonly text: string
  /** The value of a string or number. */
  readonly value: string | number
  /** Offset of the first character. */
  readonly at: number
  readonly comments: readonly Comment[]
  /** Number of line breaks between this token and the previous token or comment. */
  readonly breaks: number
  role?: Role
}

export const keywords: ReadonlySet<string> = new Set([
  'assert',
  'else',
  'error',
  'false',
  'for',
  'function',
  'if',
  'import',
  'importstr',
  'importbin',
  'in',
  'local',
  'null',
  'tailstrict',
  'then',
  'self',
  'super',
  'true',
])
