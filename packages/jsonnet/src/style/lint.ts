import { analyse } from '../analysis/analyse.ts'
import type { Rule } from '../analysis/problem.ts'
import { createLocator, JsonnetError, type Position } from '../errors.ts'
import { guarded } from '../program.ts'
import { tokenize } from '../syntax/lexer.ts'
import { parse } from '../syntax/parser.ts'

/** A problem found by `lint`. */
export type Finding = {
  readonly rule: Rule | 'syntax'
  /** Whether the program cannot run. */
  readonly fatal: boolean
  readonly message: string
  readonly position: Position
}

/** The problems of a program, ordered by position. */
export function lint(source: string): readonly Finding[] {
  try {
    const tree = guarded(source, '', () => parse(tokenize(source)))
    const locate = createLocator(source)
    return analyse(tree).map(({ at, ...problem }) => ({ ...problem, position: locate(at) }))
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error
    return [
      {
        rule: 'syntax',
        fatal: true,
        message: error.reason,
        position: error.position ?? { line: 1, column: 1 },
      },
    ]
  }
}
