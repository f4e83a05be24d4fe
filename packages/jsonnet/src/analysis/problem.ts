/** The kinds of problems in a program that parses. */
export type Rule =
  | 'unknown-variable'
  | 'outside-object'
  | 'duplicate'
  | 'unused-local'
  | 'unknown-function'
  | 'argument-count'
  | 'import'
  | 'constant-condition'

/**
 * A problem. `fatal`: the program cannot run and is refused; other problems are reported by `lint`
 * only. `at`: offset in the source.
 */
export type Problem = {
  readonly rule: Rule
  readonly fatal: boolean
  readonly message: string
  readonly at: number
}
