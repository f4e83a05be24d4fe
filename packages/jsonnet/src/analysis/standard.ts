import { natives } from '../std/natives.ts'
import type { Suffix } from '../syntax/ast.ts'
import type { Problem } from './problem.ts'

const otherFields: ReadonlySet<string> = new Set(['thisFile', 'pi'])

/** Checks that `std.name` exists, and that a call of it has valid arguments. */
export function checkStandard(
  [field, call]: readonly Suffix[],
  report: (problem: Problem) => void,
): void {
  if (field?.kind !== 'index' || field.key.kind !== 'literal') return
  const name = String(field.key.value)
  const native = natives.get(name)
  if (native === undefined) {
    if (!otherFields.has(name))
      report({
        rule: 'unknown-function',
        fatal: false,
        message: `std has no ${name}`,
        at: field.key.at,
      })
    return
  }
  if (call?.kind !== 'call') return
  const { params } = native
  const wrong = (message: string): void =>
    report({ rule: 'argument-count', fatal: false, message, at: call.at })
  if (call.positional.length + call.named.length > params.length)
    wrong(`std.${name} takes ${params.length} arguments at most`)
  for (const { name: given } of call.named)
    if (!params.some((param) => param.name === given))
      wrong(`std.${name} has no parameter ${given}`)
  params.forEach(({ name: param, optional }, i) => {
    if (
      !optional &&
      i >= call.positional.length &&
      !call.named.some((given) => given.name === param)
    )
      wrong(`std.${name} needs its parameter ${param}`)
  })
}
