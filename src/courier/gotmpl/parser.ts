// Parses tokens to nodes. The grammar is that of https://pkg.go.dev/text/template.
import { TemplateFault } from './fault.ts'
import { tokenize, type Token } from './lexer.ts'
import type { Command, GoNode, Operand, Pipeline, Templates, Term } from './nodes.ts'

export type Parsed = { readonly main: readonly GoNode[]; readonly defined: Templates }

const deepest = 100
type Mark = Extract<Token, { kind: 'mark' }>['mark']
type Ended = {
  readonly nodes: readonly GoNode[]
  readonly by: 'end' | 'else' | 'file'
  readonly line: number
}

/** Throws TemplateFault for a text that is not a template, and for an unknown function. */
export function parse(template: string, isFunction: (name: string) => boolean): Parsed {
  const tokens = tokenize(template)
  const defined = new Map<string, readonly GoNode[]>()
  let at = 0,
    depth = 0
  const scopes: Set<string>[] = [new Set([''])]
  const last = tokens.at(-1)?.line ?? 1

  const peek = (): Token | undefined => tokens[at]
  const fail = (problem: string, line = peek()?.line ?? last): never => {
    throw new TemplateFault(line, problem)
  }
  const isWord = (name: string): boolean => {
    const token = peek()
    return token?.kind === 'word' && token.name === name
  }
  const isMark = (mark: Mark): boolean => {
    const token = peek()
    return token?.kind === 'mark' && token.mark === mark
  }
  function close(): void {
    if (peek()?.kind !== 'close') fail('there is more in this action than it can hold')
    at++
  }
  function scoped<T>(work: () => T): T {
    if (++depth > deepest) fail('it is nested too deeply')
    scopes.push(new Set())
    try {
      return work()
    } finally {
      scopes.pop()
      depth--
    }
  }

  function list(): Ended {
    const nodes: GoNode[] = []
    for (;;) {
      const token = peek()
      if (!token) return { nodes, by: 'file', line: last }
      at++
      if (token.kind === 'text') nodes.push({ kind: 'text', text: token.text })
      else if (token.kind === 'open') {
        const line = token.line
        if (isWord('end')) {
          at++
          close()
          return { nodes, by: 'end', line }
        }
        if (isWord('else')) {
          at++
          return { nodes, by: 'else', line }
        }
        nodes.push(...action(line))
      }
    }
  }

  function action(line: number): readonly GoNode[] {
    const token = peek()
    if (token?.kind === 'word') {
      switch (token.name) {
        case 'if':
        case 'with':
        case 'range':
          at++
          return [branch(token.name, line)]
        case 'template': {
          at++
          const name = text()
          const argument = peek()?.kind === 'close' ? undefined : pipeline()
          close()
          return [{ kind: 'template', name, pipeline: argument, line }]
        }
        case 'define': {
          at++
          const name = text()
          close()
          defined.set(name, separate(line))
          return []
        }
        case 'block': {
          at++
          const name = text(),
            argument = pipeline()
          close()
          defined.set(name, separate(line))
          return [{ kind: 'template', name, pipeline: argument, line }]
        }
        case 'break':
        case 'continue':
          at++
          close()
          return [{ kind: token.name, line }]
      }
    }
    const printed = pipeline()
    close()
    return [{ kind: 'print', pipeline: printed, line }]
  }

  /** The body of a template that is defined inside; it does not see the variables around it. */
  function separate(line: number): readonly GoNode[] {
    const outer = scopes.splice(0, scopes.length, new Set(['']))
    const { nodes, by } = scoped(list)
    scopes.splice(0, scopes.length, ...outer)
    if (by !== 'end') fail('it is not closed with {{ end }}', line)
    return nodes
  }

  function branch(kind: 'if' | 'with' | 'range', line: number): GoNode {
    return scoped(() => {
      const condition = pipeline(kind === 'range')
      close()
      const first = scoped(list)
      if (first.by === 'file') fail(`${kind} is not closed with {{ end }}`, line)
      return {
        kind,
        pipeline: condition,
        then: first.nodes,
        otherwise: first.by === 'end' ? [] : otherwise(kind, line),
        line,
      }
    })
  }

  function otherwise(kind: 'if' | 'with' | 'range', line: number): readonly GoNode[] {
    const token = peek()
    if (
      token?.kind === 'word' &&
      (token.name === 'if' || token.name === 'with') &&
      kind !== 'range'
    ) {
      at++
      return [branch(token.name, token.line)]
    }
    close()
    const rest = scoped(list)
    if (rest.by !== 'end') fail(`${kind} is not closed with {{ end }}`, line)
    return rest.nodes
  }

  function text(): string {
    const token = peek()
    if (token?.kind !== 'string') return fail('the name of a template must be a string')
    at++
    return token.value
  }

  function pipeline(inRange = false): Pipeline {
    const line = peek()?.line ?? last
    const { names, assigns } = declaration(inRange)
    const commands: Command[] = [command()]
    while (isMark('|')) {
      at++
      commands.push(command())
    }
    if (!assigns) for (const name of names) scopes.at(-1)?.add(name)
    return { names, assigns, commands, line }
  }

  /** `$a :=`, `$a =`, and in a range `$i, $a :=`. */
  function declaration(inRange: boolean): {
    readonly names: readonly string[]
    readonly assigns: boolean
  } {
    const from = at
    const names: string[] = []
    for (let token = peek(); token?.kind === 'variable'; token = peek()) {
      names.push(token.name)
      at++
      if (isMark(':=') || isMark('=')) {
        const assigns = isMark('=')
        at++
        if (assigns) names.forEach(known)
        return { names, assigns }
      }
      if (!inRange || names.length > 1 || !isMark(',')) break
      at++
    }
    at = from
    return { names: [], assigns: false }
  }

  function known(name: string): void {
    if (!scopes.some((scope) => scope.has(name))) fail(`the variable $${name} is not defined`)
  }

  function command(): Command {
    const line = peek()?.line ?? last
    const terms: Term[] = []
    for (let next = term(); next; next = term()) terms.push(next)
    const [first, ...rest] = terms
    if (!first) return fail('a value is missing')
    if (rest.length > 0 && (first.base.kind !== 'function' || first.fields.length > 0))
      fail('only functions take arguments', line)
    return { terms: [first, ...rest], line }
  }

  function term(): Term | undefined {
    const line = peek()?.line ?? last
    const fields: string[] = []
    const base = operand(fields)
    if (!base) return undefined
    for (let token = peek(); token?.kind === 'field' && token.after; token = peek()) {
      fields.push(token.name)
      at++
    }
    return { base, fields, line }
  }

  function operand(fields: string[]): Operand | undefined {
    const token = peek()
    if (!token) return undefined
    switch (token.kind) {
      case 'field':
        at++
        fields.push(token.name)
        return { kind: 'dot' }
      case 'variable':
        known(token.name)
        at++
        return { kind: 'variable', name: token.name }
      case 'string':
      case 'number':
        at++
        return { kind: 'value', value: token.value }
      case 'word': {
        at++
        if (token.name === 'true' || token.name === 'false')
          return { kind: 'value', value: token.name === 'true' }
        if (token.name === 'nil') return { kind: 'value', value: null }
        if (!isFunction(token.name)) fail(`there is no function ${token.name}`, token.line)
        return { kind: 'function', name: token.name }
      }
      case 'mark': {
        if (token.mark === '.') {
          at++
          return { kind: 'dot' }
        }
        if (token.mark !== '(') return undefined
        at++
        if (++depth > deepest) fail('it is nested too deeply')
        const inside = pipeline()
        depth--
        if (!isMark(')')) fail('a parenthesis is not closed')
        at++
        return { kind: 'pipeline', pipeline: inside }
      }
      default:
        return undefined
    }
  }

  const { nodes, by, line } = list()
  if (by !== 'file') fail(`{{ ${by} }} closes nothing`, line)
  return { main: nodes, defined }
}
