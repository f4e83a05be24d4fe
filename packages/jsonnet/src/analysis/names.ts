import type { Problem } from './problem.ts'

export type Variable = {
  readonly name: string
  readonly at: number
  /** Reported when unused. */
  readonly watched: boolean
  used: boolean
}

/** The variables in scope. `inObject`: whether `self` and `super` are defined. */
export type Names = {
  readonly variables: ReadonlyMap<string, Variable>
  readonly outer: Names | undefined
  readonly inObject: boolean
  /** Cache of lookups from this scope. */
  readonly found: Map<string, Variable | undefined>
}

export type Declared = { readonly name: string; readonly at: number }

export const noNames: Names = {
  variables: new Map(),
  outer: undefined,
  inObject: false,
  found: new Map(),
}

/** Resolves a variable; undefined when there is none. */
export function look(names: Names, name: string): Variable | undefined {
  const variable = search(names, name)
  names.found.set(name, variable)
  return variable
}

function search(names: Names, name: string): Variable | undefined {
  for (let at: Names | undefined = names; at !== undefined; at = at.outer) {
    const variable = at.variables.get(name)
    if (variable) return variable
    if (at.found.has(name)) return at.found.get(name)
  }
  return undefined
}

/** A nested scope with these variables. Names declared twice in it are reported. */
export function withVariables(
  outer: Names,
  declared: readonly Declared[],
  watched: boolean,
  report: (problem: Problem) => void,
  what: string,
): Names {
  const variables = new Map<string, Variable>()
  for (const { name, at } of declared) {
    if (variables.has(name))
      report({ rule: 'duplicate', fatal: true, message: `there are two ${what} ${name}`, at })
    variables.set(name, { name, at, watched: watched && !name.startsWith('_'), used: false })
  }
  return { variables, outer, inObject: outer.inObject, found: new Map() }
}

/** Reports the variables that are never used. */
export function reportUnused({ variables }: Names, report: (problem: Problem) => void): void {
  for (const { name, at, watched, used } of variables.values()) {
    if (watched && !used)
      report({ rule: 'unused-local', fatal: false, message: `${name} is not used`, at })
  }
}
