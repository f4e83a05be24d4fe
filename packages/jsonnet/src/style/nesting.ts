import type { Token } from '../syntax/token.ts'
import { closes, opens } from './tidy.ts'

/** An open construct. `indent`: indentation of the line on which it begins. */
type Level = {
  readonly kind: 'program' | 'bracket' | 'local' | 'member' | 'condition'
  readonly indent: number
  /** Whether a new element begins here: after the bracket, a comma or a semicolon. */
  fresh: boolean
  readonly token: Token | undefined
}

const step = 2

/** Computes the indentation of lines while reading the tokens one by one. */
export type Nesting = {
  /** Indentation of a line that begins with this token. */
  indentOf(token: Token): number
  /** Indentation of a comment on its own line before this token. */
  indentOfComment(before: Token): number
  /** Records a token that stands on a line with this indentation. */
  pass(token: Token, lineIndent: number): void
}

/** Starts at the beginning of a program. */
export function createNesting(): Nesting {
  const levels: Level[] = [{ kind: 'program', indent: 0, fresh: true, token: undefined }]
  const top = (): Level => levels.at(-1) as Level
  const open = (kind: Level['kind'], indent: number, token: Token): void =>
    void levels.push({ kind, indent, fresh: true, token })
  /** Closes levels until one of these kinds is on top. */
  const endTo = (...kinds: Level['kind'][]): void => {
    while (levels.length > 1 && !kinds.includes(top().kind)) levels.pop()
  }
  const bracket = (): Level | undefined =>
    levels.findLast(({ kind }) => kind === 'bracket' || kind === 'program')

  const inside = (level: Level): number => {
    if (level.kind === 'program') return level.indent + (level.fresh ? 0 : step)
    return level.indent + step + (level.kind === 'bracket' && !level.fresh ? step : 0)
  }

  return {
    indentOf(token) {
      if (closes(token)) return bracket()?.indent ?? 0
      if (token.role === 'clause') return (bracket()?.indent ?? 0) + step
      if (token.text === 'then' || token.text === 'else')
        return levels.findLast(({ kind }) => kind === 'condition')?.indent ?? 0
      return inside(top())
    },
    indentOfComment(before) {
      if (!closes(before)) return this.indentOf(before)
      return (bracket()?.indent ?? 0) + step
    },
    pass(token, lineIndent) {
      const { kind, text, role } = token
      if (closes(token)) {
        endTo('bracket')
        levels.pop()
      } else if (text === ';' && kind === 'operator') {
        endTo('local', 'bracket', 'program')
        if (top().kind === 'local') levels.pop()
        top().fresh = true
        return
      } else if (text === ',' && kind === 'operator') {
        endTo('local', 'bracket', 'program')
        // NOTE in an object a comma ends a local; elsewhere it separates the variables of a local
        if (top().kind === 'local' && top().token?.role === 'object') levels.pop()
        top().fresh = true
        return
      } else if (role === 'clause') {
        endTo('bracket', 'program')
      }
      if (kind === 'end') return
      const { fresh } = top()
      top().fresh = false
      if (opens(token)) open('bracket', lineIndent, token)
      else if (kind === 'keyword' && (text === 'local' || text === 'assert'))
        open('local', lineIndent, {
          ...token,
          ...(fresh && top().token?.role === 'object' && top().kind === 'bracket'
            ? { role: 'object' as const }
            : {}),
        })
      else if (role === 'field') open('member', lineIndent, token)
      else if (role === 'condition') open('condition', lineIndent, token)
    },
  }
}
