/** A comment with its marks, and the line breaks between it and what stands before it. */
export type Comment = { readonly text: string; readonly breaks: number }

export type TokenKind = 'name' | 'keyword' | 'number' | 'string' | 'operator' | 'end'

/** What a mark means at its place; the parser finds out. */
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
  /** As it stands in the source. */
  readonly text: string
  /** Of strings and numbers. */
  readonly value: string | number
  /** Offset of the first character. */
  readonly at: number
  readonly comments: readonly Comment[]
  /** Line breaks between this token and what stands before it, a comment or a token. */
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
