import type { Env } from '../machine/values.ts'

/** What an environment will belong to: see Env. */
export type Surroundings = {
  readonly kind: 'program' | 'call' | 'object' | 'turn'
  readonly up: Surroundings | undefined
  /** Variables so far. */ size: number
}

/** Which names are known at a place, and where their slots are. */
export type Scope = {
  readonly around: Surroundings
  readonly names: ReadonlyMap<string, number>
  readonly outer: Scope | undefined
  /**
   * What has been looked for here, so that a long row of locals is not searched again and again.
   */
  readonly found: Map<string, Found | undefined>
}

type Found = { readonly around: Surroundings; readonly slot: number }

export const programScope: Scope = {
  around: { kind: 'program', up: undefined, size: 0 },
  names: new Map(),
  outer: undefined,
  found: new Map(),
}

/** A scope whose variables live in an environment of its own. */
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

/** How many environments outwards, and which slot there. */
export type Place = { readonly hops: number; readonly slot: number }

/** Undefined for `std`, which stands outside of everything. */
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

/** How many environments outwards the nearest object is, or with `outermost` the last one. */
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

export function outwards(env: Env, hops: number): Env {
  let at = env
  for (let i = 0; i < hops; i++) at = at.up ?? at
  return at
}
