/** What can be wrong with a program that can be parsed. */
export type Rule =
  | 'unknown-variable'
  | 'outside-object'
  | 'duplicate'
  | 'unused-local'
  | 'unknown-function'
  | 'argument-count'
  | 'import'
  | 'constant-condition'

/** `fatal`: the program can never run, so it is refused; the others may be found by `lint` only. */
export type Problem = {
  readonly rule: Rule
  readonly fatal: boolean
  readonly message: string
  readonly at: number
}
