import type { Env } from '../machine/values.ts'

/** Compile-time counterpart of an environment; see Env. */
export type Surroundings = {
  readonly kind: 'program' | 'call' | 'object' | 'turn'
  readonly up: Surroundings | undefined
  /** Number of variables so far. */
  size: number
}

/** The names in scope and their slots. */
export type Scope = {
  readonly around: Surroundings
  readonly names: ReadonlyMap<string, number>
  readonly outer: Scope | undefined
  /** Cache of lookups, so that a long sequence of locals does not make each lookup linear. */
  readonly found: Map<string, Found | undefined>
}

type Found = { readonly around: Surroundings; readonly slot: number }

export const programScope: Scope = {
  around: { kind: 'program', up: undefined, size: 0 },
  names: new Map(),
  outer: undefined,
  found: new Map(),
}

/** A scope with a new environment for its variables. */
export const inner = (
  outer: Scope,
  kind: Surroundings['kind'],
  names: readonly string[] = [],
): Scope =>
  declare(
    { around: { kind, up: outer.around, size: 0 }, names: new Map(), outer, found: new Map() },
    names,
  )

/** A scope with further variables in the same environment. */
export function declare(scope: Scope, names: readonly string[]): Scope {
  return {
    around: scope.around,
    names: new Map(names.map((name) => [name, scope.around.size++])),
    outer: scope,
    found: new Map(),
  }
}

/** The location of a variable: number of environments outwards, and slot. */
export type Place = { readonly hops: number; readonly slot: number }

/** Resolves a variable; undefined for `std` unless it is redefined. */
export function find(scope: Scope, name: string): Place | undefined {
  const found = search(scope, name)
  scope.found.set(name, found)
  return found && { hops: hopsTo(scope.around, found.around), slot: found.slot }
}

function search(scope: Scope, name: string): Found | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const slot = at.names.get(name)
    if (slot !== undefined) return { around: at.around, slot }
    if (at.found.has(name)) return at.found.get(name)
  }
  return undefined
}

function hopsTo(from: Surroundings, to: Surroundings): number {
  let hops = 0
  for (let at: Surroundings | undefined = from; at !== to && at !== undefined; at = at.up) hops++
  return hops
}

/**
 * Number of environments from here to the innermost object, or with `outermost` to the outermost.
 */
export function objectHops({ around }: Scope, outermost = false): number {
  let found = 0
  let hops = 0
  for (let at: Surroundings | undefined = around; at !== undefined; at = at.up, hops++) {
    if (at.kind !== 'object') continue
    found = hops
    if (!outermost) break
  }
  return found
}

/** The environment this many levels outwards. */
export function outwards(env: Env, hops: number): Env {
  let at = env
  for (let i = 0; i < hops; i++) at = at.up ?? at
  return at
}
