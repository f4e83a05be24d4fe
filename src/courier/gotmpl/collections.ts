// The functions of Sprig for lists, maps and defaults (https://masterminds.github.io/sprig/).
import { at, fn, type TemplateFunction, type Tools } from './template-function.ts'
import { isList, isMap, isTrue, keyOf, toText, type Value } from './values.ts'

const many = Infinity

export function collections(): Readonly<Record<string, TemplateFunction>> {
  const listOf = (args: readonly Value[], tools: Tools): readonly Value[] => {
    const value = at(args, 0)
    return isList(value) ? value : value === null ? [] : tools.fail('this needs a list')
  }
  return {
    default: fn(
      1,
      (args) => (args.length > 1 && isTrue(at(args, 1)) ? at(args, 1) : at(args, 0)),
      2,
    ),
    empty: fn(1, (args) => !isTrue(at(args, 0))),
    coalesce: fn(0, (args) => args.find(isTrue) ?? null, many),
    ternary: fn(3, (args) => (isTrue(at(args, 2)) ? at(args, 0) : at(args, 1))),
    list: fn(0, (args) => args, many),
    dict: fn(
      0,
      (args, tools) => {
        if (args.length % 2 !== 0) tools.fail('dict needs a value for every key')
        const entries: [string, Value][] = []
        for (let place = 0; place < args.length; place += 2)
          entries.push([toText(at(args, place)), at(args, place + 1)])
        return Object.fromEntries(entries)
      },
      many,
    ),
    get: fn(2, (args) => keyOf(at(args, 0), toText(at(args, 1)))),
    hasKey: fn(2, (args) => {
      const map = at(args, 0)
      return isMap(map) && Object.hasOwn(map, toText(at(args, 1)))
    }),
    keys: fn(1, (args) => {
      const map = at(args, 0)
      return isMap(map) ? Object.keys(map).toSorted() : []
    }),
    values: fn(1, (args) => {
      const map = at(args, 0)
      return isMap(map)
        ? Object.keys(map)
            .toSorted()
            .map((key) => keyOf(map, key))
        : []
    }),
    has: fn(2, (args, tools) => listOf([at(args, 1)], tools).includes(at(args, 0))),
    first: fn(1, (args, tools) => listOf(args, tools)[0] ?? null),
    last: fn(1, (args, tools) => listOf(args, tools).at(-1) ?? null),
    rest: fn(1, (args, tools) => listOf(args, tools).slice(1)),
    initial: fn(1, (args, tools) => listOf(args, tools).slice(0, -1)),
    reverse: fn(1, (args, tools) => listOf(args, tools).toReversed()),
    uniq: fn(1, (args, tools) => [...new Set(listOf(args, tools))]),
    append: fn(2, (args, tools) => [...listOf(args, tools), at(args, 1)]),
  }
}
