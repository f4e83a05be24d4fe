// Runs a parsed template on data, with limits of time and size.
import { TemplateFault } from './fault.ts'
import { functions } from './functions.ts'
import type { Tools } from './template-function.ts'
import type { Command, GoNode, Pipeline, Templates, Term } from './nodes.ts'
import { isList, isMap, isTrue, keyOf, type Value } from './values.ts'

/**
 * Receives the texts of the template and the values in their order, and escapes values as their
 * place needs it.
 */
export type Output = { text(text: string): void; value(value: Value): void; result(): string }

export type Limits = { readonly steps: number; readonly length: number }
export const templateLimits: Limits = { steps: 100_000, length: 1_000_000 }

const deepest = 50

class Break extends Error {}
class Continue extends Error {}

type Variables = { readonly parent: Variables | undefined; readonly values: Map<string, Value> }

/**
 * Throws TemplateFault for data that the template cannot be run on, and when a limit is reached.
 */
export function evaluate(
  main: readonly GoNode[],
  templates: Templates,
  data: Value,
  output: Output,
  limits: Limits,
  now: Date,
): void {
  let steps = 0,
    length = 0,
    depth = 0,
    line = 1
  const tools: Tools = {
    now,
    fail: (problem) => {
      throw new TemplateFault(line, problem)
    },
    sized: (size) => {
      if (size > limits.length) throw new TemplateFault(line, 'a value is too long')
    },
  }

  function step(at: number): void {
    line = at
    if (++steps > limits.steps) throw new TemplateFault(at, 'the template takes too many steps')
  }
  function grow(text: string): void {
    length += text.length
    if (length > limits.length) throw new TemplateFault(line, 'the result is too long')
  }

  function walk(nodes: readonly GoNode[], dot: Value, scope: Variables): void {
    for (const node of nodes) {
      if (node.kind === 'text') {
        grow(node.text)
        output.text(node.text)
        continue
      }
      step(node.line)
      switch (node.kind) {
        case 'print': {
          const value = run(node.pipeline, dot, scope)
          if (node.pipeline.names.length === 0) {
            grow(typeof value === 'string' ? value : '')
            output.value(value)
          }
          break
        }
        case 'if':
        case 'with': {
          const inner: Variables = { parent: scope, values: new Map() }
          const value = run(node.pipeline, dot, inner)
          if (isTrue(value))
            walk(node.then, node.kind === 'with' ? value : dot, {
              parent: inner,
              values: new Map(),
            })
          else walk(node.otherwise, dot, { parent: inner, values: new Map() })
          break
        }
        case 'range':
          range(node.pipeline, node.then, node.otherwise, dot, scope)
          break
        case 'template': {
          const body = templates.get(node.name)
          if (!body)
            throw new TemplateFault(node.line, `there is no template ${JSON.stringify(node.name)}`)
          const value = node.pipeline ? run(node.pipeline, dot, scope) : null
          if (++depth > deepest)
            throw new TemplateFault(node.line, 'templates are nested too deeply')
          walk(body, value, root(value))
          depth--
          break
        }
        case 'break':
          throw new Break()
        case 'continue':
          throw new Continue()
      }
    }
  }

  function range(
    pipeline: Pipeline,
    then: readonly GoNode[],
    otherwise: readonly GoNode[],
    dot: Value,
    scope: Variables,
  ): void {
    const outer: Variables = { parent: scope, values: new Map() }
    const value = run({ ...pipeline, names: [] }, dot, scope)
    const items = itemsOf(value)
    if (items.length === 0) return walk(otherwise, dot, outer)
    try {
      for (const [key, item] of items) {
        step(pipeline.line)
        const inner: Variables = { parent: outer, values: new Map() }
        const [first, second] = pipeline.names
        if (second !== undefined) bind(second, item, pipeline.assigns, inner)
        if (first !== undefined)
          bind(first, second === undefined ? item : key, pipeline.assigns, inner)
        try {
          walk(then, item, inner)
        } catch (signal) {
          if (!(signal instanceof Continue)) throw signal
        }
      }
    } catch (signal) {
      if (!(signal instanceof Break)) throw signal
    }
  }

  function itemsOf(value: Value): readonly (readonly [Value, Value])[] {
    if (value === null) return []
    if (isList(value)) return value.map((item, at) => [at, item])
    if (isMap(value))
      return Object.keys(value)
        .toSorted()
        .map((key) => [key, value[key] ?? null])
    if (typeof value === 'number' && Number.isInteger(value) && value <= limits.steps)
      return Array.from({ length: Math.max(value, 0) }, (_none, at) => [at, at])
    return tools.fail('range needs a list, a map or a number')
  }

  function bind(name: string, value: Value, assigns: boolean, scope: Variables): void {
    let at: Variables | undefined = scope
    while (assigns && at && !at.values.has(name)) at = at.parent
    ;(at ?? scope).values.set(name, value)
  }

  function run({ commands, names, assigns }: Pipeline, dot: Value, scope: Variables): Value {
    let value: Value = null,
      first = true
    for (const one of commands) {
      value = command(one, dot, scope, first ? undefined : { value })
      first = false
    }
    for (const name of names) bind(name, value, assigns, scope)
    return value
  }

  function command(
    { terms, line: at }: Command,
    dot: Value,
    scope: Variables,
    piped: { readonly value: Value } | undefined,
  ): Value {
    step(at)
    const [head, ...rest] = terms
    if (head.base.kind !== 'function') {
      if (piped) tools.fail('a value cannot be piped into something that is no function')
      return term(head, dot, scope)
    }
    return call(head.base.name, rest, dot, scope, piped)
  }

  function call(
    name: string,
    rest: readonly Term[],
    dot: Value,
    scope: Variables,
    piped: { readonly value: Value } | undefined,
  ): Value {
    if (name === 'and' || name === 'or') {
      // NOTE these evaluate only the arguments that they need
      let value: Value = null
      for (const [at, one] of rest.entries()) {
        value = term(one, dot, scope)
        if (isTrue(value) === (name === 'or')) return value
        if (at === rest.length - 1 && piped) value = piped.value
      }
      return rest.length === 0 && piped ? piped.value : value
    }
    const args = rest.map((one) => term(one, dot, scope))
    if (piped) args.push(piped.value)
    const fn = functions.get(name) ?? tools.fail(`there is no function ${name}`)
    if (args.length < fn.least || args.length > fn.most)
      tools.fail(
        `${name} takes ${fn.least === fn.most ? fn.least : `${fn.least} or more`} arguments, ` +
          `not ${args.length}`,
      )
    return fn.run(args, tools)
  }

  function term({ base, fields, line: at }: Term, dot: Value, scope: Variables): Value {
    line = at
    let value: Value
    switch (base.kind) {
      case 'dot':
        value = dot
        break
      case 'value':
        value = base.value
        break
      case 'variable':
        value = lookUp(base.name, scope)
        break
      case 'function':
        value = call(base.name, [], dot, scope, undefined)
        break
      case 'pipeline':
        value = run(base.pipeline, dot, scope)
        break
    }
    for (const name of fields) value = keyOf(value, name)
    return value
  }

  function lookUp(name: string, scope: Variables): Value {
    for (let at: Variables | undefined = scope; at; at = at.parent)
      if (at.values.has(name)) return at.values.get(name) ?? null
    return tools.fail(`the variable $${name} is not defined`)
  }

  try {
    walk(main, data, root(data))
  } catch (signal) {
    if (signal instanceof Break || signal instanceof Continue)
      throw new TemplateFault(line, 'break and continue belong into a range')
    throw signal
  }
}

const root = (data: Value): Variables => ({ parent: undefined, values: new Map([['', data]]) })
