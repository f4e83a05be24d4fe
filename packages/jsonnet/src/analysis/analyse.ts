// Static analysis: finds problems without running the program.
// https://jsonnet.org/ref/spec.html#static_checking
import type {
  Assertion,
  Bind,
  CallSuffix,
  Clause,
  Expr,
  Field,
  FunctionExpr,
  ObjectExpr,
} from '../syntax/ast.ts'
import { look, noNames, reportUnused, withVariables, type Names } from './names.ts'
import type { Problem } from './problem.ts'
import { checkStandard } from './standard.ts'

/** All problems of a program, ordered by position. */
export function analyse(program: Expr): Problem[] {
  const problems: Problem[] = []
  const report = (problem: Problem): void => void problems.push(problem)

  const maybe = (expr: Expr | undefined, names: Names): void => {
    if (expr) visit(expr, names)
  }
  const all = (exprs: readonly Expr[], names: Names): void => {
    for (const expr of exprs) visit(expr, names)
  }
  /** Checks mutually recursive variables and the code in their scope. */
  const scoped = (
    binds: readonly Bind[],
    outer: Names,
    what: string,
    inside: (names: Names) => void,
  ): void => {
    const names = withVariables(outer, binds, true, report, what)
    for (const { value } of binds) visit(value, names)
    inside(names)
    reportUnused(names, report)
  }
  const needsObject = (word: string, at: number, { inObject }: Names): void => {
    if (!inObject)
      report({
        rule: 'outside-object',
        fatal: true,
        message: `${word} means nothing outside of an object`,
        at,
      })
  }

  function visit(expr: Expr, names: Names): void {
    switch (expr.kind) {
      case 'literal':
        return undefined
      case 'import':
        return report({
          rule: 'import',
          fatal: false,
          message: `${expr.word} is not available`,
          at: expr.at,
        })
      case 'self':
      case 'dollar':
        return needsObject(expr.kind === 'self' ? 'self' : '$', expr.at, names)
      case 'super':
        needsObject('super', expr.at, names)
        return visit(expr.key, names)
      case 'variable':
        return visitVariable(expr.name, expr.at, names)
      case 'array':
        return all(expr.items, names)
      case 'array-for':
        return clauses(expr.clauses, names, (inner) => visit(expr.item, inner))
      case 'object':
      case 'object-for':
        return visitObject(expr, names)
      case 'suffixed':
        return visitSuffixed(expr, names)
      case 'chain':
        visit(expr.first, names)
        for (const link of expr.links) {
          if (link.operator === 'in super') needsObject('super', link.at, names)
          else visit(link.right, names)
        }
        return undefined
      case 'unary':
        return visit(expr.operand, names)
      case 'function':
        return visitFunction(expr, names)
      case 'block':
        return visitBlock(expr, names)
      case 'if':
        for (const { test, then } of expr.branches) {
          if (test.kind === 'literal')
            report({
              rule: 'constant-condition',
              fatal: false,
              message: 'this condition is always the same',
              at: test.at,
            })
          all([test, then], names)
        }
        return maybe(expr.otherwise, names)
      case 'error':
        return visit(expr.message, names)
    }
  }

  function visitVariable(name: string, at: number, names: Names): void {
    const variable = look(names, name)
    if (variable) variable.used = true
    else if (name !== 'std')
      report({ rule: 'unknown-variable', fatal: true, message: `there is no variable ${name}`, at })
  }

  function visitSuffixed(expr: Expr & { kind: 'suffixed' }, names: Names): void {
    visit(expr.base, names)
    if (expr.base.kind === 'variable' && expr.base.name === 'std' && !look(names, 'std'))
      checkStandard(expr.suffixes, report)
    for (const suffix of expr.suffixes) {
      if (suffix.kind === 'index') visit(suffix.key, names)
      else if (suffix.kind === 'extend') visit(suffix.object, names)
      else if (suffix.kind === 'call') visitCall(suffix, names)
      else for (const part of [suffix.from, suffix.to, suffix.step]) maybe(part, names)
    }
  }

  function visitCall({ positional, named }: CallSuffix, names: Names): void {
    all(positional, names)
    withVariables(noNames, named, false, report, 'arguments')
    for (const { value } of named) visit(value, names)
  }

  function visitFunction({ parameters, body }: FunctionExpr, outer: Names): void {
    const names = withVariables(outer, parameters, false, report, 'parameters')
    for (const { fallback } of parameters) maybe(fallback, names)
    visit(body, names)
  }

  function visitBlock(block: Expr & { kind: 'block' }, outer: Names): void {
    let names = outer
    const opened: Names[] = []
    for (const statement of block.statements) {
      if (statement.kind === 'assert') {
        visitAssertion(statement, names)
        continue
      }
      names = withVariables(names, statement.binds, true, report, 'variables')
      opened.push(names)
      for (const { value } of statement.binds) visit(value, names)
    }
    visit(block.body, names)
    for (const inner of opened) reportUnused(inner, report)
  }

  function visitAssertion({ test, message }: Assertion, names: Names): void {
    visit(test, names)
    maybe(message, names)
  }

  function visitObject(expr: ObjectExpr, outer: Names): void {
    const inside = { ...outer, inObject: true }
    if (expr.kind === 'object-for') {
      return clauses(expr.clauses, outer, (turn) => {
        if (expr.field.name.kind === 'computed') visit(expr.field.name.name, turn)
        scoped(expr.locals, { ...turn, inObject: true }, 'variables', (names) =>
          visit(expr.field.value, names),
        )
      })
    }
    checkFields(expr.fields, outer)
    return scoped(expr.locals, inside, 'variables', (names) => {
      for (const { value } of expr.fields) visit(value, names)
      for (const assertion of expr.asserts) visitAssertion(assertion, names)
    })
  }

  function checkFields(fields: readonly Field[], outer: Names): void {
    const seen = new Set<string>()
    for (const { name, at } of fields) {
      if (name.kind === 'computed') {
        visit(name.name, outer)
      } else {
        if (seen.has(name.name))
          report({
            rule: 'duplicate',
            fatal: true,
            message: `there are two fields ${JSON.stringify(name.name)}`,
            at,
          })
        seen.add(name.name)
      }
    }
  }

  function clauses(list: readonly Clause[], outer: Names, inside: (names: Names) => void): void {
    let names = outer
    for (const clause of list) {
      if (clause.kind === 'if') {
        visit(clause.test, names)
      } else {
        visit(clause.from, names)
        names = withVariables(names, [clause], false, report, 'variables')
      }
    }
    inside(names)
  }

  visit(program, noNames)
  return problems.sort((a, b) => a.at - b.at)
}
