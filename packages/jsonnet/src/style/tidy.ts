import { keywords, type Token } from '../syntax/token.ts'

const opening: ReadonlySet<string> = new Set(['(', '[', '{'])
const closing: ReadonlySet<string> = new Set([')', ']', '}'])
const isMark = ({ kind }: Token) => kind === 'operator'

export const opens = (token: Token): boolean => isMark(token) && opening.has(token.text)
export const closes = (token: Token): boolean => isMark(token) && closing.has(token.text)

/**
 * Normalizes tokens: single quotes, unquoted field names, a trailing comma exactly when the closing
 * bracket is on its own line. If the first element is on its own line, so is the closing bracket.
 */
export function tidy(tokens: readonly Token[]): Token[] {
  const tidied: Token[] = []
  const open: { readonly token: Token; broken: boolean; comprehension: boolean }[] = []
  tokens.forEach((token, i) => {
    const last = tidied.at(-1)
    if (token.role === 'clause') {
      const bracket = open.at(-1)
      if (bracket) bracket.comprehension = true
      if (last?.text === ',' && isMark(last)) tidied.pop()
    }
    if (!closes(token)) {
      if (opens(token))
        open.push({ token, broken: startsLine(tokens[i + 1]), comprehension: false })
      tidied.push(reworded(token))
      return
    }
    const bracket = open.pop()
    const list = bracket?.token.role === 'object' || bracket?.token.role === 'array'
    const broken = startsLine(token) || (list && bracket.broken)
    const empty = last === undefined || last === bracket?.token
    if (last?.text === ',' && isMark(last) && (!broken || !list || bracket?.comprehension))
      tidied.pop()
    else if (broken && list && !empty && !bracket.comprehension && last.text !== ',')
      tidied.push({ kind: 'operator', text: ',', value: '', at: token.at, comments: [], breaks: 0 })
    tidied.push(
      broken && !empty
        ? { ...token, breaks: Math.max(1, token.breaks), comments: token.comments }
        : token,
    )
  })
  return tidied
}

const startsLine = (token: Token | undefined): boolean =>
  token !== undefined && (token.breaks > 0 || token.comments.some(({ breaks }) => breaks > 0))

function reworded(token: Token): Token {
  if (token.kind !== 'string' || token.text.startsWith('|||')) return token
  if (
    token.role === 'name' &&
    /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(String(token.value)) &&
    !keywords.has(String(token.value))
  )
    return { ...token, text: String(token.value) }
  if (!token.text.startsWith('"') || /'|\\"/.test(token.text)) return token
  return { ...token, text: `'${token.text.slice(1, -1)}'` }
}
