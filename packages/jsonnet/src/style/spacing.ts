import type { Token } from '../syntax/token.ts'

/** Whether two tokens on one line are separated by a space. */
export function spaced(left: Token, right: Token): boolean {
  if (right.kind === 'end') return false
  if (left.kind === 'operator' && !spacedAfter(left, right)) return false
  return right.kind !== 'operator' || spacedBefore(right, left)
}

function spacedAfter({ text, role }: Token, right: Token): boolean {
  switch (text) {
    case '.':
    case '(':
    case '[':
      return false
    case '{':
      return right.text !== '}'
    default:
      return role !== 'unary' && role !== 'slice' && role !== 'argument'
  }
}

function spacedBefore({ text, role }: Token, left: Token): boolean {
  switch (text) {
    case '.':
    case ',':
    case ';':
    case ')':
    case ']':
      return false
    case '}':
      return left.text !== '{'
    default:
      return (
        role !== 'call' &&
        role !== 'parameters' &&
        role !== 'index' &&
        role !== 'field' &&
        role !== 'slice' &&
        role !== 'argument'
      )
  }
}
