// Configurations that differ in what people can do: made from the schema of the configuration, so
// that a method or a choice that is added there is tried as well.
import type { JsonSchema } from '#lib/json-schema.ts'
import { flows } from '#config/schema/flows.ts'
import { methods } from '#config/schema/methods.ts'
import { mergeDeep, type Overrides } from './server.ts'

type Path = readonly string[]
/** The values that a setting can have. */
export type Choice = { readonly path: Path; readonly values: readonly unknown[] }

const membersOf = (schema: JsonSchema): readonly (readonly [string, JsonSchema])[] =>
  Object.entries(schema.properties ?? {})

/** `enabled`, `passwordless_enabled` and the like of each method. */
const switches: readonly Choice[] = membersOf(methods).flatMap(([method, section]) =>
  membersOf(section)
    .filter(([name, { type }]) => type === 'boolean' && name.endsWith('enabled'))
    .map(([name]) => ({ path: ['methods', method, name], values: [false, true] })),
)

/** The choices of how each kind of flow goes. */
const choices: readonly Choice[] = membersOf(flows).flatMap(([kind, section]) =>
  membersOf(section)
    .filter(([, schema]) => schema.enum !== undefined)
    .map(([name, schema]) => ({ path: ['flows', kind, name], values: schema.enum ?? [] })),
)

/** `{ a: { b: value } }` of the path `a.b`. */
const nested = (path: Path, value: unknown): Overrides =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Overrides

/** All sets of at most two, and the set of all. */
function smallSets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const pairs = all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other]))
  return [[], ...all.map((one) => [one]), ...pairs, all]
}

/**
 * No method, each alone, each two and all of them, in each of which the choices are made in turn; of
 * all of them one for each two values of each two choices.
 */
export function configurations(
  isUsable: (selfservice: Overrides) => boolean,
): readonly { readonly selfservice: Overrides }[] {
  const usable = switches.filter(({ path }) => isUsable(nested(path, true)))
  const joined = (all: readonly Overrides[]) => all.reduce((so, one) => mergeDeep(so, one), {})
  const chosen = (turn: number) =>
    choices.map(({ path, values }, at) => nested(path, values[(turn >> at) % values.length]))
  return smallSets(usable).flatMap((on, at) => {
    const turns = on.length === usable.length ? turnsOfPairs : on.length === 2 ? [at] : [at, ~at]
    return turns.map((turn) => ({
      selfservice: joined([
        ...usable.map((one) => nested(one.path, on.includes(one))),
        ...chosen(turn & 0xff),
      ]),
    }))
  })
}

/** Turns in which each two of the choices have each two values. */
const turnsOfPairs: readonly number[] = [0b00000, 0b01101, 0b10110, 0b11011, 0b00111, 0b11100]
